"""The derived facts of contacts as Ibis, named as in `declared.py`; only what is wanted is built."""

from __future__ import annotations

import ibis

from gensvar.measures.facts.portable import (
    Column,
    Table,
    known,
    looked_up,
    span,
    unless_negative,
)
from gensvar.measures.facts.portable_links import with_gaps, with_likely_gaps
from gensvar.measures.facts.portable_world import Make, Wanted, Whole

CALENDAR = {"day", "month", "hour", "half_hour", "weekday"}
SAME = {"prev_same_gap_s", "next_same_gap_s"}
GAPS = {"prev_gap_s", "next_gap_s", *SAME}


def contacts(world: Whole, wanted: Wanted) -> Table:
    """Return the contacts with the derived facts that are wanted."""
    table = _with_reasons(world, world.tables["contacts"], wanted)
    if GAPS & set(wanted):
        family = "reason_family" if SAME & set(wanted) else None
        table = with_gaps(table, family, world.stage) if world.certain else with_likely_gaps(table, family)
    table = _with_legs(world, table, wanted)
    table = _with_moment(world, table, wanted)
    return table.mutate(**{name: make(table, world) for name, make in CONTACT.items() if name in wanted})


def _with_reasons(world: Whole, table: Table, wanted: Wanted) -> Table:
    if not {"unit", "demand_type", "reason_family", *SAME} & set(wanted):
        return table
    rows = [{"code": code, **vars(reason)} for code, reason in world.reasons.items()]
    reasons = world.time.small(rows, dict.fromkeys(("code", "family", "owning_unit", "demand_type"), "string"))
    take = {"unit": "owning_unit", "demand_type": "demand_type", "family_found": "family"}
    found = looked_up(table, reasons, {"code": table["reason_code"]}, take)
    return found.mutate(reason_family=ibis.coalesce(found["family_found"], found["reason_code"])).drop("family_found")


def _with_legs(world: Whole, table: Table, wanted: Wanted) -> Table:
    if "agent_legs" not in wanted:
        return table
    legs = world.tables["legs"]
    counted = legs.group_by("contact_id").aggregate(n=legs["agent_key"].count())
    return looked_up(table, counted, {"contact_id": table["contact_id"]}, {"agent_legs": "n"})


def _with_moment(world: Whole, table: Table, wanted: Wanted) -> Table:
    """Add local time and opening hours by the moment a contact entered the queue, or else began."""
    if not (CALENDAR | {"in_hours"}) & set(wanted):
        return table
    moment = ibis.coalesce(table["t_queue"], table["t_start"])
    found = table.mutate(moment=moment, schedule=world.time.schedule(table["queue"], table["channel"]))
    if "in_hours" in wanted:
        found = world.time.opened(found, "moment", "schedule", "moment")
    if CALENDAR & set(wanted):
        found = world.time.local(found, "moment", "moment", "month", "weekday")
    return found


def _second_of_day(table: Table) -> Column:
    return table["moment_second"] - table["moment_day"] * 86_400


def _wait(table: Table, _world: Whole) -> Column:
    """Until the answer; without one until the end, unless it was answered or nobody knows whether it was."""
    open_ended = table["outcome"].isnull() | (table["outcome"] == "answered")
    waited = ibis.ifelse(open_ended, ibis.null("int64"), table["t_end"] - table["t_queue"])
    return unless_negative(ibis.ifelse(table["t_answer"].notnull(), table["t_answer"] - table["t_queue"], waited))


def _to_data_end(table: Table, world: Whole) -> Column:
    return span(ibis.greatest(table["t_start"], ibis.coalesce(table["t_end"], table["t_start"])), world.end)


CONTACT: dict[str, Make] = {
    "day": lambda t, _: t["moment_day"],
    "month": lambda t, _: t["moment_month"],
    "hour": lambda t, _: (_second_of_day(t) // 3_600).cast("int64"),
    "half_hour": lambda t, _: (_second_of_day(t) // 1_800).cast("int64"),
    "weekday": lambda t, _: t["moment_weekday"],
    "in_hours": lambda t, _: t["moment_open"],
    "wait_s": _wait,
    "handle_s": lambda t, _: unless_negative(t["talk_s"] + t["hold_s"] + t["acw_s"]),
    "linkable": lambda t, _: t["customer_key"].notnull(),
    "to_data_end_s": _to_data_end,
    "has_case": lambda t, _: t["case_id"].notnull(),
    "overflowed": lambda t, _: known(t["outcome"], t["outcome"] == "overflow"),
}
