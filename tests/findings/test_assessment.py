"""A whole assessment of a made-up organisation: shape, seal, honesty, determinism."""

import json
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema_rs
import pyarrow.parquet as pq
import pytest

import gensvar.findings
from gensvar.evidence import canonical_bytes, content_hash
from gensvar.findings.assessment import Case, assess, seal

CREATED = "2026-07-01T12:00:00+00:00"
SCHEMA = json.loads((Path(gensvar.findings.__file__).parent / "schema/assessment.schema.json").read_text())


def _finding(assessment: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(finding for finding in assessment["findings"] if finding["rule"] == rule)


def test_it_is_what_the_published_schema_says(assessment: dict[str, Any]) -> None:
    validator = jsonschema_rs.Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors(json.loads(canonical_bytes(assessment)))) == []


@pytest.mark.parametrize("key", ["findings", "hash", "edition"])
def test_the_schema_notices_what_is_missing(assessment: dict[str, Any], key: str) -> None:
    maimed = {name: value for name, value in assessment.items() if name != key}
    assert not jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(maimed)


def test_the_schema_notices_an_unknown_verdict(assessment: dict[str, Any]) -> None:
    maimed = json.loads(canonical_bytes(assessment))
    maimed["findings"][0]["verdict"] = "fine"
    assert not jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(maimed)


def test_a_period_left_open_is_told_as_what_the_data_cover(case: Case, assessment: dict[str, Any]) -> None:
    contacts = pq.read_table(case.store.tables()["contacts"][0], columns=["t_start"])["t_start"].to_pylist()
    days = {moment.replace(tzinfo=UTC).astimezone(ZoneInfo(case.store.zone)).date() for moment in contacts}
    expected = {"from": min(days).isoformat(), "to": max(days).isoformat(), "asked": {"from": None, "to": None}}
    assert assessment["period"] == expected


def test_every_rule_has_one_finding_and_the_summary_counts_them(case: Case, assessment: dict[str, Any]) -> None:
    assert [finding["rule"] for finding in assessment["findings"]] == list(case.edition.rules)
    assert sum(assessment["summary"].values()) == len(case.edition.rules)


def test_all_four_verdicts_occur(assessment: dict[str, Any]) -> None:
    assert all(count > 0 for count in assessment["summary"].values())


def test_a_claim_never_outweighs_a_measurement(assessment: dict[str, Any]) -> None:
    contradicted = [
        (finding["verdict"], entry["outcome"])
        for finding in assessment["findings"]
        for entry in finding["evidence"]
        if (entry.get("claim") or {}).get("contradicts") and entry["claim"]["answer"] is True
    ]
    assert contradicted
    assert set(contradicted) == {("not_met", "not_met")}


def test_a_rule_without_threshold_is_not_judged(without_targets: Case) -> None:
    finding = _finding(assess(without_targets, CREATED), "KS-2.2")
    assert finding["verdict"] == "cannot_be_judged"
    assert finding["threshold"] is None
    assert finding["value"] is not None
    assert "no_threshold" in {reason["code"] for reason in finding["reason_codes"]}


def test_every_reason_is_said_in_both_languages(assessment: dict[str, Any]) -> None:
    for finding in assessment["findings"]:
        assert finding["reasons"]["sv"]
        assert finding["reasons"]["en"]
        assert finding["reasons"]["sv"] != finding["reasons"]["en"]


def test_the_seal_is_over_everything_else(assessment: dict[str, Any]) -> None:
    rest = {key: value for key, value in assessment.items() if key != "hash"}
    assert assessment["hash"] == content_hash(rest)
    assert seal({**assessment, "created": "2026-07-02T00:00:00+00:00"})["hash"] != assessment["hash"]


def test_the_same_data_give_the_same_bytes(case: Case, assessment: dict[str, Any]) -> None:
    assert canonical_bytes(assess(case, CREATED)) == canonical_bytes(assessment)


def test_an_override_replaces_the_verdict_and_both_stay_visible(case: Case) -> None:
    override = {"verdict": "met", "reason": "Mätfel i mars", "by": "Kundservicechef", "on": "2026-07-01"}
    answers = replace(case.answers, overrides={"KS-2.2": override, "KS-1.6": override})
    finding = _finding(assess(replace(case, answers=answers), CREATED), "KS-1.6")
    assert (finding["verdict"], finding["judged"]) == ("met", "not_met")
    assert finding["override"] == override
    assert "Mätfel i mars" in finding["reasons"]["sv"]


def test_a_period_narrows_every_figure(case: Case, assessment: dict[str, Any]) -> None:
    may = assess(replace(case, period=(date(2026, 5, 1), date(2026, 5, 31))), CREATED)
    asked = {"from": "2026-05-01", "to": "2026-05-31"}
    assert may["period"] == {**asked, "asked": asked}
    assert 0 < _finding(may, "KS-2.2")["n"] < _finding(assessment, "KS-2.2")["n"]
