"""The answers to the self-assessment and the verdicts that a person set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from gensvar.assess.reading import mapping_at, read_mapping, unknown
from gensvar.errors import BadInput
from gensvar.handwritten import place
from gensvar.rulebook.model import Question, Rule, Verdict
from gensvar.text import Text


@dataclass(frozen=True)
class Answers:
    """Answers by question id (`{value, by, on, comment}`) and overrides by rule id (`{verdict, reason, by, on}`)."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


def load_answers(path: Path, rules: dict[str, Rule]) -> Answers:
    """Return what stands in an answers file.

    Raises BadInput with file, line, key and nearest match for an unknown question or rule, an
    answer of the wrong kind, and an override without reason, person or date.
    """
    content = read_mapping(path, ["answers", "overrides"])
    answers, overrides = mapping_at(path, content, "answers"), mapping_at(path, content, "overrides")
    questions = {question.id: question for rule in rules.values() for question in rule.questions}
    return Answers(
        {name: _answer(place(path, ("answers", name)), name, entry, questions) for name, entry in answers.items()},
        {name: _override(place(path, ("overrides", name)), name, entry, rules) for name, entry in overrides.items()},
    )


def _answer(where: str, name: str, entry: Any, questions: dict[str, Question]) -> dict[str, Any]:
    if name not in questions:
        raise unknown(where, name, questions)
    question = questions[name]
    given = entry if isinstance(entry, dict) else {"value": entry}
    stray = set(given) - {"value", "by", "on", "comment"}
    if stray:
        raise unknown(where, sorted(stray)[0], ["value", "by", "on", "comment"])
    if given.get("value") is not None and not _fits(question, given["value"]):
        raise BadInput(_wanted(question), where=where)
    return {"value": given.get("value"), **{key: given[key] for key in ("by", "on", "comment") if given.get(key)}}


def _fits(question: Question, value: Any) -> bool:
    match question.kind:
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "choice":
            return value in question.choices
        case "date":
            return _is_date(value)
        case "document":
            return isinstance(value, bool) or _is_date(value)
        case "text":
            return isinstance(value, str)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _wanted(question: Question) -> Text:
    choices = ", ".join(question.choices)
    return {
        "yes_no": Text(sv="ska vara true, false eller tomt (vet inte)", en="must be true, false or empty (don't know)"),
        "number": Text(sv="ska vara ett tal", en="must be a number"),
        "choice": Text(sv=f"ska vara något av {choices}", en=f"must be one of {choices}"),
        "date": Text(sv="ska vara ett datum, ÅÅÅÅ-MM-DD", en="must be a date, YYYY-MM-DD"),
        "document": Text(
            sv="ska vara dokumentets datum (ÅÅÅÅ-MM-DD), true eller false",
            en="must be the document's date (YYYY-MM-DD), true or false",
        ),
        "text": Text(sv="ska vara text", en="must be text"),
    }[question.kind]


def _override(where: str, rule_id: str, entry: Any, rules: dict[str, Rule]) -> dict[str, Any]:
    if rule_id not in rules:
        raise unknown(where, rule_id, rules)
    given = entry if isinstance(entry, dict) else {}
    missing = [key for key in ("verdict", "reason", "by", "on") if not given.get(key)]
    if missing or given["verdict"] not in get_args(Verdict):
        names = ", ".join(missing or ["verdict"])
        raise BadInput(
            Text(
                sv=f"ett ändrat utfall behöver utfall, skäl, person och datum; saknas eller fel: {names}",
                en=f"an override needs verdict, reason, person and date; missing or wrong: {names}",
            ),
            where=where,
        )
    return {key: str(given[key]) for key in ("verdict", "reason", "by", "on")}
