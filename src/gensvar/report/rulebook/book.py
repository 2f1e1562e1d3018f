"""An edition as a document: what it is, its rules chapter by chapter, its sources."""

from __future__ import annotations

from datetime import UTC, datetime, time

from gensvar.errors import BadInput
from gensvar.report.document import (
    Block,
    Callout,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    Link,
    Muted,
    PageBreak,
    Paragraph,
    Rich,
    Table,
)
from gensvar.report.rulebook.rule import rule_anchor, rule_blocks
from gensvar.report.words import LEVEL, RULEBOOK_KIND, STATUS, VERIFICATION, say
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Chapter, Rule, Source
from gensvar.text import Language, Text

CONTENTS = Text(sv="Reglerna i korthet", en="The rules in brief")
SOURCES = Text(sv="Källor", en="Sources")
STATUS_TEXT = {
    "reconstructed": Text(
        sv="Regelverkets egen text har inte varit tillgänglig. Reglerna är återgivna med andra ord efter öppna källor, "
        "och vid varje regel står hur säker den är.",
        en="The text of the rulebook itself has not been available. The rules are given in other words from public "
        "sources, and each says how certain it is.",
    ),
    "proposed": Text(sv="Utgåvan är ett förslag och inte antagen.", en="The edition is a proposal and not adopted."),
    "confirmed": Text(sv="", en=""),
}


def rulebook_document(edition: Edition, language: Language, rule_id: str | None = None) -> Document:
    """Return the edition, or only one of its rules; BadInput where it has no such rule."""
    head = edition.head
    made = datetime.combine(head.valid_from, time(0), UTC)
    meta = _meta(edition, language)
    if rule_id is not None:
        rule = _named(edition, rule_id)
        blocks = tuple(rule_blocks(rule, edition, language, level=2))
        return Document(
            f"{rule.id} {rule.title.into(language)}",
            language,
            blocks,
            kicker=head.title.into(language),
            meta=meta,
            created=made,
        )
    running = f"{head.title.into(language)} · {edition.reference}"
    return Document(
        title=head.title.into(language),
        language=language,
        blocks=tuple(_whole(edition, language)),
        subtitle=head.summary.into(language),
        kicker=say(RULEBOOK_KIND, head.kind, language),
        running=running,
        meta=meta,
        sheets=(rules_table(edition, language),),
        created=made,
    )


def _named(edition: Edition, rule_id: str) -> Rule:
    if rule_id in edition.rules:
        return edition.rules[rule_id]
    from gensvar.handwritten import did_you_mean

    raise BadInput(
        Text(sv=f"{edition.reference} har ingen regel {rule_id}", en=f"{edition.reference} has no rule {rule_id}"),
        mend=did_you_mean(rule_id, edition.rules),
    )


def _meta(edition: Edition, language: Language) -> tuple[tuple[str, str], ...]:
    swedish, head = language == "sv", edition.head
    span = f"{head.valid_from} – {head.valid_to or ''}".strip()
    sealed = (
        ("antagen och låst" if swedish else "adopted and sealed")
        if edition.sealed
        else ("inte antagen" if swedish else "not adopted")
    )
    return (
        ("Utgåva" if swedish else "Edition", f"{edition.reference}, {sealed}"),
        ("Gäller" if swedish else "In force", span),
        ("Utges av" if swedish else "Owner", head.owner),
        ("Ordalydelse" if swedish else "Wording", say(STATUS, head.status, language)),
        ("Regler" if swedish else "Rules", str(len(edition.rules))),
    )


def _whole(edition: Edition, language: Language) -> list[Block]:
    blocks: list[Block] = []
    if edition.head.status != "confirmed":
        words = (Paragraph(STATUS_TEXT[edition.head.status].into(language)),)
        blocks.append(Callout("warning", say(STATUS, edition.head.status, language).capitalize(), words))
    blocks.append(Paragraph(edition.head.license_note.into(language), "small"))
    blocks += [Contents(), Heading(2, CONTENTS.into(language), "brief"), brief_table(edition, language)]
    blocks.append(PageBreak())
    for chapter in edition.chapters:
        blocks += _chapter(chapter, edition, language)
    return [*blocks, PageBreak(), Heading(2, SOURCES.into(language), "sources"), *_sources(edition, language)]


def _chapter(chapter: Chapter, edition: Edition, language: Language) -> list[Block]:
    blocks: list[Block] = [Heading(2, chapter.title.into(language), f"c-{chapter.id.lower()}")]
    if chapter.intro:
        blocks.append(Paragraph(chapter.intro.into(language), "lead"))
    for rule in chapter.rules:
        blocks += rule_blocks(rule, edition, language)
    return blocks


def brief_table(edition: Edition, language: Language) -> Table:
    """Return one line per rule: level, how it is verified, how certain it is."""
    heads = ("Regel", "Rubrik", "Nivå", "Prövas genom", "Ordalydelse")
    english = ("Rule", "Title", "Level", "Verified by", "Wording")
    columns = tuple(
        Column(head, "text" if at else "code") for at, head in enumerate(heads if language == "sv" else english)
    )
    rows = tuple(
        (
            (Link(rule.id, f"#{rule_anchor(rule.id)}"),),
            rule.title.into(language),
            say(LEVEL, rule.level, language),
            say(VERIFICATION, rule.verification, language),
            f"{say(STATUS, rule.status, language)} ({rule.confidence})",
        )
        for rule in edition.rules.values()
    )
    return Table(columns, rows, CONTENTS.into(language))


def rules_table(edition: Edition, language: Language) -> Table:
    """Return every rule with its whole text, one line each: the worksheet of the XLSX."""
    swedish = ("Kapitel", "Regel", "Rubrik", "Text", "Nivå", "Prövas genom", "Ordalydelse", "Säkerhet", "Vägledning")
    english = ("Chapter", "Rule", "Title", "Text", "Level", "Verified by", "Wording", "Confidence", "Guidance")
    widths = (24, 10, 28, 60, 8, 20, 18, 11, 60)
    heads = swedish if language == "sv" else english
    columns = tuple(Column(head, width=width) for head, width in zip(heads, widths, strict=True))
    rows = tuple(
        (
            chapter.title.into(language),
            rule.id,
            rule.title.into(language),
            rule.text.into(language),
            say(LEVEL, rule.level, language),
            say(VERIFICATION, rule.verification, language),
            say(STATUS, rule.status, language),
            rule.confidence,
            rule.guidance.into(language),
        )
        for chapter in edition.chapters
        for rule in chapter.rules
    )
    title = "Regler" if language == "sv" else "Rules"
    return Table(columns, rows, edition.head.title.into(language), header=False, sheet=title)


def _sources(edition: Edition, language: Language) -> list[Block]:
    items = tuple((source.id, _source(source, language)) for source in edition.head.sources)
    return [Facts(items)]


def _source(source: Source, language: Language) -> Rich:
    link: Rich = (Link(source.title, source.url),) if source.url else (source.title,)
    read = f" ({'läst' if language == 'sv' else 'read'} {source.accessed})" if source.accessed else ""
    note = f" {source.note.into(language)}" if source.note else ""
    return (*link, Muted(read + note))
