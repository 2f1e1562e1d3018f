"""Gaps with suggested actions, ready for owner and date: the workbook actions.xlsx."""

from __future__ import annotations

from collections.abc import Iterator

from gensvar.report.assessment.gaps import gaps
from gensvar.report.assessment.reading import (
    Assessment,
    Finding,
    contradictions,
    created,
    edition_name,
    organisation,
    threshold_of,
    value_of,
)
from gensvar.report.assessment.unsettled import Need, needs, open_questions
from gensvar.report.assessment.whole import SOMEBODY, meta
from gensvar.report.document import Cell, Column, Document, Heading, Table
from gensvar.report.words import LEVEL, REASON, VERDICT, say
from gensvar.text import Language, Text

TITLE = Text(sv="Åtgärder för {name}", en="Actions for {name}")
SHEETS = {
    "actions": Text(sv="Åtgärder", en="Actions"),
    "settle": Text(sv="Att ta reda på", en="To find out"),
    "questions": Text(sv="Frågor", en="Questions"),
    "rules": Text(sv="Alla regler", en="All rules"),
}
STATES = (
    Text(sv="Inte påbörjad", en="Not started"),
    Text(sv="Pågår", en="Under way"),
    Text(sv="Klar", en="Done"),
    Text(sv="Avförd", en="Dropped"),
)
YES = Text(sv="Ja", en="Yes")


def actions_document(assessment: Assessment, language: Language) -> Document:
    """Return the gaps with their actions, what would settle the rest, and all rules, as worksheets."""
    name = organisation(assessment) or SOMEBODY.into(language)
    sheets = (
        _actions(assessment, language),
        _settle(assessment, language),
        _questions(assessment, language),
        _rules(assessment, language),
    )
    filled = tuple(table for table in sheets if table.rows) or sheets[-1:]
    return Document(
        title=TITLE.fill(name=name).into(language),
        language=language,
        blocks=tuple(block for table in filled for block in (Heading(2, table.caption, table.sheet), table)),
        running=f"{name} · {edition_name(assessment)}",
        meta=meta(assessment, language),
        sheets=filled,
        created=created(assessment),
    )


def _columns(language: Language, *named: tuple[Text, str, int]) -> list[Column]:
    return [Column(text.into(language), kind, width) for text, kind, width in named]  # type: ignore[arg-type]


def _entries(language: Language) -> list[Column]:
    """Return the columns that people fill in: who, when, how far, a note."""
    states = tuple(state.into(language) for state in STATES)
    owner, due, state, note = {
        "sv": ("Ägare", "Klart senast", "Läge", "Anteckning"),
        "en": ("Owner", "Due", "State", "Note"),
    }[language]
    return [
        Column(owner, "text", 18, entry=True),
        Column(due, "date", 13, entry=True),
        Column(state, "text", 15, states, entry=True),
        Column(note, "text", 34, entry=True),
    ]


RULE = (Text(sv="Regel", en="Rule"), "code", 10)
HEADING = (Text(sv="Rubrik", en="Title"), "text", 26)
LEVEL_COLUMN = (Text(sv="Nivå", en="Level"), "text", 8)


def _actions(assessment: Assessment, language: Language) -> Table:
    columns = [
        *_columns(
            language,
            RULE,
            HEADING,
            LEVEL_COLUMN,
            (Text(sv="Bristen", en="The gap"), "text", 34),
            (Text(sv="Värde", en="Value"), "figure", 11),
            (Text(sv="Gräns", en="Threshold"), "figure", 11),
            (Text(sv="Eget svar motsägs", en="Own answer contradicted"), "text", 12),
            (Text(sv="Föreslagen åtgärd", en="Suggested action"), "text", 42),
            (Text(sv="Roll", en="Role"), "text", 18),
        ),
        *_entries(language),
    ]
    rows = tuple(row for finding in gaps(assessment) for row in _gap_rows(finding, language))
    return Table(tuple(columns), rows, SHEETS["actions"].into(language), sheet=SHEETS["actions"].into(language))


def _gap_rows(finding: Finding, language: Language) -> Iterator[tuple[Cell, ...]]:
    """Yield one row per suggested action; a gap without any gets one row to fill in."""
    split = YES.into(language) if contradictions(finding) else ""
    head: tuple[Cell, ...] = (
        finding["rule"],
        finding["title"][language],
        say(LEVEL, finding["level"], language),
        finding["reasons"][language],
        value_of(finding) if finding.get("threshold") else None,
        threshold_of(finding),
        split,
    )
    state = STATES[0].into(language)
    for action in finding["actions"] or ({"text": {language: ""}, "role": {language: ""}},):
        yield (*head, action["text"][language], action["role"][language], None, None, state, None)


def _settle(assessment: Assessment, language: Language) -> Table:
    columns = [
        *_columns(
            language,
            (Text(sv="Gör så här", en="Do this"), "text", 50),
            (Text(sv="Varför", en="Why"), "text", 28),
            (Text(sv="Berör regler", en="Rules concerned"), "number", 10),
            (Text(sv="Avgör ensamt", en="Settles alone"), "number", 10),
            (Text(sv="Regler", en="Rules"), "text", 30),
        ),
        *_entries(language),
    ]
    rows = tuple(_need_row(need, language) for need in needs(assessment, language))
    return Table(tuple(columns), rows, SHEETS["settle"].into(language), sheet=SHEETS["settle"].into(language))


def _need_row(need: Need, language: Language) -> tuple[Cell, ...]:
    why = say(REASON, need.code, language)
    return (
        need.settle,
        why,
        len(need.rules),
        need.alone,
        ", ".join(need.rules),
        None,
        None,
        STATES[0].into(language),
        None,
    )


def _questions(assessment: Assessment, language: Language) -> Table:
    question, answer = ("Fråga", "Svar") if language == "sv" else ("Question", "Answer")
    columns = [*_columns(language, RULE), Column(question, "text", 70), Column(answer, "text", 24, entry=True)]
    columns += _entries(language)[:2]
    rows = tuple((rule, words, None, None, None) for rule, words in open_questions(assessment, language))
    return Table(tuple(columns), rows, SHEETS["questions"].into(language), sheet=SHEETS["questions"].into(language))


def _rules(assessment: Assessment, language: Language) -> Table:
    columns = _columns(
        language,
        RULE,
        HEADING,
        LEVEL_COLUMN,
        (Text(sv="Utfall", en="Verdict"), "text", 19),
        (Text(sv="Värde", en="Value"), "figure", 11),
        (Text(sv="Gräns", en="Threshold"), "figure", 11),
        (Text(sv="n", en="n"), "number", 9),
        (Text(sv="Skäl", en="Reason"), "text", 60),
    )
    rows = tuple(
        (
            finding["rule"],
            finding["title"][language],
            say(LEVEL, finding["level"], language),
            say(VERDICT, finding["verdict"], language),
            value_of(finding),
            threshold_of(finding),
            finding.get("n"),
            finding["reasons"][language],
        )
        for finding in assessment["findings"]
    )
    return Table(tuple(columns), rows, SHEETS["rules"].into(language), sheet=SHEETS["rules"].into(language))
