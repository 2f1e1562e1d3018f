"""What must fit together within one rule: checks, questions, parameters, scope and examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gensvar.handwritten import did_you_mean
from gensvar.handwritten.yaml_file import Keys
from gensvar.rulebook.model import AuditCheck, Check, Example, MeasureCheck, RecordCheck, Rule
from gensvar.rulebook.scope import FIELDS, scope_problems
from gensvar.text import Text


@dataclass(frozen=True)
class Fault:
    """One mistake in a rule: the keys within the rule, what is wrong, how to mend it."""

    keys: Keys
    text: Text
    mend: Text | None = None


_ID = re.compile(r"[^\W\d][\w.-]*")


def name_faults(name: str, title: Text | None = None) -> Iterator[Fault]:
    """Yield an id that other formats (OSCAL, URNs) could not carry, and a title that is not one line."""
    if not _ID.fullmatch(name):
        yield Fault(
            ("id",),
            Text(
                sv=f"{name}: ett id börjar med en bokstav och har bara bokstäver, siffror, punkt, _ och -",
                en=f"{name}: an id begins with a letter and has only letters, digits, dots, _ and -",
            ),
        )
    if title is not None and "\n" in title.sv + title.en:
        yield Fault(("title",), Text(sv="en rubrik är på en rad", en="a title is on one line"))


def rule_faults(rule: Rule) -> Iterator[Fault]:
    """Yield everything that does not fit together within a rule."""
    yield from name_faults(rule.id, rule.title)
    named: dict[str, list[tuple[str, Text | None]]] = {
        "parameters": [(one.id, one.title) for one in rule.parameters],
        "checks": [(one.id, None) for one in rule.checks],
        "questions": [(one.id, None) for one in rule.questions],
        "actions": [(one.id, None) for one in rule.actions],
    }
    for part, names in named.items():
        for index, (name, title) in enumerate(names):
            yield from (Fault((part, index, *fault.keys), fault.text) for fault in name_faults(name, title))
    for problem in scope_problems(rule.scope, ("scope",)):
        yield Fault(problem.keys, problem.text, problem.mend)
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield Fault(("valid_to",), Text(sv="slutar innan den börjar", en="ends before it begins"))
    yield from _verification_faults(rule)
    yield from _parameter_faults(rule)
    yield from _question_faults(rule)
    for index, check in enumerate(rule.checks):
        yield from _check_faults(rule, check, ("checks", index))
    for index, example in enumerate(rule.examples):
        yield from _example_faults(rule, example, ("examples", index))


_HONEST = {
    "automated": ({"measure", "audit", "test"}, Text(sv="ett mått", en="a measure")),
    "partial": ({"measure", "audit", "test"}, Text(sv="ett mått", en="a measure")),
    "self-assessment": ({"answer"}, Text(sv="ett svar", en="an answer")),
    "document": ({"document"}, Text(sv="ett dokument", en="a document")),
}


def _verification_faults(rule: Rule) -> Iterator[Fault]:
    """Yield a claim of verification that no check bears out."""
    kinds = {"test" if check.kind == "record" and check.test else check.kind for check in rule.checks}
    if rule.verification in _HONEST:
        wanted, words = _HONEST[rule.verification]
        if not kinds & wanted:
            yield Fault(
                ("verification",),
                Text(
                    sv=f"{rule.verification} kräver en kontroll av {words.sv}",
                    en=f"{rule.verification} takes a check of {words.en}",
                ),
            )
    elif kinds & {"measure", "test"}:
        yield Fault(
            ("verification",),
            Text(sv="regeln har ett mått men kallas pending", en="the rule has a measure but is called pending"),
        )


def _parameter_faults(rule: Rule) -> Iterator[Fault]:
    yield from _repeated("parameters", [parameter.id for parameter in rule.parameters])
    for index, parameter in enumerate(rule.parameters):
        days = [value.valid_from for value in parameter.values]
        if days != sorted(set(days)):
            text = Text(
                sv="värdena ska stå i datumordning, ett per dag", en="the values must be in order of date, one a day"
            )
            yield Fault(("parameters", index, "values"), text)


def _repeated(part: str, ids: list[str]) -> Iterator[Fault]:
    counted = Counter(ids)
    for index, name in enumerate(ids):
        if counted[name] > 1 and name in ids[:index]:
            yield Fault((part, index, "id"), Text(sv=f"{name} finns redan", en=f"{name} exists already"))


def _question_faults(rule: Rule) -> Iterator[Fault]:
    yield from _repeated("actions", [action.id for action in rule.actions])
    for index, question in enumerate(rule.questions):
        if (question.kind == "choice") != bool(question.choices):
            text = Text(sv="choices hör till frågor av slaget choice", en="choices belong to questions of kind choice")
            yield Fault(("questions", index), text)


def _check_faults(rule: Rule, check: Check, keys: Keys) -> Iterator[Fault]:
    questions = {question.id: question for question in rule.questions}
    if check.kind in ("answer", "document") and check.question not in questions:
        yield _unknown((*keys, "question"), "fråga", "question", check.question, list(questions))
    elif check.kind == "answer":
        question = questions[check.question]
        for value in check.expect if question.kind == "choice" else ():
            if value not in question.choices:
                yield _unknown((*keys, "expect"), "val", "choice", str(value), list(question.choices))
    if check.kind == "record":
        yield from _record_faults(rule, check, keys)
    if check.kind not in ("measure", "audit"):
        return
    yield from _compared_faults(rule, check, keys)


def _record_faults(rule: Rule, check: RecordCheck, keys: Keys) -> Iterator[Fault]:
    if (check.compare is None) != (check.threshold is None) or (check.compare and not check.test):
        text = Text(sv="test, compare och threshold hör ihop", en="test, compare and threshold belong together")
        yield Fault((*keys, "compare" if check.compare else "threshold"), text)
    known = [parameter.id for parameter in rule.parameters]
    if check.threshold is not None and check.threshold not in known:
        yield _unknown((*keys, "threshold"), "parameter", "parameter", check.threshold, known)
    questions = [question.id for question in rule.questions]
    if check.claim is not None and check.claim not in questions:
        yield _unknown((*keys, "claim"), "fråga", "question", check.claim, questions)


def _compared_faults(rule: Rule, check: MeasureCheck | AuditCheck, keys: Keys) -> Iterator[Fault]:
    questions = [question.id for question in rule.questions]
    if check.claim is not None and check.claim not in questions:
        yield _unknown((*keys, "claim"), "fråga", "question", check.claim, questions)
    if (check.compare in (None, "report")) != (check.threshold is None):
        text = Text(
            sv="threshold behövs för att jämföra, och bara då", en="threshold is needed to compare, and only then"
        )
        yield Fault((*keys, "threshold") if check.threshold else keys, text)
    known = [parameter.id for parameter in rule.parameters]
    if check.threshold is not None and check.threshold not in known:
        yield _unknown((*keys, "threshold"), "parameter", "parameter", check.threshold, known)
    if isinstance(check, AuditCheck):
        if (check.figure is None) != (check.compare is None):
            text = Text(sv="figure och compare hör ihop", en="figure and compare belong together")
            yield Fault((*keys, "figure") if check.figure else (*keys, "compare"), text)
        return
    for name, value in check.parameters.items():
        if isinstance(value, str) and value.startswith("$") and value[1:] not in known:
            yield _unknown((*keys, "parameters", name), "parameter", "parameter", value[1:], known)


def _example_faults(rule: Rule, example: Example, keys: Keys) -> Iterator[Fault]:
    known = {
        "profile": (list(FIELDS), Text(sv="fält i profilen", en="profile field")),
        "answers": ([question.id for question in rule.questions], Text(sv="fråga", en="question")),
        "measures": (
            [check.id for check in rule.checks if check.kind == "measure"],
            Text(sv="mätning", en="measure check"),
        ),
        "audit": (
            [check.detector for check in rule.checks if check.kind == "audit"],
            Text(sv="detektor", en="detector"),
        ),
        "records": (
            [check.test for check in rule.checks if check.kind == "record" and check.test],
            Text(sv="test", en="test"),
        ),
        "parameters": ([parameter.id for parameter in rule.parameters], Text(sv="parameter", en="parameter")),
    }
    for part, (names, words) in known.items():
        for name in getattr(example, part):
            if name not in names:
                yield _unknown((*keys, part, name), words.sv, words.en, name, names)


def _unknown(keys: Keys, sv: str, en: str, name: str, names: list[str]) -> Fault:
    return Fault(keys, Text(sv=f"okänd {sv}: {name}", en=f"unknown {en}: {name}"), did_you_mean(name, names))
