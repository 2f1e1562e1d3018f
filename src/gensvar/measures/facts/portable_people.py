"""The derived facts of surveys, training, promises and volumes as Ibis, named as in `declared.py`."""

from __future__ import annotations

import ibis

from gensvar.measures.facts.plain_tables import BIGGEST_SCORE
from gensvar.measures.facts.portable import Column, Table, span
from gensvar.measures.facts.portable_world import Make, Wanted, Whole

MONTHS = ("month", "month_index", "of_month", "in_month")


def surveys(world: Whole, wanted: Wanted) -> Table:
    """Return the surveys with the derived facts that are wanted."""
    found = world.time.local(world.tables["surveys"], "asked_at", "asked", "month")
    if "since_answer_months" in wanted:
        found = world.time.local(found, "answered_at", "answer", *MONTHS[1:])
    return found.mutate(**{name: make(found, world) for name, make in SURVEY.items() if name in wanted})


def _hundredths(score: Column) -> Column:
    """Round to hundredths, halves upwards; what is no number, or absurdly large, is unknown."""
    nothing = ibis.null("float64")
    number = ibis.ifelse(score.isnan(), nothing, score)  # asked for itself: statistics of Parquet leave it out
    sane = ibis.ifelse((number < BIGGEST_SCORE) & (number > -BIGGEST_SCORE), number, nothing)
    return (sane * 100 + 0.5).floor().cast("int64")


def _months(table: Table, world: Whole, name: str, moment: Column, *, begun: bool = False) -> Column:
    end = world.time.end(world.end_s)
    if end is None:
        return ibis.null("int64")
    return ibis.ifelse(moment <= world.end, end.months_since(table, name, begun=begun), ibis.null("int64"))


SURVEY: dict[str, Make] = {
    "day": lambda t, _: t["asked_day"],
    "month": lambda t, _: t["asked_month"],
    "answered": lambda t, _: t["answered_at"].notnull(),
    "score_100": lambda t, _: _hundredths(t["score"]),
    "to_data_end_s": lambda t, w: span(t["asked_at"], w.end),
    "since_answer_s": lambda t, w: span(t["answered_at"], w.end),
    "since_answer_months": lambda t, w: _months(t, w, "answer", t["answered_at"]),
}


def training(world: Whole, wanted: Wanted) -> Table:
    """Return the training records with the derived facts that are wanted, those about an agent on each row."""
    found = world.time.local(_learnt(world.tables["training"], world), "completed", "completed", "month")
    for name in ("last_course", "last_refresher"):
        if f"{name}_months" in wanted:
            found = world.time.local(found, name, name, *MONTHS[1:])
    return found.mutate(**{name: make(found, world) for name, make in TRAINING.items() if name in wanted})


def _learnt(table: Table, world: Whole) -> Table:
    """Add what each agent had learnt by the data end. A course without a kind counts as an introduction."""
    kind, completed, nothing = table["kind"], table["completed"], ibis.null("int64")
    contact = table["first_contact"]
    taken = ibis.ifelse(completed <= world.end, completed, nothing)
    introduction = kind.isnull() | (kind == "initial")
    own = ibis.window(group_by="agent_key")
    texts = [ibis.coalesce(table[name], "") for name in ("course", "kind", "team")]
    known_first = [completed.isnull(), ibis.coalesce(completed, 0), table["seq"]]
    order = [*known_first, contact.isnull(), ibis.coalesce(contact, 0), *texts]
    return table.mutate(
        row_of_agent=ibis.row_number().over(ibis.window(group_by="agent_key", order_by=order)),
        introduced=ibis.ifelse(introduction, completed, nothing).min().over(own),
        introduced_by_end=ibis.ifelse(introduction, taken, nothing).min().over(own),
        began=contact.min().over(own),
        last_course=taken.max().over(own),
        last_refresher=ibis.ifelse((kind == "refresher"), taken, nothing).max().over(own),
    )


TRAINING: dict[str, Make] = {
    "day": lambda t, _: t["completed_day"],
    "month": lambda t, _: t["completed_month"],
    "agent_first": lambda t, _: t["row_of_agent"] == 0,
    "trained": lambda t, _: t["introduced_by_end"].notnull(),
    "trained_before_s": lambda t, _: t["began"] - t["introduced"],
    "since_last_course_s": lambda t, w: span(t["last_course"], w.end),
    "since_last_refresher_s": lambda t, w: span(t["last_refresher"], w.end),
    "last_course_months": lambda t, w: _months(t, w, "last_course", t["last_course"], begun=True),
    "last_refresher_months": lambda t, w: _months(t, w, "last_refresher", t["last_refresher"], begun=True),
    "unit": lambda t, _: t["team"],
}


def promises(world: Whole, wanted: Wanted) -> Table:
    """Return the promises and call-backs with the derived facts that are wanted."""
    found = world.time.local(world.tables["promises"], "requested_at", "requested", "month", "next_work_end_s")
    return found.mutate(**{name: make(found, world) for name, make in PROMISE.items() if name in wanted})


PROMISE: dict[str, Make] = {
    "day": lambda t, _: t["requested_day"],
    "month": lambda t, _: t["requested_month"],
    "done_s": lambda t, _: span(t["requested_at"], t["done_at"]),
    "due_at_s": lambda t, _: span(t["requested_at"], t["promised_at"]),
    "late_s": lambda t, _: t["done_at"] - t["promised_at"],
    "next_workday_end_s": lambda t, _: span(t["requested_at"], t["requested_next_work_end_s"]),
    "to_data_end_s": lambda t, w: span(t["requested_at"], w.end),
    "unit": lambda t, _: t["owning_unit"],
}


def volumes(world: Whole, wanted: Wanted) -> Table:
    """Return the volumes, whose `month` is a date in the store."""
    table = world.tables["volumes"]
    first = table["month"]
    parts = {"day": first, "month": table["month_number"]}
    return table.mutate(**{name: parts[name] for name in parts if name in wanted})
