"""An edition put to the proof: its worked examples are judged, its checks set against the declared measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gensvar.calls.counting import Recorded
from gensvar.calls.record_tests import TESTS
from gensvar.findings.audited import Seen
from gensvar.findings.judge import judge
from gensvar.findings.measure_checks import check_faults
from gensvar.findings.measuring import UNSET
from gensvar.findings.outcomes import Given, Measured
from gensvar.findings.parameters import measure_parameters
from gensvar.handwritten import did_you_mean
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Example, MeasureCheck, MeasuredExample, RecordCheck, Rule
from gensvar.rulebook.problems import Problem
from gensvar.rulebook.reading import rule_places
from gensvar.rulebook.rule_consistency import Fault
from gensvar.text import Text


def prove(edition: Edition) -> list[Problem]:
    """Return every example whose verdict does not come out and every check that no measure can answer.

    Takes an edition that was read from a folder.
    """
    from gensvar.measures import load_measures

    measures = load_measures()
    found = []
    for path, keys, rule in rule_places(edition):
        faults = [*_example_faults(edition, rule), *check_faults(rule, measures), *_test_faults(rule)]
        found += [Problem(path, (*keys, *fault.keys), fault.text, fault.mend) for fault in faults]
    return found


def judged_example(edition: Edition, rule: Rule, example: Example) -> str:
    """Return the verdict that the example's givens lead to."""
    day = example.on or usual_day(edition, rule)
    thresholds = {rule.id: {name: {"value": value, "note": ""} for name, value in example.parameters.items()}}
    given = Given(
        profile={name: list(value) if isinstance(value, tuple) else value for name, value in example.profile.items()},
        answers={name: {"value": value} for name, value in example.answers.items()},
        measured=_measured(rule, example, day, thresholds),
        thresholds=thresholds,
        seen=_seen(example),
        records={
            name: Recorded(name, said.n, said.breaches, problem=said.problem) for name, said in example.records.items()
        },
    )
    return judge(rule, given, day).verdict


def usual_day(edition: Edition, rule: Rule) -> date:
    """Return the day an example without `on` is judged: the first on which all that the rule says is in force."""
    begins = [value.valid_from for parameter in rule.parameters for value in parameter.values]
    day = max([edition.head.valid_from, *begins, *([rule.valid_from] if rule.valid_from else [])])
    return min(day, rule.valid_to) if rule.valid_to else day


def _seen(example: Example) -> dict[str, Seen]:
    return {
        detector: Seen(
            detector,
            ({"viewport": "", "verdict": said.verdict, "steps": said.steps, "figures": said.figures, "reason": {}},),
        )
        for detector, said in example.audit.items()
    }


def _measured(rule: Rule, example: Example, day: date, thresholds: Mapping[str, Any]) -> dict[str, Measured]:
    figures = {}
    for check in rule.checks:
        if isinstance(check, MeasureCheck) and check.id in example.measures:
            unset = measure_parameters(rule, check, day, thresholds[rule.id]) is None
            figures[check.id] = Measured(_row(check.measure, example.measures[check.id], unset))
    return figures


def _row(measure: str, given: MeasuredExample, unset: bool) -> dict[str, Any]:
    """Return the figure as `measure --json` would: a value from its two parts unless it is given."""
    value = given.value
    if value is None and given.numerator is not None and given.denominator:
        value = given.numerator / given.denominator
    n = given.n if given.n is not None else int(given.denominator or 0)
    return {"id": measure, "value": value, "n": n, "unit": "", "interval": None, "problem": UNSET if unset else None}


def _test_faults(rule: Rule) -> Iterator[Fault]:
    """Yield the tests of records that do not exist."""
    for index, check in enumerate(rule.checks):
        if isinstance(check, RecordCheck) and check.test and check.test not in TESTS:
            text = Text(sv=f"okänt test: {check.test}", en=f"unknown test: {check.test}")
            yield Fault(("checks", index, "test"), text, did_you_mean(check.test, TESTS))


def _example_faults(edition: Edition, rule: Rule) -> Iterator[Fault]:
    for index, example in enumerate(rule.examples):
        verdict = judged_example(edition, rule, example)
        if verdict != example.verdict:
            text = Text(
                sv=f"{rule.id}, exemplet ”{example.title.sv}”: ska bli {example.verdict}, blir {verdict}",
                en=f"{rule.id}, example “{example.title.en}”: should be {example.verdict}, is {verdict}",
            )
            yield Fault(("examples", index, "verdict"), text)
