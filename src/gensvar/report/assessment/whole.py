"""The report of an assessment: first page, chapters, method."""

from __future__ import annotations

from gensvar.report.assessment.appendix import appendix
from gensvar.report.assessment.changes import changes
from gensvar.report.assessment.front import front
from gensvar.report.assessment.reading import Assessment, created, edition_name, organisation, period, rows_read
from gensvar.report.assessment.rules import chapters, overview
from gensvar.report.document import Contents, Document
from gensvar.report.words import STATUS, say
from gensvar.text import Language, Text, format_number

TITLE = Text(sv="Så uppfyller {name} reglerna", en="How {name} meets the rules")
FILES = {
    True: Text(sv="{files} fil, {rows} rader", en="{files} file, {rows} rows"),
    False: Text(sv="{files} filer, {rows} rader", en="{files} files, {rows} rows"),
}
SOMEBODY = Text(sv="organisationen", en="the organisation")


def assessment_document(assessment: Assessment, language: Language) -> Document:
    """Return the report of an assessment in the shape of assessment.json."""
    name = organisation(assessment) or SOMEBODY.into(language)
    blocks = [
        *front(assessment, language),
        *overview(assessment, language),
        *changes(assessment, language),
        Contents(),
        *chapters(assessment, language),
        *appendix(assessment, language),
    ]
    edition = assessment["edition"]
    return Document(
        title=TITLE.fill(name=name).into(language),
        language=language,
        blocks=tuple(blocks),
        subtitle=headline(assessment, language),
        kicker=edition["title"][language],
        running=f"{name} · {edition_name(assessment)} · {assessment['on']}",
        meta=meta(assessment, language),
        created=created(assessment),
    )


def headline(assessment: Assessment, language: Language) -> str:
    """Return the outcome in one sentence."""
    counts = assessment["summary"]
    judged, open_ = counts["met"] + counts["not_met"], counts["cannot_be_judged"]
    if language == "sv":
        return f"{counts['met']} av {judged} regler som kunde bedömas är uppfyllda. {open_} kan inte bedömas ännu."
    return f"{counts['met']} of {judged} rules that could be judged are met. {open_} cannot be judged yet."


def meta(assessment: Assessment, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what the report is of: rulebook, period, day."""
    edition = assessment["edition"]
    words = ("Regelverk", "Period", "Bedömd", "Underlag")
    if language == "en":
        words = ("Rulebook", "Period", "Assessed", "Data")
    files, rows = len(assessment["data"]["files"]), format_number(rows_read(assessment), language)
    amount = FILES[files == 1].into(language).format(files=files, rows=rows)
    status = say(STATUS, edition["status"], language)
    return (
        (words[0], f"{edition_name(assessment)}, {status}"),
        (words[1], period(assessment, language)),
        (words[2], created(assessment).date().isoformat()),
        (words[3], amount),
    )
