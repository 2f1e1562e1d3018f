"""The difference between two editions: what came, what went, what was reworded, what was set anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gensvar.report.document import Block, Column, Document, Heading, Muted, Paragraph, Table, Tile, Tiles
from gensvar.report.rulebook.changed_rule import RELATION, change_rows, changed_blocks
from gensvar.report.rulebook.rule import rule_anchor
from gensvar.report.words import LEVEL, say
from gensvar.text import Language, Text

if TYPE_CHECKING:
    from gensvar.rulebook.differences import EditionDiff
    from gensvar.rulebook.model import Rule

TITLE = Text(sv="Från {before} till {after}", en="From {before} to {after}")
KICKER = Text(sv="Skillnad mellan två utgåvor", en="Difference between two editions")
COUNTS = {
    "added": Text(sv="Tillkom", en="Added"),
    "removed": Text(sv="Togs bort", en="Removed"),
    "changed": Text(sv="Ändrades", en="Changed"),
    "unchanged": Text(sv="Oförändrade", en="Unchanged"),
}
SAME = Text(sv="Utgåvorna säger samma sak.", en="The editions say the same.")
HEAD = Text(sv="Utgåvan själv", en="The edition itself")
RULES = Text(sv="Regler i förändring", en="Rules that change")


def diff_document(diff: EditionDiff, language: Language) -> Document:
    """Return what the newer edition changes, word by word where texts differ."""
    names = {"before": diff.before.reference, "after": diff.after.reference}
    blocks = [_counts(diff, language), *_head(diff, language)]
    blocks += _listed("added", diff.added, language)
    blocks += _listed("removed", diff.removed, language)
    blocks += _changed(diff, language)
    if len(blocks) == 1:
        blocks.append(Paragraph(SAME.into(language)))
    return Document(
        title=TITLE.fill(**names).into(language),
        language=language,
        blocks=tuple(blocks),
        subtitle=diff.after.title.into(language),
        kicker=KICKER.into(language),
        running=f"{names['before']} → {names['after']}",
        sheets=(overview_table(diff, language),),
    )


def _counts(diff: EditionDiff, language: Language) -> Tiles:
    tiles = tuple(
        Tile(text.into(language), str(len(getattr(diff, name))), href=f"#{name}" if _has_section(diff, name) else "")
        for name, text in COUNTS.items()
    )
    return Tiles(tiles)


def _has_section(diff: EditionDiff, name: str) -> bool:
    return name != "unchanged" and bool(getattr(diff, name))


def _head(diff: EditionDiff, language: Language) -> list[Block]:
    if not diff.values:
        return []
    return [Heading(2, HEAD.into(language), "edition"), change_rows(diff.values, HEAD.into(language), language)]


def _listed(name: str, rules: Sequence[Rule], language: Language) -> list[Block]:
    if not rules:
        return []
    title = COUNTS[name].into(language)
    heads = ("Regel", "Rubrik", "Text", "Nivå") if language == "sv" else ("Rule", "Title", "Text", "Level")
    columns = tuple(Column(head, "text" if at else "code") for at, head in enumerate(heads))
    rows = tuple(
        (rule.id, rule.title.into(language), rule.text.into(language), say(LEVEL, rule.level, language))
        for rule in rules
    )
    return [Heading(2, title, name), Table(columns, rows, title)]


def _changed(diff: EditionDiff, language: Language) -> list[Block]:
    if not diff.changed:
        return []
    blocks: list[Block] = [Heading(2, COUNTS["changed"].into(language), "changed")]
    for number, change in enumerate(diff.changed, 1):
        anchor = f"{rule_anchor(change.after.id)}-{number}"
        blocks.append(Heading(3, change.after.title.into(language), anchor, change.after.id))
        if change.relation != "kept":
            others = ", ".join(rule.id for rule in change.before)
            blocks.append(Paragraph((Muted(RELATION[change.relation].into(language).format(rules=others)),)))
        blocks += changed_blocks(change, language)
    return blocks


def overview_table(diff: EditionDiff, language: Language) -> Table:
    """Return one line per rule that came, went or changed: the worksheet of the XLSX."""
    heads = ("Regel", "Rubrik", "Vad", "Text nu") if language == "sv" else ("Rule", "Title", "What", "Text now")
    kinds = ("code", "text", "text", "text")
    widths = (12, 34, 16, 80)
    columns = tuple(Column(h, k, w) for h, k, w in zip(heads, kinds, widths, strict=True))  # type: ignore[arg-type]
    lists = {"added": diff.added, "removed": diff.removed, "changed": tuple(one.after for one in diff.changed)}
    rows = tuple(
        (rule.id, rule.title.into(language), COUNTS[name].into(language), rule.text.into(language))
        for name, rules in lists.items()
        for rule in rules
    )
    return Table(columns, rows, RULES.into(language), sheet=RULES.into(language))
