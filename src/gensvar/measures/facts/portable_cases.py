"""The derived facts of cases as Ibis, named as in `declared.py`; only what is wanted is built."""

from __future__ import annotations

import ibis

from gensvar.measures.facts.portable import (
    Column,
    Table,
    counted,
    known,
    looked_up,
    span,
    spanning,
    unless_negative,
)
from gensvar.measures.facts.portable_time import End
from gensvar.measures.facts.portable_world import Make, Wanted, Whole


def cases(world: Whole, wanted: Wanted) -> Table:
    """Return the cases with the derived facts that are wanted."""
    table = world.tables["cases"]
    months = ("month", "month_index", "of_month", "in_month", "workdays")
    found = world.time.local(table, "created", "created", *months)
    if "closed_day" in wanted:
        found = world.time.local(found, "closed", "closed")
    if "first_response_workdays" in wanted:
        found = world.time.local(found, "first_response", "answer", "workdays")
    found = _with_bounces(world, _with_business(world, found, wanted), wanted)
    end = world.time.end(world.end_s)
    late = {name: make(found, world) for name, make in CASE.items() if name in wanted}
    ages = _ages(found, world, end)
    return found.mutate(**late, **{name: ages[name] for name in ages if name in wanted})


def _with_business(world: Whole, table: Table, wanted: Wanted) -> Table:
    if not {"first_response_business_s", "age_business_s"} & set(wanted):
        return table
    found = table.mutate(queue=ibis.null("string"), data_end=world.end)
    found = found.mutate(schedule=world.time.schedule(found["queue"], found["channel"]))
    found = world.time.opened(found, "created", "schedule", "created")
    if "first_response_business_s" in wanted:
        found = world.time.opened(found, "first_response", "schedule", "answer")
    return world.time.opened(found, "data_end", "schedule", "end") if "age_business_s" in wanted else found


def _with_bounces(world: Whole, table: Table, wanted: Wanted) -> Table:
    if "bounces" not in wanted:
        return table
    events = world.tables["case_events"]
    named = events.filter(events["org_unit"].notnull() & events["time"].notnull())
    window = ibis.window(group_by="case_id", order_by=["time", "seq", "org_unit"])
    walked = named.mutate(before=named["org_unit"].lag().over(window))
    moves = counted(walked["before"] != walked["org_unit"])
    changes = walked.group_by("case_id").aggregate(n=moves)
    return looked_up(table, changes, {"case_id": table["case_id"]}, {"bounces": "n"})


def _ages(table: Table, world: Whole, end: End | None) -> dict[str, Column]:
    nothing = ibis.null("int64")
    months = nothing if end is None else end.months_since(table, "created")
    workdays = nothing if end is None else ibis.literal(end.workdays, "int64") - table["created_workdays"]
    return {
        "age_months": spanning(table["created"], world.end, months),
        "age_workdays": spanning(table["created"], world.end, workdays),
    }


def _overdue(table: Table, world: Whole) -> Column:
    until = ibis.coalesce(table["closed"], world.end)
    return until > table["due"]


CASE: dict[str, Make] = {
    "day": lambda t, _: t["created_day"],
    "month": lambda t, _: t["created_month"],
    "closed_day": lambda t, _: t["closed_day"],
    "first_response_s": lambda t, _: span(t["created"], t["first_response"]),
    "first_response_business_s": lambda t, _: spanning(
        t["created"], t["first_response"], t["answer_opened"] - t["created_opened"]
    ),
    "first_response_workdays": lambda t, _: spanning(
        t["created"], t["first_response"], t["answer_workdays"] - t["created_workdays"]
    ),
    "resolution_s": lambda t, _: span(t["created"], t["closed"]),
    "resolution_net_s": lambda t, _: unless_negative(span(t["created"], t["closed"]) - t["waiting_customer_s"]),
    "is_open": lambda t, _: t["closed"].isnull(),
    "age_s": lambda t, w: span(t["created"], w.end),
    "age_business_s": lambda t, _: spanning(t["created"], t["data_end"], t["end_opened"] - t["created_opened"]),
    "overdue": _overdue,
    "since_due_s": lambda t, w: w.end - t["due"],
    "escalated": lambda t, _: t["escalated_to"].notnull(),
    "rejected": lambda t, _: known(t["complaint_outcome"], t["complaint_outcome"] == "rejected"),
    "unit": lambda t, _: t["org_unit"],
}
