"""Call logs join the assessment: a breach is not met, silence is not, and a limit nobody set stays unset."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from calls_made_up import SELLER, Desk, call

from gensvar.assess import Answers
from gensvar.findings.assessment import Case, assess
from gensvar.findings.verification import verify
from gensvar.logs.store import Store
from gensvar.rulebook.load import load_edition

DAY = date(2026, 11, 25)
PROFILE = {"sells_by_phone": True, "sells_to": ["consumers", "businesses"], "calls_out": True, "fundraising": False}
NUMBER = "070-123 45 67"


def judged(desk: Desk, book: str, thresholds: dict[str, Any] | None = None, **answers: bool) -> dict[str, Any]:
    edition = load_edition(book, on=DAY)
    given = Answers(answers={name: {"value": value} for name, value in answers.items()})
    case = Case(Store.open(desk.folder / "store"), edition, PROFILE, thresholds or {}, given, on=DAY)
    document = assess(case, "2026-11-25T12:00:00+00:00")
    assert verify(document, Store.open(desk.folder / "store"), edition).identical
    return {finding["rule"]: finding for finding in document["findings"]}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.wash([NUMBER], datetime(2026, 9, 10, tzinfo=UTC))
    return desk


def evidence(finding: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in finding["evidence"] if one["kind"] == "record")


def test_a_call_without_cover_fails_the_rule_and_names_the_call(desk: Desk) -> None:
    desk.table(
        "outbound_calls", [call(NUMBER, "2026-09-12 10:00"), call("070-999 99 99", "2026-09-12 10:05", call_id="x7")]
    )
    found = judged(desk, "NIX", **{"NIX-4.1.routine": True})["NIX-4.1"]
    assert found["verdict"] == "not_met"
    assert (found["value"], found["n"], found["numerator"]) == (0.5, 2, 1)
    assert evidence(found)["recorded"]["samples"] == ["x7"]
    assert "1 av 2: samtal utan giltig kontroll eller undantag (aldrig kontrollerat 1)" in found["reasons"]["sv"]


def test_covered_calls_meet_it_with_the_answer(desk: Desk) -> None:
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    found = judged(desk, "NIX", **{"NIX-4.1.routine": True})
    assert (found["NIX-4.1"]["verdict"], evidence(found["NIX-4.2"])["outcome"]) == ("met", "met")


def test_an_answer_is_set_aside_where_the_calls_say_otherwise(desk: Desk) -> None:
    desk.table("outbound_calls", [call("okänd", "2026-09-12 10:00")])
    found = judged(desk, "NIX", **{"NIX-2.3.apart": True})["NIX-2.3"]
    assert found["verdict"] == "not_met" and evidence(found)["claim"]["contradicts"] is True


def test_without_calls_the_answer_stands_or_the_rule_cannot_be_judged(desk: Desk) -> None:
    found = judged(desk, "NIX", **{"NIX-2.3.apart": True, "NIX-4.1.routine": True})
    assert (found["NIX-2.3"]["verdict"], found["NIX-4.1"]["verdict"]) == ("met", "cannot_be_judged")


def test_an_unset_limit_cannot_be_judged_and_an_own_one_can(desk: Desk) -> None:
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 06:00")])
    assert judged(desk, "TM")["TM-2.4"]["verdict"] == "cannot_be_judged"
    own = {"TM-2.4": {"earliest_hour": {"value": 9, "note": ""}, "latest_hour": {"value": 20, "note": ""}}}
    assert judged(desk, "TM", own)["TM-2.4"]["verdict"] == "not_met"


def test_the_share_of_silent_calls_is_compared_with_the_own_limit(desk: Desk) -> None:
    answered = {"answered": "2026-09-12 10:00:05", "principal": SELLER}
    rows = [
        dict(call(NUMBER, "2026-09-12 10:00")) | answered | {"call_id": f"c{place}", "seller_connected": connected}
        for place, connected in enumerate(["2026-09-12 10:00:06"] * 9 + [""])
    ]
    desk.table("outbound_calls", rows)
    answers = {"TM-2.1.followed": True}
    assert judged(desk, "TM", **answers)["TM-2.1"]["verdict"] == "cannot_be_judged"
    for limit, verdict in ((0.1, "met"), (0.05, "not_met")):
        found = judged(desk, "TM", {"TM-2.1": {"silent_limit": {"value": limit, "note": ""}}}, **answers)["TM-2.1"]
        assert (found["verdict"], found["value"], found["threshold"]["value"]) == (verdict, 0.1, limit)


def test_agreements_with_businesses_are_the_other_rulebook_s(desk: Desk) -> None:
    desk.table(
        "agreements",
        [{"agreement_id": "a", "agreed_at": "2026-09-10 10:00", "target": "business", "recording_id": ""},
         {"agreement_id": "b", "agreed_at": "2026-09-10 10:00", "target": "consumer", "recording_id": "r1"}],
    )  # fmt: skip
    assert evidence(judged(desk, "TB")["TB-3.3"])["outcome"] == "not_met"
    assert evidence(judged(desk, "TM")["TM-4.1"])["outcome"] == "met"
