"""TM, TB, NIX and TK: complete by id, honest about unknown thresholds, and never met on a claim where only a log can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.findings.judge import judge
from gensvar.findings.outcomes import Given
from gensvar.findings.parameters import parameter_named, value_on
from gensvar.rulebook.comparing import compare_editions
from gensvar.rulebook.load import Edition, load_edition
from gensvar.rulebook.model import Parameter, ParameterValue, Question, Rule

ROOT = Path(__file__).parents[2] / "rulebooks"
TODAY = date(2026, 11, 25)
CALLER = {
    "sells_by_phone": True,
    "sells_to": ["consumers", "businesses"],
    "calls_out": True,
    "fundraising": True,
    "association_member": True,
}
CHAPTERS = {
    "TM@2021-07-01": {1: 4, 2: 7, 3: 4, 4: 2, 5: 2, 6: 2, 7: 1},
    "TB@2008-09-01": {1: 1, 2: 1, 3: 3, 4: 1, 5: 1},
    "NIX@2017-07-01": {1: 1, 2: 5, 3: 6, 4: 5},
}
OTHERS = {
    "TM@2017-01-01": ["TM-1.1", "TM-5.1", "TM-5.2", "TM-7.1"],
    "TK@2015-06-16": ["TK-1", "TK-3", "TK-4", "TK-6", "TK-7"],
    "TK@2024-01-01": [f"TK-{number}" for number in range(1, 8)],
}
BOOKS = [*CHAPTERS, *OTHERS]


def _edition(reference: str) -> Edition:
    return load_edition(reference, roots=[ROOT])


def _expected(reference: str) -> list[str]:
    book = reference.partition("@")[0]
    chapters = CHAPTERS.get(reference, {})
    counted = [f"{book}-{chapter}.{number}" for chapter, last in chapters.items() for number in range(1, last + 1)]
    return counted or OTHERS[reference]


def _values(edition: Edition) -> Iterator[tuple[Rule, Parameter, ParameterValue]]:
    for rule in edition.rules.values():
        for parameter in rule.parameters:
            for value in parameter.values:
                yield rule, parameter, value


def _best_answer(rule: Rule, question: Question) -> dict[str, Any]:
    expected = [check.expect[0] for check in rule.checks if check.kind == "answer" and check.question == question.id]
    return {"value": expected[0] if expected else TODAY.isoformat()}


def _verdict_on_best_answers(rule: Rule) -> str:
    answers = {question.id: _best_answer(rule, question) for question in rule.questions}
    return judge(rule, Given(profile=CALLER, answers=answers), TODAY).verdict


@pytest.mark.parametrize("reference", BOOKS)
def test_every_rule_is_there_in_order(reference: str) -> None:
    assert list(_edition(reference).rules) == _expected(reference)


@pytest.mark.parametrize("reference", BOOKS)
def test_a_value_is_unset_exactly_where_it_is_unknown(reference: str) -> None:
    for rule, parameter, value in _values(_edition(reference)):
        assert (value.value is None) == (value.confidence == "U"), f"{rule.id} {parameter.id}"


@pytest.mark.parametrize("reference", BOOKS)
def test_a_figure_of_our_own_is_called_a_proposal(reference: str) -> None:
    for rule, parameter, value in _values(_edition(reference)):
        ours = value.source == "gensvar" and value.value is not None
        assert ours == (value.status == "proposal") == (value.confidence == "P"), f"{rule.id} {parameter.id}"


@pytest.mark.parametrize("reference", BOOKS)
def test_only_a_rule_that_waits_for_records_stays_unjudged_when_all_is_answered_well(reference: str) -> None:
    for rule in _edition(reference).rules.values():
        wanted = "cannot_be_judged" if rule.verification == "pending" else "met"
        assert _verdict_on_best_answers(rule) == wanted, rule.id


def test_calling_hours_and_silent_calls_have_no_default() -> None:
    rules = _edition("TM@2021-07-01").rules
    unset = [(rules["TM-2.4"], "earliest_hour"), (rules["TM-2.4"], "latest_hour"), (rules["TM-2.1"], "silent_limit")]
    for rule, name in unset:
        value = value_on(parameter_named(rule, name), TODAY)
        assert value is not None, rule.id
        assert value.value is None, rule.id


@pytest.mark.parametrize(("day", "months"), [("2017-12-31", 3), ("2018-01-01", 2), ("2026-11-25", 2)])
def test_a_check_against_the_register_lasts_three_months_at_first_and_then_two(day: str, months: int) -> None:
    rule = _edition("NIX@2017-07-01").rules["NIX-4.2"]
    value = value_on(parameter_named(rule, "validity_months"), date.fromisoformat(day))
    assert value is not None
    assert value.value == months


def test_recording_begins_two_months_after_the_rest_of_its_edition() -> None:
    edition = _edition("TM@2021-07-01")
    later = {
        rule.id for rule in edition.rules.values() if rule.valid_from and rule.valid_from > edition.head.valid_from
    }
    assert later == {"TM-4.1", "TM-4.2"}
    assert {edition.rules[name].valid_from for name in later} == {date(2021, 9, 1)}


def test_the_mark_went_from_five_points_to_seven_criteria() -> None:
    difference = compare_editions(_edition("TK@2015-06-16"), _edition("TK@2024-01-01"))
    assert [rule.id for rule in difference.added] == ["TK-5"]
    assert not difference.removed
    relations = {one.after.id: one.relation for one in difference.changed}
    assert relations["TK-2"] == "split-from"
    assert relations["TK-6"] == "kept"
