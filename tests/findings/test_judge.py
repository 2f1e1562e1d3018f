"""The four verdicts, how checks combine, and that a claim never outweighs a measurement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gensvar.findings.judge import judge
from gensvar.findings.outcomes import Finding, Given, Measured
from gensvar.rulebook.model import Rule

ON = date(2026, 11, 24)


def _text(words: str) -> dict[str, str]:
    return {"sv": words, "en": words}


def _rule(**changes: Any) -> Rule:
    return Rule.model_validate(
        {
            "id": "XX-1",
            "title": _text("title"),
            "text": _text("text"),
            "level": "must",
            "status": "confirmed",
            "confidence": "C",
            "verification": "automated",
            "sources": ["S1"],
            "guidance": _text("guidance"),
            "evidence": _text("evidence"),
            "questions": [
                {"id": "XX-1.claim", "text": _text("claim?")},
                {"id": "XX-1.doc", "text": _text("document?"), "kind": "document"},
            ],
            "parameters": [
                {
                    "id": "least",
                    "title": _text("least"),
                    "unit": "share",
                    "values": [
                        {"from": "2020-01-01", "value": 0.5, "status": "law", "confidence": "H", "source": "S1"},
                        {"from": "2026-01-01", "value": 0.8, "status": "law", "confidence": "H", "source": "S1"},
                    ],
                },
                {
                    "id": "open",
                    "title": _text("open"),
                    "unit": "share",
                    "values": [
                        {"from": "2020-01-01", "value": None, "status": "proposal", "confidence": "U", "source": "S1"}
                    ],
                },
            ],
            "checks": [_MEASURE],
            "examples": [{"title": _text("example"), "verdict": "met"}],
            **changes,
        }
    )


_MEASURE = {
    "kind": "measure",
    "id": "m",
    "measure": "answer_rate",
    "compare": "at_least",
    "threshold": "least",
    "claim": "XX-1.claim",
}
_ANSWER = {"kind": "answer", "id": "a", "question": "XX-1.claim"}
_DOCUMENT = {"kind": "document", "id": "d", "question": "XX-1.doc", "max_age_months": 12}


def _measured(value: float | None, n: int = 100, **more: Any) -> dict[str, Measured]:
    return {
        "m": Measured(
            {"id": "answer_rate", "value": value, "n": n, "unit": "share", "interval": None, "problem": None, **more}
        )
    }


def _judge(rule: Rule, on: date = ON, **given: Any) -> Finding:
    return judge(rule, Given(profile=given.pop("profile", {}), **given), on, {"S1": "The law"})


@pytest.mark.parametrize(("value", "verdict"), [(0.8, "met"), (0.7999, "not_met"), (0.8 - 1e-12, "met")])
def test_a_figure_is_set_against_its_threshold(value: float, verdict: str) -> None:
    assert _judge(_rule(), measured=_measured(value)).verdict == verdict


def test_the_threshold_in_force_on_the_day_decides() -> None:
    rule = _rule()
    assert _judge(rule, on=date(2025, 12, 31), measured=_measured(0.6)).verdict == "met"
    assert _judge(rule, on=date(2026, 1, 1), measured=_measured(0.6)).verdict == "not_met"


def test_an_unset_threshold_is_never_replaced_by_a_number_of_ours() -> None:
    rule = _rule(checks=[{**_MEASURE, "threshold": "open"}])
    finding = _judge(rule, measured=_measured(0.99))
    assert (finding.verdict, finding.reasons[0].code) == ("cannot_be_judged", "no_threshold")


def test_the_organisation_may_set_an_unset_threshold() -> None:
    rule = _rule(checks=[{**_MEASURE, "threshold": "open"}])
    finding = _judge(
        rule, measured=_measured(0.85), thresholds={"XX-1": {"open": {"value": 0.9, "note": "our target"}}}
    )
    assert finding.verdict == "not_met"
    assert finding.outcomes[0].threshold is not None
    assert finding.outcomes[0].threshold.status == "own"


def test_too_few_observations_cannot_be_judged() -> None:
    finding = _judge(_rule(), measured=_measured(1.0, n=29))
    assert (finding.verdict, finding.reasons[0].code) == ("cannot_be_judged", "too_few")


def test_a_failing_measurer_never_turns_into_met_whatever_is_claimed() -> None:
    problem = {"code": "missing_column", "text": _text("column t_answer is missing"), "columns": ["t_answer"]}
    finding = _judge(_rule(), measured=_measured(None, n=0, problem=problem), answers={"XX-1.claim": {"value": True}})
    assert (finding.verdict, finding.reasons[0].code) == ("cannot_be_judged", "missing_column")


def test_no_measurement_at_all_cannot_be_judged() -> None:
    assert _judge(_rule()).verdict == "cannot_be_judged"


def test_a_claim_that_the_measurement_contradicts_is_shown() -> None:
    finding = _judge(_rule(), measured=_measured(0.2), answers={"XX-1.claim": {"value": True}})
    assert finding.verdict == "not_met"
    assert finding.outcomes[0].claim == {"question": "XX-1.claim", "answer": True, "contradicts": True}


def test_doubt_is_said_when_the_threshold_lies_within_the_interval() -> None:
    finding = _judge(_rule(), measured=_measured(0.82, interval=[0.75, 0.88]))
    assert "due to chance" in finding.reasons[0].text.en


@pytest.mark.parametrize(
    ("answer", "verdict", "code"),
    [
        (None, "cannot_be_judged", "not_answered"),
        ({"value": None}, "cannot_be_judged", "dont_know"),
        ({"value": True}, "met", "met"),
        ({"value": False}, "not_met", "not_met"),
        ({"value": 1}, "not_met", "not_met"),
    ],
)
def test_answers(answer: dict[str, Any] | None, verdict: str, code: str) -> None:
    answers = {"XX-1.claim": answer} if answer is not None else {}
    finding = _judge(_rule(checks=[_ANSWER]), answers=answers)
    assert (finding.verdict, finding.reasons[0].code) == (verdict, code)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("2025-11-24", "met"),
        ("2025-11-23", "not_met"),
        ("2026-11-25", "not_met"),
        (True, "cannot_be_judged"),
        (False, "not_met"),
        (None, "cannot_be_judged"),
    ],
)
def test_a_document_has_to_be_fresh_and_not_from_the_future(value: Any, verdict: str) -> None:
    assert _judge(_rule(checks=[_DOCUMENT]), answers={"XX-1.doc": {"value": value}}).verdict == verdict


@pytest.mark.parametrize(
    ("measured", "answer", "verdict"),
    [
        (0.9, True, "met"),
        (0.9, False, "not_met"),
        (0.9, None, "cannot_be_judged"),
        (0.1, None, "not_met"),
        (0.1, True, "not_met"),
    ],
)
def test_every_check_has_to_hold(measured: float, answer: bool | None, verdict: str) -> None:
    rule = _rule(checks=[_MEASURE, _ANSWER])
    assert _judge(rule, measured=_measured(measured), answers={"XX-1.claim": {"value": answer}}).verdict == verdict


def test_a_rule_that_only_reports_cannot_be_judged() -> None:
    rule = _rule(checks=[{"kind": "measure", "id": "m", "measure": "answer_rate", "compare": "report"}])
    assert _judge(rule, measured=_measured(1.0)).verdict == "cannot_be_judged"


@pytest.mark.parametrize(
    "check",
    [{"kind": "audit", "id": "w", "detector": "D01"}, {"kind": "record", "id": "r", "needs": _text("recordings")}],
)
def test_what_nothing_can_measure_yet_is_pending(check: dict[str, Any]) -> None:
    finding = _judge(_rule(checks=[check]))
    assert (finding.verdict, finding.reasons[0].code) == ("cannot_be_judged", "pending")


@pytest.mark.parametrize(
    ("profile", "verdict"),
    [({"outsourced": True}, "met"), ({"outsourced": False}, "not_applicable"), ({}, "cannot_be_judged")],
)
def test_scope_has_three_answers(profile: dict[str, Any], verdict: str) -> None:
    assert _judge(_rule(scope={"outsourced": True}), profile=profile, measured=_measured(1.0)).verdict == verdict


def test_a_rule_out_of_force_does_not_apply() -> None:
    assert _judge(_rule(valid_from="2027-01-01"), measured=_measured(0.0)).verdict == "not_applicable"
    assert _judge(_rule(valid_to="2026-01-01"), measured=_measured(0.0)).verdict == "not_applicable"


def test_an_override_stays_visible_beside_what_was_judged() -> None:
    override = {"verdict": "met", "reason": "new system since June", "by": "A. Chef", "on": "2026-11-01"}
    finding = _judge(_rule(), measured=_measured(0.2), overrides={"XX-1": override})
    assert (finding.verdict, finding.judged, finding.override) == ("met", "not_met", override)
    assert "new system since June" in finding.reasons[0].text.sv
    assert finding.outcomes[0].verdict == "not_met"
