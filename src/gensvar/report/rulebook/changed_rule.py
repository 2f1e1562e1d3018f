"""One rule that changed: its texts word by word, its thresholds, scope, checks and other values side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gensvar.report.document import Added, Block, Bullets, Cell, Column, Facts, Heading, Paragraph, Removed, Span, Table
from gensvar.report.rulebook.checks import value_words
from gensvar.report.words import CONFIDENCE, LEVEL, RULEBOOK_KIND, STATUS, VERIFICATION, say
from gensvar.text import Language, Text

if TYPE_CHECKING:
    from gensvar.rulebook.differences import CheckChange, RuleDiff, TextChange, ThresholdChange, ValueChange
    from gensvar.rulebook.model import ParameterValue

RELATION = {
    "replaces": Text(sv="Ersätter {rules}.", en="Replaces {rules}."),
    "split-from": Text(sv="Bruten ur {rules}.", en="Split from {rules}."),
    "merged-into": Text(sv="{rules} har gått upp i regeln.", en="{rules} went into the rule."),
}
PARTS = {
    "title": Text(sv="Rubrik", en="Title"),
    "text": Text(sv="Text", en="Text"),
    "guidance": Text(sv="Vägledning", en="Guidance"),
    "evidence": Text(sv="Bevis", en="Evidence"),
    "level": Text(sv="Nivå", en="Level"),
    "status": Text(sv="Ordalydelse", en="Wording"),
    "confidence": Text(sv="Säkerhet", en="Confidence"),
    "verification": Text(sv="Prövas genom", en="Verified by"),
    "sources": Text(sv="Källor", en="Sources"),
    "valid_from": Text(sv="Gäller från", en="In force from"),
    "valid_to": Text(sv="Gäller till", en="In force until"),
    "chapter": Text(sv="Kapitel", en="Chapter"),
    "questions": Text(sv="Frågor", en="Questions"),
    "actions": Text(sv="Åtgärder", en="Actions"),
    "examples": Text(sv="Exempel", en="Examples"),
    "summary": Text(sv="Sammanfattning", en="Summary"),
    "kind": Text(sv="Slag", en="Kind"),
    "owner": Text(sv="Utges av", en="Owner"),
    "license_note": Text(sv="Om texten", en="About the text"),
    "scope": Text(sv="Gäller", en="Applies to"),
}
CODES = {
    "level": LEVEL,
    "status": STATUS,
    "confidence": CONFIDENCE,
    "verification": VERIFICATION,
    "kind": RULEBOOK_KIND,
}
OTHER = Text(sv="Övrigt som ändras", en="What else changes")
THRESHOLDS = Text(sv="Gränser som ändras", en="Thresholds that change")
CHECKS = Text(sv="Kontroller", en="Checks")
CAME = Text(sv="{id} tillkom", en="{id} was added")
WENT = Text(sv="{id} togs bort", en="{id} was removed")
CHANGED = Text(sv="{id} ändrades", en="{id} was changed")


def changed_blocks(change: RuleDiff, language: Language) -> list[Block]:
    """Return everything that differs in one rule."""
    blocks: list[Block] = []
    for text in change.texts:
        blocks += [Paragraph(reworded(text, language), "lead" if text.part == "text" else "body")]
    if change.thresholds:
        blocks.append(_thresholds(change.thresholds, language))
    if change.scope:
        words = (Removed(change.scope.before.into(language)), " ", Added(change.scope.after.into(language)))
        blocks.append(Facts(((PARTS["scope"].into(language), words),)))
    if change.values:
        blocks.append(change_rows(change.values, OTHER.into(language), language))
    return [*blocks, *_checks(change.checks, change.after.id, language)]


def reworded(change: TextChange, language: Language) -> tuple[Span, ...]:
    """Return a passage with the words taken away and the words added marked."""
    marks: dict[str, Any] = {"same": str, "added": Added, "removed": Removed}
    runs = change.sv if language == "sv" else change.en
    head = f"{PARTS[change.part].into(language)}: " if change.part != "text" else ""
    return (head, *(marks[words.kind](words.text) for words in runs))


def change_rows(changes: Sequence[ValueChange], caption: str, language: Language) -> Table:
    """Return values before and after, in words."""
    heads = ("Del", "Förut", "Nu") if language == "sv" else ("Part", "Was", "Is")
    rows: list[tuple[Cell, ...]] = []
    for change in changes:
        part = PARTS[change.part].into(language) if change.part in PARTS else change.part
        rows.append((part, *(in_words(change.part, value, language) for value in (change.before, change.after))))
    return Table(tuple(Column(head) for head in heads), tuple(rows), caption)


def in_words(part: str, value: Any, language: Language) -> str:
    """Return a changed value as a reader would put it: codes by their names, lists item by item."""
    if value is None or value in ([], ""):
        return "–"
    if isinstance(value, dict):
        words = value.get("text") or value.get("title") or value
        return str(words.get(language) or value.get("id") or "–")
    if isinstance(value, list | tuple):
        return "; ".join(in_words(part, one, language) for one in value)
    return say(CODES[part], value, language) if part in CODES else str(value)


def _thresholds(changes: Sequence[ThresholdChange], language: Language) -> Table:
    heads = ("Gräns", "Förut", "Nu") if language == "sv" else ("Threshold", "Was", "Is")
    rows = tuple(
        (
            change.title.into(language),
            _values(change.values("before"), change.unit, language),
            _values(change.values("after"), change.unit, language),
        )
        for change in changes
    )
    return Table(tuple(Column(head) for head in heads), rows, THRESHOLDS.into(language))


def _values(values: Sequence[ParameterValue], unit: str, language: Language) -> str:
    since = "från" if language == "sv" else "from"
    said = [f"{value_words(one.value, unit, language)} ({since} {one.valid_from})" for one in values]
    return "; ".join(said) or "–"


def _checks(changes: Sequence[CheckChange], rule: str, language: Language) -> list[Block]:
    if not changes:
        return []
    items = []
    for change in changes:
        words = CAME if change.before is None else WENT if change.after is None else CHANGED
        items.append(words.into(language).format(id=change.id))
    return [Heading(4, CHECKS.into(language), f"checks-{rule.lower()}"), Bullets(tuple(items))]
