"""Each call and what it rested on when it was made; and the board's decisions, with the same outcome."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from calls_made_up import SELLER, Desk, call

from gensvar.calls.coverage import COVERED

NUMBER, NSN = "070-123 45 67", 701234567
WASHED = datetime(2026, 9, 10, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("started", "state"),
    [
        ("2026-09-10 09:00", "never_washed"),  # an hour before the wash (local time)
        ("2026-09-10 10:30", "receipt"),
        ("2026-11-10 23:59", "receipt"),  # the last day, to its end
        ("2026-11-11 00:01", "stale"),
    ],
)
def test_a_receipt_covers_from_the_wash_to_the_end_of_its_last_day(desk: Desk, started: str, state: str) -> None:
    desk.wash([NUMBER], WASHED)
    desk.table("outbound_calls", [call("+46701234567", started)])
    assert desk.state() == state


def test_only_the_principal_s_own_receipt_counts(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED, seller="556000-0009")
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert desk.state() == "never_washed"


def test_an_organisation_number_is_the_same_with_and_without_its_dash(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED, seller="5560000001")
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert desk.state() == "receipt"


def test_the_principal_answers_and_may_stand_in_the_campaign(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED)
    desk.table("campaigns", [{"campaign": "k", "purpose": "sale", "principal": SELLER, "product": "el"}])
    row = {**call(NUMBER, "2026-09-12 10:00", campaign="k"), "principal": "", "supplier": "Ringbolaget"}
    desk.table("outbound_calls", [row])
    assert desk.state() == "receipt"


def test_a_log_without_principals_is_the_callers_own(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED)
    desk.table("outbound_calls", [{"call_id": "1", "started": "2026-09-12 10:00", "number_key": NUMBER}])
    assert desk.state() == "receipt"


def test_a_later_wash_that_says_blocked_ends_an_earlier_right(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED)
    desk.wash([NUMBER], datetime(2026, 10, 1, 8, tzinfo=UTC), blocked=[NSN])
    desk.table("outbound_calls", [call(NUMBER, "2026-10-02 10:00"), call(NUMBER, "2026-09-20 10:00", call_id="2")])
    states = desk.audit().states
    assert (states["blocked"], states["receipt"]) == (1, 1)


CONSENT = {"number_key": NUMBER, "company": SELLER, "given": "2026-09-10 12:00", "active": "ja", "wording": "v3"}


@pytest.mark.parametrize(
    ("consent", "started", "state"),
    [
        ({}, "2026-12-10 23:30", "consent"),  # three months, the last day included
        ({}, "2026-12-11 00:30", "consent_expired"),
        ({}, "2026-09-10 11:00", "blocked"),  # before it was given
        ({"company": "556000-0009"}, "2026-09-12 10:00", "blocked"),
        ({"active": "nej"}, "2026-09-12 10:00", "blocked"),
        ({"withdrawn": "2026-09-11 12:00"}, "2026-09-12 10:00", "blocked"),
    ],
)
def test_a_consent_covers_a_blocked_number(desk: Desk, consent: dict[str, str], started: str, state: str) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("consents", [CONSENT | consent])
    desk.table("outbound_calls", [call(NUMBER, started)])
    found = desk.state()
    assert found == state or (state == "consent_expired" and found == "blocked")
    if state == "consent_expired":
        assert desk.audit().tests["calls.consent"].breaches == 1


RELATION = {"number_key": NUMBER, "company": SELLER, "product": "el", "began": "2020-01-01", "ended": ""}


@pytest.mark.parametrize(
    ("relation", "started", "state"),
    [
        ({}, "2026-09-12 10:00", "relation"),
        ({"ended": "2025-09-12 10:00"}, "2026-09-12 23:00", "relation"),  # twelve months to the day
        ({"ended": "2025-09-11 10:00"}, "2026-09-12 10:00", "blocked"),
        ({"product": "bredband"}, "2026-09-12 10:00", "blocked"),
        ({"began": "2026-10-01"}, "2026-09-12 10:00", "blocked"),
    ],
)
def test_a_customer_relation_covers_the_same_kind_of_goods(
    desk: Desk, relation: dict[str, str], started: str, state: str
) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("relations", [RELATION | relation])
    desk.table("outbound_calls", [call(NUMBER, started)])
    assert desk.state() == state


def test_an_older_relation_that_still_runs_is_not_hidden_by_a_newer_one_that_ended(desk: Desk) -> None:
    desk.table("relations", [RELATION, RELATION | {"began": "2022-01-01", "ended": "2022-06-01"}])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert desk.state() == "relation"


@pytest.mark.parametrize(
    ("started", "state"),
    [("2026-09-13 09:00", "consent"), ("2026-09-13 11:00", "own_no"), ("2027-09-13 11:00", "own_no")],
)
def test_a_personal_no_overrides_everything_after_the_grace_of_three_days(desk: Desk, started: str, state: str) -> None:
    desk.table("consents", [CONSENT])
    desk.table("opt_outs", [{"number_key": NUMBER, "company": SELLER, "said_at": "2026-09-10 10:00"}])
    desk.table("outbound_calls", [call(NUMBER, started)])
    if started.startswith("2026-09-13 09"):
        desk.wash([NUMBER], datetime(2026, 9, 12, tzinfo=UTC), blocked=[NSN])
    assert desk.state() == state


@pytest.mark.parametrize(
    ("purpose", "agreement", "state"),
    [
        ("survey", "", "purpose"),
        ("politics", "", "purpose"),
        ("survey", "a1", "never_washed"),
        ("sale", "", "never_washed"),
    ],
)
def test_a_purpose_outside_the_rules_covers_unless_something_was_sold(
    desk: Desk, purpose: str, agreement: str, state: str
) -> None:
    desk.table("campaigns", [{"campaign": "k", "purpose": purpose}])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00", campaign="k", agreement_id=agreement)])
    assert desk.state() == state


@pytest.mark.parametrize(
    ("number", "state"),
    [("okänd", "unreadable"), ("070-123", "unreadable"), ("+4512345678", "foreign"), ("7.01E8", "unreadable")],
)
def test_what_is_no_swedish_number(desk: Desk, number: str, state: str) -> None:
    desk.table("outbound_calls", [call(number, "2026-09-12 10:00")])
    assert desk.state() == state


@pytest.mark.parametrize(
    ("started", "state"),
    [
        ("2026-09-14 10:00", "business"),
        ("2026-09-14 17:00", "business_hours"),
        ("2026-09-12 10:00", "business_hours"),  # a Saturday
        ("2026-12-25 10:00", "business_hours"),  # Christmas Day, a Friday
    ],
)
def test_a_blocked_business_number_may_be_called_in_working_hours(desk: Desk, started: str, state: str) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("outbound_calls", [call(NUMBER, started, business="ja")])
    assert desk.state() == state


# --- decisions of the board, as cited in docs/calls.md: what was found, and the outcome there and here --------------


def breach(desk: Desk) -> bool:
    return desk.state() not in COVERED


def test_23_022_a_bought_list_said_to_be_washed_and_the_number_registered_afterwards_is_a_breach(desk: Desk) -> None:
    desk.wash([NUMBER], datetime(2026, 5, 1, tzinfo=UTC), seller="Listbolaget")
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert breach(desk)


def test_25_178_a_call_back_note_whose_number_was_registered_in_between_is_a_breach(desk: Desk) -> None:
    desk.wash([NUMBER], datetime(2026, 6, 1, tzinfo=UTC))
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00", outcome="callback")])
    assert desk.state() == "stale" and breach(desk)


def test_20_394_one_of_six_numbers_came_through_a_chain_of_sellers(desk: Desk) -> None:
    numbers = [f"070-123 45 {last}" for last in range(61, 67)]
    desk.wash(numbers[:5], WASHED)
    desk.table(
        "outbound_calls", [call(number, "2026-09-12 10:00", call_id=str(place)) for place, number in enumerate(numbers)]
    )
    found = desk.audit().tests["calls.covered"]
    assert (found.n, found.breaches, found.samples) == (6, 1, ("5",))


def test_24_257_agents_can_dial_list_numbers_only_and_the_number_called_was_not_registered(desk: Desk) -> None:
    desk.wash([NUMBER], WASHED)
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert not breach(desk)


def test_22_118_a_call_log_and_a_record_of_participation_are_proof(desk: Desk) -> None:
    desk.table("consents", [CONSENT | {"wording": "tävling 2026-09"}])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert not breach(desk)


def test_25_174_a_consent_from_a_competition_on_the_web_is_enough(desk: Desk) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("consents", [CONSENT])
    desk.table("outbound_calls", [call(NUMBER, "2026-11-12 10:00")])
    assert not breach(desk)


def test_25_164_the_holder_is_a_customer_and_the_partner_answers(desk: Desk) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("relations", [RELATION])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert not breach(desk)


def test_21_072_called_as_a_business(desk: Desk) -> None:
    desk.wash([NUMBER], datetime(2026, 9, 1, tzinfo=UTC), blocked=[NSN])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-14 10:00", business="1")])
    assert not breach(desk)


def test_22_260_no_answer_from_the_company_is_a_breach_on_the_complainant_s_words(desk: Desk) -> None:
    desk.table("outbound_calls", [call(NUMBER, "2026-09-12 10:00")])
    assert desk.state() == "never_washed" and breach(desk)


def test_18_391_a_consent_does_not_help_after_a_personal_no(desk: Desk) -> None:
    desk.table("consents", [CONSENT])
    desk.table("opt_outs", [{"number_key": NUMBER, "company": SELLER, "said_at": "2026-09-11 10:00"}])
    desk.table("outbound_calls", [call(NUMBER, "2026-09-20 10:00")])
    assert breach(desk)
