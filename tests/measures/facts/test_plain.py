"""What each fact means, by hand; and the made-up organisation, whose truth was counted without any of this."""

from datetime import date
from typing import Any

import pytest

from gensvar.measures.facts.plain import facts_of
from gensvar.synthetic.canonical import canonical_tables
from gensvar.synthetic.opening import Period
from gensvar.synthetic.simulation import simulate
from gensvar.synthetic.truth import truth_of

ZONE = "Europe/Stockholm"
WEEK = 7 * 86_400
WEEKDAYS = [{"weekday": day, "opens": "08:00", "closes": "16:00"} for day in range(1, 6)]
Row = dict[str, Any]


def facts(table: str, *rows: Row, **others: list[Row]) -> list[Row]:
    return facts_of(table, {table: list(rows), **others}, ZONE)[0]


def test_local_time_goes_by_the_queue_and_summer_time() -> None:
    before, after = facts(
        "contacts",
        {"t_start": "2026-03-29T00:59:59", "t_queue": "2026-03-29T00:59:59.9"},
        {"t_start": "2026-03-28T22:00:00", "t_queue": "2026-03-29T01:00:00"},
    )
    assert (before["hour"], before["half_hour"], before["weekday"], before["month"]) == (1, 3, 7, 202603)
    assert (after["hour"], after["half_hour"], after["day"]) == (3, 6, (date(2026, 3, 29) - date(1970, 1, 1)).days)


@pytest.mark.parametrize(
    ("outcome", "answer", "end", "wait"),
    [
        ("answered", "2026-03-02T08:01:00", "2026-03-02T08:09:00", 60),
        ("abandoned", None, "2026-03-02T08:00:30", 30),
        ("answered", None, "2026-03-02T08:00:30", None),
        (None, None, "2026-03-02T08:00:30", None),
        (None, "2026-03-02T08:01:00", None, 60),
        ("abandoned", None, "2026-03-02T07:59:59", None),
    ],
)
def test_wait(outcome: str | None, answer: str | None, end: str | None, wait: int | None) -> None:
    row = {"t_start": "2026-03-02T08:00:00", "t_queue": "2026-03-02T08:00:00", "outcome": outcome}
    assert facts("contacts", {**row, "t_answer": answer, "t_end": end})[0]["wait_s"] == wait


def contact(start: int, end: int | None, **rest: Any) -> Row:
    stamp = "2026-03-02T08:{:02d}:{:02d}"
    ended = None if end is None else stamp.format(*divmod(end, 60))
    return {"customer_key": "anna", "t_start": stamp.format(*divmod(start, 60)), "t_end": ended, **rest}


def gaps(*rows: Row, **others: list[Row]) -> list[tuple[int | None, int | None]]:
    return [(row["prev_gap_s"], row["next_gap_s"]) for row in facts("contacts", *rows, **others)]


def test_the_gap_runs_from_the_latest_end_to_the_earliest_start() -> None:
    long, short, last = contact(0, 500), contact(10, 20), contact(30, 40)
    assert gaps(long, short, last) == [(None, None), (None, 10), (10, None)]


def test_contacts_that_touch_have_no_gap_between_them() -> None:
    assert gaps(contact(0, 20), contact(20, 30), contact(31, 32)) == [(None, 11), (None, 1), (1, None)]


def test_a_contact_without_an_end_ends_as_it_begins() -> None:
    assert gaps(contact(10, None), contact(15, 12), contact(17, 18)) == [(None, 5), (5, 2), (2, None)]


def test_only_what_the_customer_did_is_linked() -> None:
    calls = [contact(0, 1, direction="inbound"), contact(5, 6, direction="outbound"), contact(9, 10, direction=None)]
    assert gaps(*calls, contact(11, 12, customer_key=None)) == [(None, 8), (None, None), (8, None), (None, None)]


def test_the_same_matter_is_the_topmost_reason() -> None:
    reasons = [
        {"reason_code": "faktura"},
        {"reason_code": "faktura.fel", "parent_code": "faktura"},
        {"reason_code": "faktura.fel.rot", "parent_code": "faktura.fel"},
        {"reason_code": "x", "parent_code": "y"},
        {"reason_code": "y", "parent_code": "x"},
    ]
    codes = ("faktura.fel.rot", "faktura", None, "ny", "y", "x")
    rows = [contact(10 * n, 10 * n + 1, reason_code=code) for n, code in enumerate(codes)]
    found = facts("contacts", *rows, reasons=reasons)
    assert [row["reason_family"] for row in found] == ["faktura", "faktura", None, "ny", "x", "x"]
    assert [row["prev_same_gap_s"] for row in found] == [None, 9, None, None, None, 9]
    assert [row["next_same_gap_s"] for row in found] == [9, None, None, None, 9, None]


def test_business_time_and_working_days_over_a_weekend() -> None:
    created = "2026-04-02T13:30:00"  # Thursday 15.30 local; Good Friday, weekend and Easter Monday follow
    case = facts("cases", {"created": created, "first_response": "2026-04-07T06:30:00"}, schedules=WEEKDAYS)[0]
    assert case["first_response_business_s"] == 1800 + 1800
    assert case["first_response_workdays"] == 1
    assert case["first_response_s"] == 4 * 86_400 + 17 * 3600
    assert facts("cases", {"created": created, "first_response": "2026-04-01T06:30:00"})[0]["first_response_s"] is None


@pytest.mark.parametrize(("created", "months"), [("2026-01-31", 1), ("2026-02-01", 0), ("2026-01-28", 1)])
def test_months_of_age_as_statutes_reckon(created: str, months: int) -> None:
    rows = [{"created": f"{created}T12:00:00"}, {"created": "2026-02-28T12:00:00"}]
    assert facts("cases", *rows)[0]["age_months"] == months


def test_a_case_is_late_by_its_closing_or_else_by_the_data_end() -> None:
    due = {"created": "2026-03-01T00:00:00", "due": "2026-03-03T00:00:00"}
    closed = [None, "2026-03-02T00:00:00", "2026-03-04T00:00:00"]
    found = facts("cases", *({**due, "closed": moment} for moment in closed), {**due, "due": None, "closed": None})
    assert [row["overdue"] for row in found] == [True, False, True, None]
    assert [row["since_due_s"] for row in found] == [86_400] * 3 + [None]


def test_units_that_a_case_moved_between() -> None:
    events = [
        {"case_id": "c", "time": "2026-03-01T00:00:00", "seq": seq, "org_unit": unit}
        for seq, unit in ((2, "b"), (1, "a"), (3, None), (4, "b"), (5, "a"))
    ]
    rows = [{"case_id": "c", "created": "2026-03-01T00:00:00"}, {"case_id": "d", "created": "2026-03-01T00:00:00"}]
    assert [row["bounces"] for row in facts("cases", *rows, case_events=events)] == [2, None]


def test_the_data_end_with_what_happened_not_with_what_is_due_or_what_machines_send() -> None:
    case = {"created": "2026-03-01T00:00:00", "due": "2026-09-01T00:00:00", "confirmation_sent": "2026-03-05T00:00:00"}
    events = [
        {"case_id": "c", "time": "2026-03-02T00:00:00", "actor_type": "human"},
        {"case_id": "c", "time": "2026-03-03T00:00:00", "actor_type": "system"},
    ]
    assert facts("cases", case, case_events=events)[0]["age_s"] == 86_400
    assert facts("contacts", contact(0, 60), cases=[case])[0]["to_data_end_s"] == 0


def test_what_an_agent_had_learnt() -> None:
    rows = [
        {"agent_key": "x", "kind": "refresher", "completed": "2025-03-01T12:00:00", "first_contact": None},
        {
            "agent_key": "x",
            "kind": "initial",
            "completed": "2024-03-01T12:00:00",
            "first_contact": "2024-02-29T12:00:00",
        },
        {"agent_key": "y", "kind": "initial", "completed": "2026-05-01T12:00:00", "first_contact": None},
    ]
    found = facts("training", *rows, contacts=[contact(0, 1)])
    assert [row["agent_first"] for row in found] == [False, True, True]
    assert [row["trained_before_s"] for row in found] == [-86_400, -86_400, None]
    assert [row["trained"] for row in found] == [True, True, False]
    assert [row["last_refresher_months"] for row in found] == [13, 13, None]


def test_promises_and_volumes() -> None:
    made = {
        "requested_at": "2026-04-02T13:30:00",
        "promised_at": "2026-04-02T14:30:00",
        "done_at": "2026-04-02T14:00:00",
    }
    promise = facts("promises", made)[0]
    assert (promise["done_s"], promise["due_at_s"], promise["late_s"]) == (1800, 3600, -1800)
    assert promise["next_workday_end_s"] == 5 * 86_400 + 8 * 3600 + 1800
    assert facts("volumes", {"month": date(2026, 3, 1)})[0]["month"] == 202603


@pytest.mark.parametrize(
    ("score", "hundredths"), [(4.0, 400), (2.675, 268), (-0.005, 0), (float("nan"), None), (1e300, None)]
)
def test_scores_in_hundredths(score: float, hundredths: int | None) -> None:
    assert facts("surveys", {"asked_at": "2026-03-01T00:00:00", "score": score})[0]["score_100"] == hundredths


def test_a_column_that_nobody_has_takes_its_facts_with_it() -> None:
    rows = {"contacts": [{"contact_id": "k", "t_start": "2026-03-01T00:00:00", "customer_key": "anna"}]}
    found, known = facts_of("contacts", rows, ZONE)
    assert known == frozenset(found[0])
    assert {"linkable", "day"} <= known
    assert not known & {"prev_gap_s", "wait_s", "in_hours", "agent_legs", "reason_family"}
    assert facts_of("cases", rows, ZONE) == ([], frozenset())


@pytest.fixture(scope="module")
def made_up() -> tuple[dict[str, list[Row]], dict[str, Any]]:
    found = simulate(11, 3_000, Period(date(2026, 3, 2), date(2026, 4, 30)))
    return {name: table.to_pylist() for name, table in canonical_tables(found).items()}, truth_of(found)


def counted(rows: list[Row], among: str, fact: str, most: int) -> tuple[int, int]:
    some = [row for row in rows if row[among]]
    return sum(row[fact] is not None and row[fact] <= most for row in some), len(some)


def test_contacts_of_the_made_up_organisation(made_up: tuple[dict[str, list[Row]], dict[str, Any]]) -> None:
    tables, truth = made_up
    rows = facts_of("contacts", tables, ZONE)[0]
    for variant, fact in (("any_reason", "prev_gap_s"), ("same_reason", "prev_same_gap_s")):
        figure = truth["measures"]["repeat_rate"][variant]
        assert counted(rows, "linkable", fact, WEEK) == (figure["numerator"], figure["denominator"])
    answered = [row for row in rows if row["channel"] == "phone" and row["outcome"] == "answered"]
    speed = truth["measures"]["answer_speed"]["mean"]
    assert (sum(row["wait_s"] for row in answered), len(answered)) == (speed["numerator"], speed["denominator"])
    assert all(row["in_hours"] for row in rows if row["t_queue"] is not None and row["channel"] == "phone")
    moved = truth["measures"]["transfer_rate"]["phone"]
    assert sum(row["agent_legs"] >= 2 for row in answered) == moved["numerator"]


def test_cases_of_the_made_up_organisation(made_up: tuple[dict[str, list[Row]], dict[str, Any]]) -> None:
    tables, truth = made_up
    rows = facts_of("cases", tables, ZONE)[0]
    for variant, fact, age in (
        ("calendar", "first_response_s", "age_s"),
        ("business", "first_response_business_s", "age_business_s"),
        ("workdays", "first_response_workdays", "age_workdays"),
    ):
        figure = truth["measures"]["first_response_within"][variant]
        (limit,) = figure["parameters"].values()
        due = [row for row in rows if row["first_response"] is not None or row[age] > limit]
        kept = sum(row[fact] is not None and row[fact] <= limit for row in due)
        assert (kept, len(due)) == (figure["numerator"], figure["denominator"])
    assert rows[0]["age_s"] + rows[0]["created"] == truth["data_end"]["cases"]
