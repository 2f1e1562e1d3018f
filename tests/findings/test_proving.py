"""Worked examples are judged for real, and checks are set against the measures that are declared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gensvar.findings.checking import check_edition
from gensvar.findings.proving import judged_example, prove, usual_day
from gensvar.measures import load_measures
from gensvar.rulebook.load import list_editions
from gensvar.rulebook.reading import read_edition

ROOT = Path(__file__).parents[2] / "rulebooks"
SOURCE = ROOT / "TR"


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that spoils one rule of a copy of TR and says what proving finds."""

    def spoil(number: int, change: Callable[[dict[str, Any]], object]) -> list[str]:
        folder = SOURCE / "2014-08-27"
        copy = tmp_path / "TR" / folder.name
        copy.mkdir(parents=True)
        for path in folder.glob("*.yaml"):
            (copy / path.name).write_bytes(path.read_bytes())
        chapter = next(path for path in sorted(copy.glob("*.yaml")) if path.name != "edition.yaml")
        content = YAML(typ="safe", pure=True).load(chapter.read_text(encoding="utf-8"))
        change(content["rules"][number])
        with chapter.open("w", encoding="utf-8") as stream:
            YAML().dump(content, stream)
        return [problem.describe("en") for problem in check_edition(copy).problems]

    return spoil


@pytest.mark.parametrize("reference", [one.reference for one in list_editions([ROOT])])
def test_every_shipped_edition_is_proved(reference: str) -> None:
    folder = next(one.path for one in list_editions([ROOT]) if one.reference == reference)
    checked = check_edition(folder)
    assert [problem.describe("en") for problem in checked.problems] == []
    assert checked.ok
    assert checked.edition is not None


def test_every_shipped_rule_has_an_example_that_meets_it_or_says_why_not() -> None:
    for one in list_editions([ROOT]):
        for rule in read_edition(one.path).rules.values():
            assert rule.examples, rule.id


def _measured(rule: dict[str, Any]) -> dict[str, Any]:
    return next(check for check in rule["checks"] if check["kind"] == "measure")


def _other_verdict(rule: dict[str, Any]) -> None:
    example = rule["examples"][0]
    example["verdict"] = "not_met" if example["verdict"] == "met" else "met"


def test_a_wrong_verdict_in_an_example_is_found(spoilt: Any) -> None:
    (problem,) = spoilt(0, _other_verdict)
    assert "rules.0.examples.0.verdict" in problem
    assert "should be" in problem


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda check: check.update(measure="answer_rat"), "unknown measure: answer_rat. Did you mean answer_rate?"),
        (lambda check: check.update(variant="Z"), "has no variant Z"),
        (lambda check: check.update(parameters={"limit": 600}), "has no parameter limit"),
        (lambda check: check.update(where={"chanel": "phone"}), "has no column chanel. Did you mean channel?"),
        (lambda check: check.update(measure="longest_wait"), "is better the lower, but is to be at least"),
        (lambda check: check.update(measure="answer_speed"), "is in share, the measure in s"),
    ],
)
def test_a_check_that_no_measure_can_answer_is_found(change: Any, told: str, spoilt: Any) -> None:
    def spoil(rule: dict[str, Any]) -> None:
        check = _measured(rule)
        check.pop("parameters", None)
        check.pop("variant", None)
        check["compare"] = "at_least"
        change(check)

    number = next(
        index
        for index, rule in enumerate(read_edition(SOURCE / "2014-08-27").rules.values())
        if any(check.kind == "measure" and check.compare == "at_least" for check in rule.checks)
    )
    assert any(told in problem for problem in spoilt(number, spoil))


def test_an_example_is_judged_on_the_first_day_on_which_all_is_in_force() -> None:
    edition = read_edition(SOURCE / "2014-08-27")
    rule = next(iter(edition.rules.values()))
    day = usual_day(edition, rule)
    assert day >= edition.head.valid_from
    assert all(value.valid_from <= day for parameter in rule.parameters for value in parameter.values)
    ended = rule.model_copy(update={"valid_to": date(2015, 1, 1)})
    assert usual_day(edition, ended) <= date(2015, 1, 1)


def test_an_unset_parameter_of_a_measure_cannot_be_judged() -> None:
    edition = read_edition(SOURCE / "2014-08-27")
    rule, check = next(
        (rule, check)
        for rule in edition.rules.values()
        for check in rule.checks
        if check.kind == "measure" and load_measures()[check.measure].parameters
    )
    name = next(iter(load_measures()[check.measure].parameters))
    parameter = rule.parameters[0].model_copy(
        update={"id": "open", "values": (rule.parameters[0].values[0].model_copy(update={"value": None}),)}
    )
    asked = check.model_copy(update={"parameters": {name: "$open"}})
    example = next(one for one in rule.examples if check.id in one.measures)
    open_rule = rule.model_copy(
        update={"checks": (asked,), "parameters": (*rule.parameters, parameter), "valid_from": None, "valid_to": None}
    )
    assert judged_example(edition, open_rule, example) == "cannot_be_judged"


def test_what_cannot_be_read_is_not_proved(tmp_path: Path) -> None:
    checked = check_edition(tmp_path)
    assert not checked.ok
    assert checked.edition is None
    assert checked.to_json()["problems"]
    assert "✗" in checked.summary.sv


def test_proving_needs_files() -> None:
    edition = read_edition(SOURCE / "2014-08-27")
    assert prove(edition) == []
