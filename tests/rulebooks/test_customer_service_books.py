"""KS, TR and KV: complete by id, and honest about which thresholds anybody knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gensvar.rulebook.load import Edition, load_edition
from gensvar.rulebook.model import Parameter, ParameterValue, Rule

ROOT = Path(__file__).parents[2] / "rulebooks"
RULES: dict[str, dict[int, int] | int] = {
    "KS": {0: 3, 1: 9, 2: 5, 3: 5, 4: 2, 5: 2, 6: 3, 7: 1, 8: 1},
    "TR": 3,
    "KV": 5,
}


def _edition(name: str) -> Edition:
    return load_edition(name, roots=[ROOT])


def _expected(name: str) -> list[str]:
    counted = RULES[name]
    if isinstance(counted, int):
        return [f"{name}-{number}" for number in range(1, counted + 1)]
    return [f"{name}-{chapter}.{number}" for chapter, last in counted.items() for number in range(1, last + 1)]


def _values(edition: Edition) -> Iterator[tuple[Rule, Parameter, ParameterValue]]:
    for rule in edition.rules.values():
        for parameter in rule.parameters:
            for value in parameter.values:
                yield rule, parameter, value


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_there_in_order(name: str) -> None:
    assert list(_edition(name).rules) == _expected(name)


@pytest.mark.parametrize("name", RULES)
def test_a_value_is_unset_exactly_where_it_is_unknown(name: str) -> None:
    for rule, parameter, value in _values(_edition(name)):
        assert (value.value is None) == (value.confidence == "U"), f"{rule.id} {parameter.id}"


def test_no_figure_of_the_customer_service_rules_is_passed_off_as_confirmed() -> None:
    for rule, parameter, value in _values(_edition("KS")):
        if value.value is not None:
            assert (value.status, value.confidence in "PI") == ("proposal", True), f"{rule.id} {parameter.id}"
            assert value.note is not None, f"{rule.id} {parameter.id}"


def test_the_figures_for_premium_rate_services_are_not_taken_for_the_customer_service_rules() -> None:
    premium = {value.value for _, _, value in _values(_edition("TR"))} - {1.0}
    assert premium == {600, 86400}
    assert premium.isdisjoint({value.value for _, _, value in _values(_edition("KS"))})


@pytest.mark.parametrize("name", RULES)
def test_status_and_confidence_say_the_same(name: str) -> None:
    for rule in _edition(name).rules.values():
        assert (rule.status == "proposed") == (rule.confidence == "P"), rule.id
        assert (rule.status == "confirmed") == (rule.confidence == "C"), rule.id
