"""What is made hangs together: times in order, open hours, returns, nothing known after the end."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from gensvar.logs.tables import TABLES
from gensvar.synthetic.contacts import draw_patience
from gensvar.synthetic.matters import PHONE, make_matters
from gensvar.synthetic.opening import OpeningHours, local_second
from gensvar.synthetic.organisation import REASONS, Organisation, Patience
from gensvar.synthetic.randomness import NEVER, Randomness
from gensvar.synthetic.simulation import Simulation, simulate

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ARROW = {"text": "string", "int": "int64", "seconds": "int64", "float": "double", "bool": "bool"}
ARROW |= {"time": "timestamp[us]", "date": "date32[day]"}


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(STOCKHOLM)


def test_every_table_is_canonical(tables: dict[str, pa.Table]) -> None:
    assert set(tables) == set(TABLES) & set(tables) >= {"contacts", "legs", "cases", "case_events", "promises"}
    for name, table in tables.items():
        columns = {column.name: column for column in TABLES[name].columns}
        assert set(table.column_names) - {"seq", "source_row"} <= set(columns)
        for field in table.schema:
            assert field.name not in columns or str(field.type) == ARROW[columns[field.name].type], (name, field)
        for column in columns.values():
            if column.required:
                assert table[column.name].null_count == 0, (name, column.name)
            if column.values and column.name in table.column_names:
                assert set(table[column.name].unique().to_pylist()) - {None} <= set(column.values), (name, column.name)
        keys = table.select([key for key in TABLES[name].key if key in table.column_names])
        assert len({tuple(row.values()) for row in keys.to_pylist()}) == table.num_rows, name


@pytest.mark.parametrize("count", [100, 137, 1_000])
def test_there_are_exactly_as_many_contacts_as_asked_for(count: int, found: Simulation) -> None:
    assert len(simulate(3, count, found.period).contacts) == count


def test_the_same_seed_gives_the_same_and_another_gives_another(found: Simulation) -> None:
    again, other = simulate(7, 6_000, found.period), simulate(8, 6_000, found.period)
    assert np.array_equal(found.contacts.end, again.contacts.end)
    assert not np.array_equal(found.contacts.end, other.contacts.end)


def test_the_times_of_a_contact_are_in_order(contacts: list[dict[str, Any]]) -> None:
    for row in contacts:
        times = [row[name] for name in ("t_start", "t_queue", "t_answer", "t_end") if row[name]]
        assert times == sorted(times)
        assert (row["t_answer"] is not None) == (row["outcome"] == "answered" and row["channel"] in ("phone", "chat"))


def test_calls_are_queued_only_when_it_is_open(contacts: list[dict[str, Any]]) -> None:
    hours = {"kundtjanst": (8, 18), "faktura": (8, 18), "avtal": (8, 18), "teknik": (7, 20), "chatt": (9, 17)}
    for row in contacts:
        if row["t_queue"]:
            moment, (opens, closes) = local(row["t_queue"]), hours[row["queue"]]
            assert moment.isoweekday() <= 5
            begun = local(row["t_start"])
            assert (begun.hour, begun.minute // 30) == (moment.hour, moment.minute // 30)
            assert opens <= moment.hour < closes
            assert (moment.month, moment.day) not in {(4, 3), (4, 6)}  # Good Friday and Easter Monday


def test_calls_when_it_is_closed_never_queue(contacts: list[dict[str, Any]]) -> None:
    closed = [row for row in contacts if row["outcome"] == "closed_hours"]
    assert closed
    assert all(row["t_queue"] is None and row["t_answer"] is None for row in closed)


def test_legs_tell_the_same_as_contacts(tables: dict[str, pa.Table], contacts: list[dict[str, Any]]) -> None:
    legs: dict[str, list[dict[str, Any]]] = {}
    for leg in tables["legs"].to_pylist():
        legs.setdefault(leg["contact_id"], []).append(leg)
    for row in contacts:
        own = legs.get(row["contact_id"], [])
        assert bool(own) == (row["t_queue"] is not None)
        if own:
            assert own[0]["t_enter"] == row["t_queue"]
            assert own[-1]["t_exit"] == row["t_end"]
            assert own[0]["agent_key"] == row["agent_key"]


def test_a_customers_contacts_never_overlap(contacts: list[dict[str, Any]]) -> None:
    by_customer: dict[str, list[dict[str, Any]]] = {}
    for row in contacts:
        if row["customer_key"]:
            by_customer.setdefault(row["customer_key"], []).append(row)
    for own in by_customer.values():
        own.sort(key=lambda row: row["t_start"])
        assert all(a["t_end"] < b["t_start"] for a, b in pairwise(own))


def test_cases_know_nothing_of_the_time_after_the_end(found: Simulation, cases: list[dict[str, Any]]) -> None:
    end = datetime(1970, 1, 1) + timedelta(seconds=found.period.end)
    names = ("created", "first_response", "first_resolved", "closed", "confirmation_sent", "delay_notice_sent")
    assert all(row[name] < end for row in cases for name in names if row[name])
    assert any(row["closed"] is None for row in cases)


def test_the_times_of_a_case_are_in_order(cases: list[dict[str, Any]]) -> None:
    for row in cases:
        times = [row[name] for name in ("created", "first_response", "first_resolved", "closed") if row[name]]
        assert times == sorted(times)
        assert (row["complaint_outcome"] is not None) <= row["is_complaint"]


def test_every_case_that_a_contact_refers_to_exists(
    contacts: list[dict[str, Any]], cases: list[dict[str, Any]]
) -> None:
    assert {row["case_id"] for row in contacts} - {None} == {row["case_id"] for row in cases}


def test_events_begin_with_the_registration(tables: dict[str, pa.Table], cases: list[dict[str, Any]]) -> None:
    events = tables["case_events"].to_pylist()
    assert [row["time"] for row in events] == sorted(row["time"] for row in events)
    first: dict[str, str] = {}
    for row in events:
        first.setdefault(row["case_id"], row["activity"])
    assert set(first.values()) == {"registrerat"}
    assert len(first) == len(cases)
    replies = Counter(row["case_id"] for row in events if row["activity"] == "svar")
    answered = {row["case_id"] for row in cases if row["channel"] in ("email", "form") and row["first_response"]}
    assert replies == Counter(dict.fromkeys(answered, 1))


def test_customers_come_back_as_often_and_as_late_as_their_reason_says(found: Simulation) -> None:
    what, reason = Organisation(), 7  # a late connection
    assert REASONS[reason].code == "leverans.sen"
    hours = OpeningHours(found.period, what, np.random.default_rng(1))
    matters = make_matters(120_000, what, hours, Randomness(5))
    # Leave out what could not come back in time, and returns of returns: only first contacts count here.
    seen = found.period.end - 25 * 86_400
    members = Counter(matters.root.tolist())
    first: dict[int, int] = {}
    for row, root in enumerate(matters.root.tolist()):
        first.setdefault(root, row)
    early = [row for row in first.values() if matters.time[row] < seen and matters.reason[row] == reason]
    share = np.mean([members[int(matters.root[row])] > 1 for row in early])
    assert share == pytest.approx(REASONS[reason].unresolved * what.returns_if_unresolved, abs=0.02)


def test_patience_has_the_median_it_says() -> None:
    law = Patience(at_once=0.05, scale_s=400, shape=1.3)
    drawn = draw_patience(np.random.default_rng(3), law, 200_000)
    assert np.median(drawn) == pytest.approx(law.median_s, rel=0.01)
    assert np.mean(drawn <= 5) == pytest.approx(0.05, abs=0.01)


def test_business_time_is_what_a_count_of_open_seconds_says(found: Simulation) -> None:
    office, rng = found.hours.office, np.random.default_rng(4)
    start = local_second(found.period.first, 0) + rng.integers(0, 30 * 86_400, 40)
    end = start + rng.integers(0, 4 * 86_400, 40)
    for a, b in zip(start.tolist(), end.tolist(), strict=True):
        minutes = np.arange(a, b, 1)
        slow = int(office.is_open(minutes).sum())
        assert int((office.elapsed(np.array([b])) - office.elapsed(np.array([a])))[0]) == slow
    later = office.after(start, np.full(40, 3_600))
    assert np.array_equal(office.elapsed(later) - office.elapsed(start), np.full(40, 3_600))


def test_more_call_at_the_start_of_a_month(found: Simulation) -> None:
    matters = found.contacts.matters
    days = np.bincount(found.hours.day_of(matters.time[matters.channel == PHONE]), minlength=len(found.period.days))
    ordinary = [days[n] for n, day in enumerate(found.period.days) if day.day > 4 and day.weekday() == 3 and days[n]]
    (first,) = (days[n] for n, day in enumerate(found.period.days) if day.day == 2 and day.month == 4)
    assert first > np.median(ordinary)


def test_never_is_no_time(found: Simulation) -> None:
    contacts = found.contacts
    assert (contacts.wait[contacts.queued == NEVER] == 0).all()
    assert (contacts.wait >= 0).all()
