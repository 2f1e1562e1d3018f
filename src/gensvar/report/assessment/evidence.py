"""The checks of a rule as blocks: answers and documents in one table, everything else one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gensvar.report.assessment.measured import measured_blocks
from gensvar.report.assessment.reading import ANSWERS, Evidence, day, sentence
from gensvar.report.detector_names import detector_name
from gensvar.report.document import Block, Cell, Column, Heading, Kind, Muted, Paragraph, Rich, Table
from gensvar.report.words import EVIDENCE, REASON, say
from gensvar.text import Language, Text

Questions = dict[str, dict[str, Any]]
ANSWERED = ("answer", "document")
OWN = Text(sv="Egna svar och dokument", en="Own answers and documents")
COLUMNS = {
    "sv": ("Fråga", "Svar", "Av", "Datum", "Utfall"),
    "en": ("Question", "Answer", "By", "Date", "Verdict"),
}
WINDOWS = {
    "sv": ("Fönster", "Utfall", "Steg", "Rullat (fönsterhöjder)", "Funnet"),
    "en": ("Window", "Verdict", "Steps", "Scrolled (window heights)", "Found"),
}
WINDOW = {"desktop": Text(sv="Dator", en="Desktop"), "mobile": Text(sv="Mobil", en="Mobile")}
AS_VERDICT = {
    "pass": "met",
    "fail": "not_met",
    "cannot_tell": "cannot_be_judged",
    "not_applicable": "not_applicable",
}
FIRST_FOUND = Text(
    sv="De första som hittades (samtalets eller avtalets id)", en="The first ones found (id of call or agreement)"
)
SAID = {True: Text(sv="Ja", en="Yes"), False: Text(sv="Nej", en="No")}


def evidence_blocks(entries: Sequence[Evidence], questions: Questions, language: Language) -> list[Block]:
    """Return the blocks for all checks of a rule; `questions` are those of the rule, by id."""
    blocks: list[Block] = []
    for entry in entries:
        if entry["kind"] == "measure":
            blocks += measured_blocks(entry, language)
        elif entry["kind"] not in ANSWERED:
            title = say(EVIDENCE, entry["kind"], language)
            if entry.get("detector"):
                title += f": {detector_name(entry['detector'], language)}"
            blocks.append(Heading(4, title, f"e-{entry['id'].lower()}", badge=entry["outcome"]))
            blocks.append(Paragraph(sentence(entry["reason"][language])))
            blocks += windows_table(entry, language)
            blocks += samples_table(entry, language)
    own = [entry for entry in entries if entry["kind"] in ANSWERED]
    return [*answers_table(own, questions, language), *blocks] if own else blocks


def windows_table(entry: Evidence, language: Language) -> list[Block]:
    """Return what a detector of the website audit said in each window; nothing for other checks."""
    if not entry.get("windows"):
        return []
    heads = WINDOWS[language]
    kinds: tuple[Kind, ...] = ("text", "verdict", "number", "number", "text")
    columns = tuple(Column(head, kind) for head, kind in zip(heads, kinds, strict=True))
    rows = tuple(
        (
            WINDOW.get(one["viewport"], Text(sv=one["viewport"], en=one["viewport"])).into(language),
            AS_VERDICT[one["verdict"]],
            one.get("steps"),
            one.get("scroll"),
            ", ".join(map(str, one.get("found") or ())) or "–",
        )
        for one in entry["windows"]
    )
    return [Table(columns, rows, detector_name(entry["detector"], language))]


def samples_table(entry: Evidence, language: Language) -> list[Block]:
    """Return the first calls or agreements that a test of records found fault with; nothing for other checks."""
    samples = (entry.get("recorded") or {}).get("samples")
    if not samples:
        return []
    title = FIRST_FOUND.into(language)
    return [Table((Column(title, "text"),), tuple((one,) for one in samples), title, header=False)]


def answers_table(entries: Sequence[Evidence], questions: Questions, language: Language) -> list[Block]:
    """Return what was asked, what was answered, by whom and what follows."""
    title = OWN.into(language)
    heads = COLUMNS[language]
    kinds: tuple[Kind, ...] = ("text", "text", "text", "date", "verdict")
    columns = tuple(Column(head, kind) for head, kind in zip(heads, kinds, strict=True))
    rows = tuple(_row(entry, questions, language) for entry in entries)
    anchor = f"own-{entries[0]['id'].lower()}"
    return [Heading(4, title, anchor), Table(columns, rows, title, header=False)]


def _row(entry: Evidence, questions: Questions, language: Language) -> tuple[Cell, ...]:
    question, answer = _question(entry, questions), entry.get("answer") or {}
    asked = question["text"][language] if question else sentence(entry["reason"][language])
    by, on = (str(answer.get(key) or "–") for key in ("by", "on"))
    return asked, _answer(entry, answer, language), by, on, entry["outcome"] or ""


def _question(entry: Evidence, questions: Questions) -> dict[str, Any] | None:
    """Return the question that the check asks: the one of its name, else the only one."""
    if entry["id"] in questions:
        return questions[entry["id"]]
    return next(iter(questions.values())) if len(questions) == 1 else None


def _answer(entry: Evidence, answer: dict[str, Any], language: Language) -> Rich:
    """Return the answer in words, with the comment in their own."""
    value = answer.get("value")
    if entry["reason"]["code"] in ANSWERS:
        said = say(REASON, entry["reason"]["code"], language)
    elif isinstance(value, bool):
        said = SAID[value].into(language)
    elif day(value):
        said = sentence(entry["reason"][language])
    else:
        said = str(value)
    return (said, Muted(f" – {answer['comment']}")) if answer.get("comment") else said
