"""Each table's derived facts in plain Python. Names and meanings are those of `declared.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from gensvar.measures.facts.plain_links import agent_legs, bounces, end_of, gaps, learning
from gensvar.measures.facts.plain_rows import PlainRow
from gensvar.measures.facts.plain_time import PlainTime
from gensvar.measures.facts.reasons import Reason, reasons_of
from gensvar.measures.times import month_of

Derived = list[PlainRow]
BIGGEST_SCORE = 1_000_000_000


@dataclass(frozen=True)
class World:
    """All tables, how time is reckoned, and the last second that the data tell of."""

    rows: Mapping[str, Sequence[PlainRow]]
    time: PlainTime
    end: int | None


def span(start: int | None, end: int | None) -> int | None:
    """Return the seconds from start to end; unknown if either is, or if it would be negative."""
    if start is None or end is None or end < start:
        return None
    return end - start


def signed(start: int | None, end: int | None) -> int | None:
    """Return the seconds from start to end, negative if the end comes first."""
    return None if start is None or end is None else end - start


def _when(time: PlainTime, second: int | None) -> PlainRow:
    day = time.day(second)
    return {"day": day, "month": None if day is None else month_of(day)}


def contacts(rows: Sequence[PlainRow], world: World) -> Derived:
    """Return the derived facts of contacts."""
    reasons = reasons_of(world.rows.get("reasons", ()))
    legs = agent_legs(world.rows.get("legs", ()))

    def family(row: PlainRow) -> str | None:
        return None if row["reason_code"] is None else _family(row["reason_code"], reasons)

    def matter(row: PlainRow) -> tuple[str, str] | None:
        topic = family(row)
        return None if row["customer_key"] is None or topic is None else (row["customer_key"], topic)

    every, same = gaps(rows, lambda row: row["customer_key"]), gaps(rows, matter)
    return [
        _contact_time(row, world.time)
        | _contact_seconds(row, world.end)
        | _contact_reason(row, reasons)
        | {"prev_gap_s": gap[0], "next_gap_s": gap[1], "prev_same_gap_s": of_same[0], "next_same_gap_s": of_same[1]}
        | {"reason_family": family(row), "agent_legs": legs.get(row["contact_id"])}
        | {"linkable": row["customer_key"] is not None, "has_case": row["case_id"] is not None}
        for row, gap, of_same in zip(rows, every, same, strict=True)
    ]


def _family(code: str, reasons: Mapping[str, Reason]) -> str:
    return reasons[code].family if code in reasons else code


def _contact_time(row: PlainRow, time: PlainTime) -> PlainRow:
    """By the moment it entered the queue, or else began."""
    moment = row["t_start"] if row["t_queue"] is None else row["t_queue"]
    local = time.local(moment)
    return _when(time, moment) | {
        "hour": local and local.hour,
        "half_hour": local and local.hour * 2 + local.minute // 30,
        "weekday": local and local.isoweekday(),
        "in_hours": time.is_open(time.schedule(row["queue"], row["channel"]), moment),
    }


def _contact_seconds(row: PlainRow, end: int | None) -> PlainRow:
    parts = [row["talk_s"], row["hold_s"], row["acw_s"]]
    handled = None if None in parts else sum(parts)
    return {
        "wait_s": _wait(row),
        "handle_s": None if handled is None or handled < 0 else handled,
        "to_data_end_s": None if row["t_start"] is None else span(end_of(row), end),
        "overflowed": None if row["outcome"] is None else row["outcome"] == "overflow",
    }


def _wait(row: PlainRow) -> int | None:
    """Until the answer; without one until the end, unless it was answered or nobody knows whether it was."""
    if row["t_answer"] is not None:
        return span(row["t_queue"], row["t_answer"])
    return None if row["outcome"] in (None, "answered") else span(row["t_queue"], row["t_end"])


def _contact_reason(row: PlainRow, reasons: Mapping[str, Reason]) -> PlainRow:
    reason = reasons.get(row["reason_code"])
    return {"unit": reason and reason.owning_unit, "demand_type": reason and reason.demand_type}


def cases(rows: Sequence[PlainRow], world: World) -> Derived:
    """Return the derived facts of cases."""
    changes = bounces(world.rows.get("case_events", ()))
    return [
        _when(world.time, row["created"])
        | _case_spans(row, world)
        | _case_lateness(row, world.end)
        | {
            "closed_day": world.time.day(row["closed"]),
            "is_open": row["closed"] is None,
            "escalated": row["escalated_to"] is not None,
            "rejected": None if row["complaint_outcome"] is None else row["complaint_outcome"] == "rejected",
            "bounces": changes.get(row["case_id"]),
            "unit": row["org_unit"],
        }
        for row in rows
    ]


def _case_spans(row: PlainRow, world: World) -> PlainRow:
    time, end, created = world.time, world.end, row["created"]
    schedule, resolved = time.schedule(None, row["channel"]), span(created, row["closed"])
    net = None if resolved is None or row["waiting_customer_s"] is None else resolved - row["waiting_customer_s"]
    return {
        "first_response_s": span(created, row["first_response"]),
        "first_response_business_s": time.open_seconds(schedule, created, row["first_response"]),
        "first_response_workdays": time.working_days(created, row["first_response"]),
        "resolution_s": resolved,
        "resolution_net_s": None if net is None or net < 0 else net,
        "age_s": span(created, end),
        "age_business_s": time.open_seconds(schedule, created, end),
        "age_workdays": time.working_days(created, end),
        "age_months": time.months(created, end),
    }


def _case_lateness(row: PlainRow, end: int | None) -> PlainRow:
    until = end if row["closed"] is None else row["closed"]
    late = None if row["due"] is None or until is None else until > row["due"]
    return {"overdue": late, "since_due_s": signed(row["due"], end)}


def surveys(rows: Sequence[PlainRow], world: World) -> Derived:
    """Return the derived facts of surveys."""
    return [
        _when(world.time, row["asked_at"])
        | {
            "answered": row["answered_at"] is not None,
            "score_100": _hundredths(row["score"]),
            "to_data_end_s": span(row["asked_at"], world.end),
            "since_answer_s": span(row["answered_at"], world.end),
            "since_answer_months": world.time.months(row["answered_at"], world.end),
        }
        for row in rows
    ]


def _hundredths(score: float | None) -> int | None:
    """Round to hundredths, halves upwards; what is no number, or absurdly large, is unknown."""
    return floor(score * 100 + 0.5) if score is not None and abs(score) < BIGGEST_SCORE else None


def training(rows: Sequence[PlainRow], world: World) -> Derived:
    """Return the derived facts of training, those about an agent on each of the agent's rows."""
    learnt, end, months = learning(rows, world.end), world.end, world.time.months
    return [
        _when(world.time, row["completed"])
        | {
            "agent_first": number == found.first_row,
            "trained": found.trained,
            "trained_before_s": signed(found.introduced, found.first_contact),
            "since_last_course_s": span(found.last_course, end),
            "since_last_refresher_s": span(found.last_refresher, end),
            "last_course_months": months(found.last_course, end, begun=True),
            "last_refresher_months": months(found.last_refresher, end, begun=True),
            "unit": row["team"],
        }
        for number, row in enumerate(rows)
        for found in (learnt[row["agent_key"]],)
    ]


def promises(rows: Sequence[PlainRow], world: World) -> Derived:
    """Return the derived facts of promises and call-backs."""
    return [
        _when(world.time, row["requested_at"])
        | {
            "done_s": span(row["requested_at"], row["done_at"]),
            "due_at_s": span(row["requested_at"], row["promised_at"]),
            "late_s": signed(row["promised_at"], row["done_at"]),
            "next_workday_end_s": span(row["requested_at"], world.time.next_working_day_end(row["requested_at"])),
            "to_data_end_s": span(row["requested_at"], world.end),
            "unit": row["owning_unit"],
        }
        for row in rows
    ]


def volumes(rows: Sequence[PlainRow], _world: World) -> Derived:
    """Return the derived facts of volumes, whose `month` is a date in the store."""
    return [{"day": row["month"], "month": None if row["month"] is None else month_of(row["month"])} for row in rows]


DERIVE: dict[str, Callable[[Sequence[PlainRow], World], Derived]] = {
    "contacts": contacts,
    "cases": cases,
    "surveys": surveys,
    "training": training,
    "promises": promises,
    "volumes": volumes,
}
