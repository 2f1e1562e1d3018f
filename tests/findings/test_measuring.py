"""Figures for the checks of real rules, on a real store."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from gensvar.findings.assessment import Case
from gensvar.findings.measuring import measure_rules
from gensvar.logs.store import Store
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


def test_missing_tables_spoil_only_the_measures_that_need_them(case: Case, tmp_path: Path) -> None:
    """With cases alone, what needs contacts has a problem and what needs cases its own figure, in whatever order."""
    store = Store.create(tmp_path / "store")
    cases = pq.read_table(case.store.tables()["cases"][0]).drop_columns(["seq", "source_file", "source_row"])
    moment = datetime(2026, 7, 1, tzinfo=UTC)
    about = {"source_name": "c.csv", "source_hash": "c" * 64, "source_size": 1, "importer": "test"}
    store.write({"cases": cases}, **about, imported_at=moment)
    few = replace(case, store=store)
    found = measure_rules(few, list(few.edition.rules.values()), lambda share, note: None)
    checks = {check.id: check for rule in few.edition.rules.values() for check in rule.checks}
    for check, measured in found.items():
        assert measured.row["id"] == checks[check].measure
        assert measured.row["variant"] == (checks[check].variant or measured.row["variant"])
        if measured.problem and measured.problem["code"].startswith("missing_"):
            assert measured.series == ()
    answered = next(check for check in found if checks[check].measure == "first_response_within")
    assert found[answered].value is not None
    assert {row["id"] for row in found[answered].series} == {"first_response_within"}
    assert (
        "contacts"
        in next(one for check, one in found.items() if checks[check].measure == "service_level").problem["columns"]
    )


def test_rules_that_do_not_concern_the_organisation_are_not_measured(case: Case) -> None:
    elsewhere = replace(case, profile={**case.profile, "channels": ["email"]})
    assert not [check for check in _measured(elsewhere, "KS-1.6") if check.startswith("KS-1.6")]
