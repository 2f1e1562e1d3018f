"""The few words that the facts are written with in Ibis, each the same on every engine.

Moments are whole seconds since 1970, never timestamps, once they leave `seconds`. Nothing here or in the
`portable_*` files takes differences of timestamps, intervals, ordered collections, quantiles or hashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import ibis
import ibis.expr.types as ir

from gensvar.measures.times import DAY_S

Table: TypeAlias = ir.Table
Column: TypeAlias = ir.Value


def seconds(moment: Column) -> Column:
    """Return whole seconds since 1970, fractions dropped downwards."""
    return moment.truncate("s").epoch_seconds().cast("int64")


def days(day: Column) -> Column:
    """Return whole days since 1970 of a date."""
    return day_of(day.cast("timestamp").epoch_seconds().cast("int64"))


def day_of(second: Column) -> Column:
    """Return the day a second lies in, counted from 1970; the same for local seconds and local days."""
    return (second // DAY_S).cast("int64")


def known(column: Column, value: Column) -> Column:
    """Return True or False where `column` is known, else unknown."""
    return ibis.ifelse(column.isnull(), ibis.null("boolean"), value)


def whole(value: int | None) -> Column:
    """Return a whole number, or unknown."""
    return ibis.null("int64") if value is None else ibis.literal(value, "int64")


def span(start: Column, end: Column) -> Column:
    """Return the seconds from start to end, unknown where it would be negative."""
    return unless_negative(end - start)


def spanning(start: Column, end: Column, value: Column) -> Column:
    """Return the value, unknown where the end comes before the start or either is unknown."""
    return ibis.ifelse(end >= start, value, ibis.null("int64"))


def counted(condition: Column) -> Column:
    """Return how many rows of a group the condition holds in; a sum would come out in a wider type."""
    return ibis.ifelse(condition, 1, ibis.null("int8")).count()


def unless_negative(number: Column) -> Column:
    """Return the number, unknown where it is negative."""
    return ibis.ifelse(number < 0, ibis.null("int64"), number)


def looked_up(table: Table, found: Table, on: Mapping[str, Column], take: Mapping[str, str]) -> Table:
    """Return `table` with columns of `found`, null where no row of it has the values `on`.

    `on` maps columns of `found` to expressions over `table`, `take` new names to columns of `found`, which must
    have at most one row for any values.
    """
    apart = found.select(**{f"found_{name}": found[name] for name in {*on, *take.values()}})
    joined = table.left_join(apart, [value == apart[f"found_{name}"] for name, value in on.items()])
    return joined.select(*table.columns, **{new: joined[f"found_{old}"] for new, old in take.items()})
