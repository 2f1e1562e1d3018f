"""Local time and business time for one row at a time, from the calendar itself: no tables, no joins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from gensvar.calendar import Calendar, add_months
from gensvar.measures.facts.clock import FIRST, LAST
from gensvar.measures.facts.opening import Opening, ScheduleRow
from gensvar.measures.times import DAY_S, day_number, day_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlainTime:
    """One organisation's time, over the UTC days `first` to `last`; moments outside 1900 to 2199 have none."""

    zone: str
    schedules: tuple[ScheduleRow, ...]
    first: int
    last: int

    @cached_property
    def _opening(self) -> Opening:
        first, last = (min(max(day, FIRST), LAST) for day in (self.first, self.last))
        return Opening.of(self.schedules, self.zone, day_of(first - 2), day_of(last + 2))

    def local(self, second: int | None) -> datetime | None:
        """Return the local time."""
        if second is None or not FIRST <= second // DAY_S <= LAST:
            return None
        return datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(self.zone))

    def day(self, second: int | None) -> int | None:
        """Return the local day."""
        local = self.local(second)
        return None if local is None else day_number(local.date())

    def schedule(self, queue: str | None, channel: str | None) -> int | None:
        """Return the number of the schedule for a queue and channel."""
        return self._opening.schedule_for(queue, channel)

    def is_open(self, schedule: int | None, second: int | None) -> bool | None:
        """Return whether it is open; None without a schedule."""
        if schedule is None or self.local(second) is None or second is None:
            return None
        return self._opening.is_open(schedule, second)

    def open_seconds(self, schedule: int | None, start: int | None, end: int | None) -> int | None:
        """Return the open seconds between two moments; None without a schedule, or when the end is before the start."""
        if schedule is None or start is None or end is None or end < start:
            return None
        if self.local(start) is None or self.local(end) is None:
            return None
        return self._opening.open_seconds(schedule, end) - self._opening.open_seconds(schedule, start)

    def working_days(self, start: int | None, end: int | None) -> int | None:
        """Return the working days after the day of `start` up to and including that of `end`."""
        first, last = self.local(start), self.local(end)
        if start is None or end is None or first is None or last is None or end < start:
            return None
        return _working_days(first.date(), last.date())

    def next_working_day_end(self, second: int | None) -> int | None:
        """Return the midnight that ends the working day after the local day."""
        local = self.local(second)
        if local is None:
            return None
        following = Calendar.swedish().add_working_days(local.date(), 1) + ONE_DAY
        return int(datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(self.zone)).timestamp())

    def months(self, start: int | None, end: int | None, *, begun: bool = False) -> int | None:
        """Return the whole months from one local day to another; with `begun` a month that has begun is whole."""
        first, last = self.local(start), self.local(end)
        if start is None or end is None or first is None or last is None or end < start:
            return None
        low, high = first.date(), last.date()
        months = 0
        while add_months(low, months + 1) <= high:
            months += 1
        return months + (begun and add_months(low, months) < high)


@cache
def _working_days(first: date, last: date) -> int:
    return Calendar.swedish().working_days_between(first, last)
