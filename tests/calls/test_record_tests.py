"""The tests that rules name: what each counts, and what it says when it cannot count."""

from dataclasses import replace
from datetime import date

import pytest
from calls_made_up import Desk, call

from gensvar.calls.limits import Limits, limits_on
from gensvar.calls.record_tests import TESTS

DAY = date(2026, 11, 25)


def counts(desk: Desk, test: str, limits: Limits | None = None) -> tuple[int, int]:
    found = desk.audit(limits).tests[test]
    assert found.problem is None, found
    return found.n, found.breaches


def calls(*rows: dict[str, object]) -> list[dict[str, object]]:
    return [
        dict(call("070-123 45 67", "2026-09-14 10:00")) | {"call_id": f"c{place}"} | row
        for place, row in enumerate(rows)
    ]


def test_silent_calls_are_answered_with_nobody_there(desk: Desk) -> None:
    connected = {"answered": "2026-09-14 10:00:05", "seller_connected": "2026-09-14 10:00:06"}
    silent = {"answered": "2026-09-14 10:00:05", "seller_connected": ""}
    desk.table("outbound_calls", calls(connected, silent, connected, {"answered": "", "seller_connected": ""}))
    assert counts(desk, "calls.silent") == (3, 1)


def test_hidden_numbers(desk: Desk) -> None:
    desk.table("outbound_calls", calls({"number_shown": "ja"}, {"number_shown": "nej"}, {"number_shown": ""}))
    assert counts(desk, "calls.number_shown") == (2, 1)


def test_hours_and_attempts_have_no_limit_until_somebody_sets_one(desk: Desk) -> None:
    rows = [{"started": f"2026-09-14 {hour:02}:30"} for hour in (7, 10, 12, 14, 21)]
    desk.table("outbound_calls", calls(*rows))
    audit = desk.audit()
    assert audit.tests["calls.hours"].problem == "no_threshold"
    assert audit.tests["calls.attempts"].problem == "no_threshold"
    own = replace(limits_on(DAY), earliest_hour=9.0, latest_hour=20.0, attempts_limit=4.0)
    assert counts(desk, "calls.hours", own) == (5, 2)
    assert counts(desk, "calls.attempts", own) == (5, 2)


def test_attempts_are_counted_over_any_24_hours(desk: Desk) -> None:
    rows = [{"started": one} for one in ("2026-09-14 20:00", "2026-09-15 10:00", "2026-09-15 20:01")]
    desk.table("outbound_calls", calls(*rows))
    assert counts(desk, "calls.attempts", replace(limits_on(DAY), attempts_limit=3.0)) == (3, 0)
    assert counts(desk, "calls.attempts", replace(limits_on(DAY), attempts_limit=2.0)) == (3, 2)


AGREED = {"agreement_id": "a", "agreed_at": "2026-09-10 10:00", "call_ended": "2026-09-10 10:10"}


@pytest.mark.parametrize(
    ("sent", "late"),
    [("2026-09-17 16:00", 0), ("2026-09-18 08:00", 1), ("", 1)],  # Thursday; the fifth working day is the next Thursday
)
def test_a_confirmation_is_due_in_five_working_days(desk: Desk, sent: str, late: int) -> None:
    desk.table(
        "agreements",
        [AGREED | {"confirmation_sent": sent}, AGREED | {"agreement_id": "b", "confirmation_sent": "2026-09-11 08:00"}],
    )
    assert counts(desk, "sales.confirmed") == (2, late)


def test_a_missing_confirmation_that_is_not_due_yet_does_not_count(desk: Desk) -> None:
    rows = [AGREED | {"agreed_at": "2026-11-24 10:00", "confirmation_sent": ""}]
    rows.append(AGREED | {"agreement_id": "b", "confirmation_sent": "2026-09-11 08:00"})
    desk.table("agreements", rows)
    assert counts(desk, "sales.confirmed") == (1, 0)


def test_businesses_have_a_limit_only_when_somebody_sets_one(desk: Desk) -> None:
    desk.table(
        "agreements", [AGREED | {"target": "business", "confirmation_sent": "2026-09-30 08:00", "recording_id": ""}]
    )
    audit = desk.audit()
    assert audit.tests["sales.confirmed.business"].problem == "no_threshold"
    assert audit.tests["sales.confirmed"].n == 0
    own = replace(limits_on(DAY), business_confirmation_workdays=5.0)
    assert counts(desk, "sales.confirmed.business", own) == (1, 1)


@pytest.mark.parametrize(
    ("accepted", "wrong"), [("2026-09-10 10:11", 0), ("2026-09-10 10:10", 1), ("2026-09-10 10:05", 1), ("", 1)]
)
def test_the_written_yes_comes_after_the_call(desk: Desk, accepted: str, wrong: int) -> None:
    rows = [AGREED | {"accepted_at": accepted}, AGREED | {"agreement_id": "b", "accepted_at": "2026-09-11 10:00"}]
    desk.table("agreements", rows)
    assert counts(desk, "sales.accepted") == (2, wrong)


def test_recordings_hold_the_offer_and_the_yes(desk: Desk) -> None:
    whole = AGREED | {"recording_id": "r", "offer_recorded": "ja", "acceptance_recorded": "ja"}
    rows = [
        whole,
        whole | {"agreement_id": "b", "recording_id": ""},
        whole | {"agreement_id": "c", "offer_recorded": "nej"},
        whole | {"agreement_id": "d", "acceptance_recorded": "nej"},
    ]
    desk.table("agreements", rows)
    assert counts(desk, "sales.recorded") == (4, 3)


def test_what_nobody_gave_is_said(desk: Desk) -> None:
    desk.table("outbound_calls", calls({}))
    tests = desk.audit().tests
    assert {tests[name].problem for name in ("sales.recorded", "sales.accepted")} == {"no_data"}
    assert (tests["calls.own_no"].problem, tests["calls.own_no"].lacking) == ("missing_column", "opt_outs")
    assert tests["calls.silent"].lacking == "answered"
    assert set(tests) == set(TESTS)


def test_limits_are_those_of_the_rules_and_the_organisation_s_own_come_first() -> None:
    found = limits_on(DAY)
    assert (found.consent_months, found.relation_months, found.grace_days) == (3, 12, 3)
    assert (found.confirmation_workdays, found.earliest_hour, found.attempts_limit) == (5, None, None)
    own = limits_on(DAY, {"TM-2.4": {"earliest_hour": {"value": 9}}, "TM-3.4": {"grace_days": {"value": 1}}})
    assert (own.earliest_hour, own.grace_days) == (9, 1)
