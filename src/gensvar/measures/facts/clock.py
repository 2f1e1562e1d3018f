"""Local time, working days and opening hours as small tables that any engine can join with.

`offsets` has a row per UTC day: how many seconds local time is ahead before and from `switch_s` on.
`days` has a row per local day: its month, how many working days there were up to and including it, and
when the working day after it ends. `opens` has a row per schedule and UTC day: the open seconds before
that day and up to some intervals `open_1 … close_k`, so that the business seconds between two times are
F(end) − F(start) with F(t) = before + Σ clip(t − open_i, 0, close_i − open_i). All in UTC epoch seconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from gensvar.calendar import Calendar
from gensvar.measures.facts.opening import Opening, ScheduleRow
from gensvar.measures.times import DAY_S, day_number, day_of

FIRST, LAST = day_number(date(1900, 1, 1)), day_number(date(2199, 12, 31))
Rows = list[dict[str, int]]


@dataclass(frozen=True)
class Clock:
    """Time as one organisation reckons it, over the seconds `first_s` to `last_s` with some days to spare."""

    zone: str
    first_s: int
    last_s: int
    schedules: tuple[ScheduleRow, ...] = ()

    @cached_property
    def calendar(self) -> Calendar:
        """The approved calendar that says which days are working days."""
        return Calendar.swedish()

    @cached_property
    def span(self) -> tuple[int, int]:
        """First and last UTC day number of the tables."""
        return _within(self.first_s // DAY_S - 1), _within(self.last_s // DAY_S + 1)

    @cached_property
    def opening(self) -> Opening:
        """The opening hours, schedule by schedule."""
        first, last = self.span
        return Opening.of(self.schedules, self.zone, day_of(first - 1), day_of(last + 1))

    def offsets(self) -> Rows:
        """Return `utc_day, switch_s, before_s, after_s`."""
        zone, (first, last) = ZoneInfo(self.zone), self.span
        ahead = [_ahead(zone, day * DAY_S) for day in range(first, last + 2)]
        return [
            {
                "utc_day": first + n,
                "switch_s": _switch(zone, first + n) if before != after else (first + n + 1) * DAY_S,
                "before_s": before,
                "after_s": after,
            }
            for n, (before, after) in enumerate(pairwise(ahead))
        ]

    def days(self) -> Rows:
        """Return `local_day, weekday, month, month_index, of_month, in_month, workdays, next_work_end_s`."""
        first, last = self.span[0] - 1, self.span[1] + 1
        working = [self.calendar.is_working_day(day_of(day)) for day in range(first, last + 31)]
        ends = self._next_ends(first, working)
        rows, count = [], 0
        for day in range(first, last + 1):
            count += working[day - first]
            rows.append({"local_day": day, **month_facts(day), "workdays": count, "next_work_end_s": ends[day - first]})
        return rows

    def _next_ends(self, first: int, working: Sequence[bool]) -> list[int]:
        zone = ZoneInfo(self.zone)
        ends, following = [0] * len(working), 0
        for n in reversed(range(len(working))):
            ends[n] = following
            if working[n]:
                following = _local_midnight(zone, day_of(first + n + 1))
        return ends

    def opens(self) -> tuple[Rows, int]:
        """Return `schedule, utc_day, before, open_1, close_1, …` and how many intervals there are."""
        return self.opening.by_utc_day(*self.span)


def _within(day: int) -> int:
    return min(max(day, FIRST), LAST)


def month_facts(day: int) -> dict[str, int]:
    """Return the weekday of a day number, its month as YYYYMM and counted from year 0, and where in it the day lies."""
    date_ = day_of(day)
    following = (date_.replace(day=28) + timedelta(days=4)).replace(day=1)
    return {
        "weekday": date_.isoweekday(),
        "month": date_.year * 100 + date_.month,
        "month_index": date_.year * 12 + date_.month - 1,
        "of_month": date_.day,
        "in_month": (following - timedelta(days=1)).day,
    }


def _ahead(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset() or timedelta()
    return int(offset.total_seconds())


def _switch(zone: ZoneInfo, utc_day: int) -> int:
    """Return the first second of the day at which the offset is no longer what it was at its beginning."""
    start, before = utc_day * DAY_S, _ahead(zone, utc_day * DAY_S)
    return start + bisect_left(range(DAY_S), True, key=lambda second: _ahead(zone, start + second) != before)


def _local_midnight(zone: ZoneInfo, day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
