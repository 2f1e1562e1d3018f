"""One check of a rule that rests on an answer, a document or a sample; measured checks are in `measured`."""

from __future__ import annotations

from datetime import date
from typing import Any

from gensvar.report.assessment.measured import measured_blocks
from gensvar.report.assessment.reading import ANSWERS, Evidence, sentence
from gensvar.report.document import Block, Bullets, Heading, Muted, Paragraph, Quote, Strong
from gensvar.report.words import EVIDENCE, say
from gensvar.text import Language, Text

Questions = dict[str, dict[str, Any]]
ANSWER = Text(sv="Svar: ", en="Answer: ")
SAID = {True: Text(sv="ja", en="yes"), False: Text(sv="nej", en="no")}


def evidence_blocks(entry: Evidence, questions: Questions, language: Language) -> list[Block]:
    """Return the blocks for one check; `questions` are those of the rule, by id."""
    if entry["kind"] == "measure":
        return measured_blocks(entry, language)
    head = Heading(4, say(EVIDENCE, entry["kind"], language), f"e-{entry['id'].lower()}", badge=entry["outcome"])
    question = _question(entry, questions)
    if question and entry.get("answer"):
        return [head, Paragraph(question["text"][language]), *_answered(entry, language)]
    reason = Paragraph(sentence(entry["reason"][language]))
    if entry["reason"]["code"] not in ANSWERS:
        return [head, reason, *_by(entry.get("answer"), language)]
    return [head, reason, *_waiting(question, questions, language)]


def _question(entry: Evidence, questions: Questions) -> dict[str, Any] | None:
    """Return the question that the check asks: the one of its name, else the only one."""
    if entry["id"] in questions:
        return questions[entry["id"]]
    return next(iter(questions.values())) if len(questions) == 1 else None


def _waiting(question: dict[str, Any] | None, questions: Questions, language: Language) -> list[Block]:
    """Return the wording of the questions that wait for an answer."""
    waiting = [question] if question else [one for one in questions.values() if one.get("answer") is None]
    if len(waiting) == 1:
        return [Paragraph(waiting[0]["text"][language])]
    return [Bullets(tuple(one["text"][language] for one in waiting))] if waiting else []


def _answered(entry: Evidence, language: Language) -> list[Block]:
    """Return the answer, or what it led to where it is not a yes or a no, and who gave it."""
    value = entry["answer"].get("value")
    if isinstance(value, bool):
        said = SAID[value].into(language)
    elif _is_day(value) or value is None:
        return [Paragraph((Strong(sentence(entry["reason"][language])),)), *_by(entry["answer"], language)]
    else:
        said = str(value)
    return [Paragraph((ANSWER.into(language), Strong(said))), *_by(entry["answer"], language)]


def _is_day(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _by(answer: dict[str, Any] | None, language: Language) -> list[Block]:
    """Return who answered and when, with the comment in their own words."""
    if not answer:
        return []
    by = ", ".join(str(answer[key]) for key in ("by", "on") if answer.get(key))
    if answer.get("comment"):
        return [Quote(str(answer["comment"]), by)]
    return [Paragraph((Muted(by),), "small")] if by else []
