"""Opening hours: which schedule a contact goes by, and its open intervals in UTC seconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from gensvar.calendar import Calendar
from gensvar.measures.times import DAY_S

Intervals = tuple[tuple[int, int], ...]
# Queue and channel that a schedule is for; None means any.
Scope = tuple[str | None, str | None]


@dataclass(frozen=True)
class ScheduleRow:
    """One row of the canonical table `schedules`. `opens` and `closes` are local, HH:MM; 24:00 is midnight."""

    queue: str | None
    channel: str | None
    weekday: int
    opens: str
    closes: str
    valid_from: date | None = None
    valid_to: date | None = None
    open_on_holidays: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ScheduleRow:
        """Return the row that a canonical row is; columns it lacks are empty, days may be ISO text."""
        return cls(
            queue=row.get("queue"),
            channel=row.get("channel"),
            weekday=row["weekday"],
            opens=row["opens"],
            closes=row["closes"],
            valid_from=_date(row.get("valid_from")),
            valid_to=_date(row.get("valid_to")),
            open_on_holidays=bool(row.get("open_on_holidays")),
        )

    def holds(self, day: date, holiday: bool) -> bool:
        """Return whether the row opens on a day."""
        return (
            day.isoweekday() == self.weekday
            and (self.valid_from is None or day >= self.valid_from)
            and (self.valid_to is None or day <= self.valid_to)
            and (self.open_on_holidays or not holiday)
        )


@dataclass(frozen=True)
class Opening:
    """The open intervals of every schedule, sorted and without overlaps, by scope."""

    by_scope: Mapping[Scope, Intervals]

    @classmethod
    def of(cls, rows: Iterable[ScheduleRow], zone: str, first: date, last: date) -> Opening:
        """Return the opening hours from the local day `first` to `last`."""
        rows = tuple(rows)
        if not rows:
            return cls({})
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        holidays = _holidays(days)
        scopes: dict[Scope, list[ScheduleRow]] = {}
        for row in rows:
            scopes.setdefault((row.queue, row.channel), []).append(row)
        found = {scope: _intervals(members, ZoneInfo(zone), days, holidays) for scope, members in scopes.items()}
        return cls(dict(sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1] or ""))))

    @cached_property
    def _scopes(self) -> list[Scope]:
        return list(self.by_scope)

    def schedule_for(self, queue: str | None, channel: str | None) -> int | None:
        """Return the number of the most specific schedule for a queue and channel; None if there is none."""
        for scope in ((queue, channel), (queue, None), (None, channel), (None, None)):
            if scope in self.by_scope:
                return self._scopes.index(scope)
        return None

    def open_seconds(self, schedule: int, second: int) -> int:
        """Return F(t): the open seconds of a schedule from the beginning of time up to `second`."""
        intervals = self.by_scope[self._scopes[schedule]]
        before, starts = self._sums[schedule]
        at = bisect_right(starts, second) - 1
        if at < 0:
            return 0
        opened, closed = intervals[at]
        return before[at] + min(second, closed) - opened

    def is_open(self, schedule: int, second: int) -> bool:
        """Return whether a schedule is open at a second; it is closed at the second it closes."""
        intervals = self.by_scope[self._scopes[schedule]]
        at = bisect_right(self._sums[schedule][1], second) - 1
        return at >= 0 and second < intervals[at][1]

    def add(self, schedule: int, second: int, seconds: int) -> int | None:
        """Return the first moment by which `seconds` open seconds have passed since `second`; None if they never do."""
        before, starts = self._sums[schedule]
        wanted = self.open_seconds(schedule, second) + seconds
        if not seconds:
            return second
        at = bisect_left(before, wanted) - 1
        return starts[at] + wanted - before[at] if wanted <= before[-1] else None

    @cached_property
    def _sums(self) -> list[tuple[list[int], list[int]]]:
        found = []
        for intervals in self.by_scope.values():
            lengths = [closed - opened for opened, closed in intervals]
            found.append(([0, *accumulate(lengths)], [opened for opened, _ in intervals]))
        return found

    def by_utc_day(self, first: int, last: int) -> tuple[list[dict[str, int]], int]:
        """Return a row per schedule and UTC day, and the greatest number of intervals in one day."""
        cut = [_by_day(intervals) for intervals in self.by_scope.values()]
        width = max((len(parts) for days in cut for parts in days.values()), default=0)
        rows = []
        for schedule, days in enumerate(cut):
            before = self.open_seconds(schedule, first * DAY_S) if days else 0
            for day in range(first, last + 1):
                parts = days.get(day, [])
                padded = [*parts, *[((day + 1) * DAY_S,) * 2] * (width - len(parts))]
                row = {"schedule": schedule, "utc_day": day, "before": before}
                for number, (opened, closed) in enumerate(padded, 1):
                    row |= {f"open_{number}": opened, f"close_{number}": closed}
                rows.append(row)
                before += sum(closed - opened for opened, closed in parts)
        return rows, width


def _by_day(intervals: Intervals) -> dict[int, list[tuple[int, int]]]:
    """Cut intervals at every UTC midnight."""
    days: dict[int, list[tuple[int, int]]] = {}
    for opened, closed in intervals:
        for day in range(opened // DAY_S, -(-closed // DAY_S)):
            part = max(opened, day * DAY_S), min(closed, (day + 1) * DAY_S)
            days.setdefault(day, []).append(part)
    return days


def _holidays(days: Sequence[date]) -> frozenset[date]:
    calendar = Calendar.swedish()
    return frozenset(day for day in days if calendar.is_holiday(day))


def _intervals(
    rows: Sequence[ScheduleRow], zone: ZoneInfo, days: Sequence[date], holidays: frozenset[date]
) -> Intervals:
    found = sorted(
        (_second(zone, day, row.opens), _second(zone, day, row.closes))
        for day in days
        for row in rows
        if row.holds(day, day in holidays)
    )
    merged: list[tuple[int, int]] = []
    for opened, closed in found:
        if merged and opened <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closed, merged[-1][1]))
        elif opened < closed:
            merged.append((opened, closed))
    return tuple(merged)


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _second(zone: ZoneInfo, day: date, clock: str) -> int:
    hours, minutes = (int(part) for part in clock.split(":")[:2])
    wall = datetime.combine(day + timedelta(days=hours // 24), time(hours % 24, minutes), zone)
    return int(wall.timestamp())
