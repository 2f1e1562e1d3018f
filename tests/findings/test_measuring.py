"""Figures for the checks of real rules, on a real store."""

from dataclasses import replace
from typing import Any

from gensvar.findings.assessment import Case
from gensvar.findings.measuring import measure_rules
from gensvar.measures import Request, compute
from gensvar.rulebook.model import MeasureCheck, Rule


def _rules(case: Case, *ids: str) -> list[Rule]:
    return [case.edition.rules[rule] for rule in ids]


def _measured(case: Case, *ids: str) -> dict[str, Any]:
    return measure_rules(case, _rules(case, *ids), lambda share, note: None)


def test_every_measure_check_that_concerns_the_organisation_gets_a_figure(case: Case) -> None:
    rules = list(case.edition.rules.values())
    found = measure_rules(case, rules, lambda share, note: None)
    expected = {check.id for rule in rules for check in rule.checks if isinstance(check, MeasureCheck)}
    assert set(found) == expected


def test_the_figure_is_the_measures_own_with_the_rules_parameters(case: Case) -> None:
    found = _measured(case, "KS-1.5")
    check = next(check for check in case.edition.rules["KS-1.5"].checks if getattr(check, "threshold", None) == "share")
    [alone] = compute(case.store, [Request("service_level", "C", {"tau": 60}, check.where)])
    assert found[check.id].row == alone.to_json()
    assert found[check.id].row["parameters"]["tau"] == 60


def test_the_months_add_up_to_the_whole(case: Case) -> None:
    for measured in _measured(case, "KS-1.5", "KS-2.2").values():
        if measured.row["unit"] == "share" and measured.series:
            assert [row["group"]["month"] for row in measured.series] == ["2026-04", "2026-05", "2026-06"]
            assert sum(row["denominator"] for row in measured.series) == measured.row["denominator"]
            assert sum(row["numerator"] for row in measured.series) == measured.row["numerator"]


def test_an_unset_parameter_gives_no_figure_and_says_so(without_targets: Case) -> None:
    rule = without_targets.edition.rules["KS-1.5"]
    judged = next(check for check in rule.checks if getattr(check, "threshold", None) == "share")
    assert _measured(without_targets, "KS-1.5")[judged.id].problem["code"] == "no_threshold"


def test_a_measure_that_fails_spoils_only_its_own_rule(case: Case) -> None:
    rule = case.edition.rules["KS-2.2"]
    [check] = [check for check in rule.checks if isinstance(check, MeasureCheck)]
    broken = rule.model_copy(update={"checks": (check.model_copy(update={"id": "broken", "measure": "no_such"}),)})
    found = measure_rules(case, [rule, broken], lambda share, note: None)
    assert found[check.id].problem is None
    assert found["broken"].problem["code"] == "failed"
    assert "no_such" in found["broken"].problem["text"]["en"]


def test_rules_that_do_not_concern_the_organisation_are_not_measured(case: Case) -> None:
    elsewhere = replace(case, profile={**case.profile, "channels": ["email"]})
    assert not [check for check in _measured(elsewhere, "KS-1.6") if check.startswith("KS-1.6")]
