"""Local time, working days and business time for whole tables: the small tables of `clock`, joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add, or_
from typing import Any

import ibis

from gensvar.measures.facts.clock import Clock, Rows
from gensvar.measures.facts.portable import Column, Table, day_of, known, looked_up
from gensvar.measures.times import DAY_S

Small = Callable[[Sequence[Mapping[str, Any]], Mapping[str, str]], Table]


@dataclass(frozen=True)
class PortableTime:
    """One organisation's clock as tables to join with; `small` lays plain rows out as a table on the engine."""

    clock: Clock
    small: Small

    @cached_property
    def _offset_rows(self) -> Rows:
        return self.clock.offsets()

    @cached_property
    def _day_rows(self) -> Rows:
        return self.clock.days()

    @cached_property
    def _offsets(self) -> Table:
        return self.small(self._offset_rows, dict.fromkeys(self._offset_rows[0], "int64"))

    @cached_property
    def _days(self) -> Table:
        return self.small(self._day_rows, dict.fromkeys(self._day_rows[0], "int64"))

    @cached_property
    def _opens(self) -> tuple[Table, int]:
        rows, width = self.clock.opens()
        names = [name for number in range(1, width + 1) for name in (f"open_{number}", f"close_{number}")]
        return self.small(rows, dict.fromkeys(("schedule", "utc_day", "before", *names), "int64")), width

    def local(self, table: Table, moment: str, name: str, *takes: str) -> Table:
        """Add local time: `<name>_day`, `<name>_second` (since 1970, by the wall clock) and columns of the days.

        `takes` names columns of `Clock.days`; they come as `<name>_<column>`.
        """
        shift = {f"{name}_{column}": column for column in ("switch_s", "before_s", "after_s")}
        found = looked_up(table, self._offsets, {"utc_day": day_of(table[moment])}, shift)
        ahead = ibis.ifelse(
            found[moment] < found[f"{name}_switch_s"], found[f"{name}_before_s"], found[f"{name}_after_s"]
        )
        local = found.mutate(**{f"{name}_second": found[moment] + ahead}).drop(*shift)
        dated = local.mutate(**{f"{name}_day": day_of(local[f"{name}_second"])})
        if not takes:
            return dated
        return looked_up(
            dated, self._days, {"local_day": dated[f"{name}_day"]}, {f"{name}_{take}": take for take in takes}
        )

    def end(self, second: int | None) -> End | None:
        """Return the local day that the data end; None where it lies outside 1900 to 2199, or nothing is told."""
        offset = next(
            (row for row in self._offset_rows if second is not None and row["utc_day"] == second // DAY_S), None
        )
        if second is None or offset is None:
            return None
        day = (second + offset["before_s" if second < offset["switch_s"] else "after_s"]) // DAY_S
        row = next(row for row in self._day_rows if row["local_day"] == day)
        return End(row["month_index"], row["of_month"], row["in_month"], row["workdays"])

    def schedule(self, queue: Column, channel: Column) -> Column:
        """Return the number of the most specific schedule for a queue and channel."""
        scopes = list(enumerate(self.clock.opening.by_scope))
        ordered = sorted(scopes, key=lambda item: (item[1][0] is None, item[1][1] is None))
        cases = [
            (_matches(queue, scope[0]) & _matches(channel, scope[1]), ibis.literal(number, "int64"))
            for number, scope in ordered
        ]
        return ibis.cases(*cases, else_=ibis.null("int64")) if cases else ibis.null("int64")

    def opened(self, table: Table, moment: str, schedule: str, name: str) -> Table:
        """Add `<name>_open`, whether it is open, and `<name>_opened`, the open seconds up to then.

        Both are null without a schedule.
        """
        opens, width = self._opens
        intervals = [(f"open_{number}", f"close_{number}") for number in range(1, width + 1)]
        take = {f"{name}_{column}": column for column in ("before", *(end for pair in intervals for end in pair))}
        on = {"schedule": table[schedule], "utc_day": day_of(table[moment])}
        found = looked_up(table, opens, on, take)
        at, before = found[moment], found[f"{name}_before"]
        ends = [(found[f"{name}_{first}"], found[f"{name}_{last}"]) for first, last in intervals]
        inside = [(at >= first) & (at < last) for first, last in ends]
        parts = [ibis.least(ibis.greatest(at - first, 0), last - first).cast("int64") for first, last in ends]
        return found.mutate(
            **{
                f"{name}_open": known(before, reduce(or_, inside, ibis.literal(False))),
                f"{name}_opened": reduce(add, parts, before),
            }
        ).drop(*take)


def _matches(column: Column, wanted: str | None) -> Column:
    return ibis.literal(True) if wanted is None else (column == wanted)


@dataclass(frozen=True)
class End:
    """The local day that the data end: its month and its place in the working days."""

    month_index: int
    of_month: int
    in_month: int
    workdays: int

    def months_since(self, table: Table, name: str, *, begun: bool = False) -> Column:
        """Return whole months from the local day `name` on; with `begun` a month that has begun is whole.

        The same day number a month later makes a whole month, or the last day of a month that has no such day.
        `table` has `<name>_month_index` and `<name>_of_month`.
        """
        whole = ibis.literal(self.month_index, "int64") - table[f"{name}_month_index"]
        due = ibis.least(table[f"{name}_of_month"], self.in_month)
        if begun:
            return ibis.ifelse(due < self.of_month, whole + 1, whole)
        return ibis.ifelse(due > self.of_month, whole - 1, whole)
