"""When the organisation is open: half-hour slots to draw arrivals from, and business time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from gensvar.calendar import Calendar
from gensvar.synthetic.organisation import OFFICE_HOURS, QUEUES, ZONE, Organisation
from gensvar.synthetic.randomness import Bools, Floats, Ints

HALF_HOUR = 1800
DAY = 86_400
# What begins in the period may end after it; business time is known this far beyond.
BEYOND = timedelta(days=400)

HOURS = dict[int, tuple[int, int]]
# Arrivals per half-hour from 00:00, relative: two tops, mid-morning and mid-afternoon.
PHONE_PROFILE = np.array(
    [0.2] * 14 + [0.5, 0.6, 1.2, 1.6, 2.0, 2.1, 2.0, 1.8, 1.5, 1.1, 1.1, 1.3, 1.5, 1.6, 1.7, 1.6, 1.3, 1.0, 0.7, 0.6]
    + [0.5] * 6 + [0.2] * 8
)  # fmt: skip
WRITTEN_PROFILE = np.array([0.05] * 12 + [0.4] * 4 + [1.1] * 10 + [1.0] * 8 + [0.9] * 10 + [0.5] * 4)
WEEKDAY_FACTOR = np.array([1.25, 1.05, 1.0, 0.95, 0.85, 0.45, 0.40])


@dataclass(frozen=True)
class Period:
    """Whole local days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day of the period."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def start(self) -> int:
        """The first second, UTC since 1970."""
        return local_second(self.first, 0)

    @property
    def end(self) -> int:
        """The first second after the period, UTC since 1970."""
        return local_second(self.last + timedelta(days=1), 0)


def local_second(day: date, second_of_day: int) -> int:
    """Return the UTC second of a local time of day."""
    local = datetime.combine(day, time(0), ZoneInfo(ZONE)) + timedelta(seconds=second_of_day)
    return int(local.timestamp())


def open_intervals(hours: HOURS, first: date, last: date) -> list[tuple[int, int]]:
    """Return (opens, closes) in UTC seconds of every working day; closed on holidays and the eves kept as such."""
    calendar = Calendar.swedish()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        (local_second(day, hours[day.isoweekday()][0] * 3600), local_second(day, hours[day.isoweekday()][1] * 3600))
        for day in days
        if day.isoweekday() in hours and calendar.is_working_day(day)
    ]


class OpenTime:
    """Open intervals of one schedule in the period and well beyond it, and the time counted inside them."""

    def __init__(self, hours: HOURS, period: Period) -> None:
        intervals = open_intervals(hours, period.first, period.last + BEYOND)
        self.opens = np.array([opens for opens, _ in intervals], dtype=np.int64)
        self.closes = np.array([closes for _, closes in intervals], dtype=np.int64)
        self._before = np.concatenate([[0], np.cumsum(self.closes - self.opens)[:-1]]).astype(np.int64)

    def elapsed(self, times: Ints) -> Ints:
        """Return the open seconds from the beginning of the period up to each time."""
        place = np.clip(np.searchsorted(self.opens, times, side="right") - 1, 0, None)
        inside = np.clip(times - self.opens[place], 0, self.closes[place] - self.opens[place])
        total: Ints = self._before[place] + inside
        return total

    def after(self, times: Ints, open_seconds: Ints) -> Ints:
        """Return when `open_seconds` of open time have passed since each time."""
        wanted = self.elapsed(times) + open_seconds
        place = np.clip(np.searchsorted(self._before, wanted, side="right") - 1, 0, None)
        return np.maximum(self.opens[place] + wanted - self._before[place], times)

    def is_open(self, times: Ints) -> Bools:
        """Tell for each time whether it lies in an open interval (the closing second does not)."""
        place = np.searchsorted(self.opens, times, side="right") - 1
        return (place >= 0) & (times < self.closes[np.clip(place, 0, None)])

    def next_open(self, times: Ints) -> tuple[Ints, Ints]:
        """Return the interval each time lies in, or the next one, as (from that time on, close)."""
        place = np.searchsorted(self.closes, times, side="right")
        place = np.clip(place, 0, len(self.opens) - 1)
        return np.maximum(self.opens[place], times), self.closes[place]


@dataclass(frozen=True)
class Slots:
    """Half-hours that something can arrive in: UTC start, and the relative number of arrivals to expect."""

    start: Ints
    weight: Floats


class OpeningHours:
    """All schedules of the organisation over one period."""

    def __init__(self, period: Period, what: Organisation, generator: np.random.Generator) -> None:
        self.period = period
        self.queues = {queue.name: OpenTime(queue.hours, period) for queue in QUEUES}
        self.office = OpenTime(OFFICE_HOURS, period)
        self._what = what
        working = np.flatnonzero(self.open_days)
        self.storms = generator.choice(working, min(what.storms, len(working)), replace=False)

    @cached_property
    def open_days(self) -> Bools:
        """Which days of the period are working days."""
        opened = set(self.day_of(self.office.opens[self.office.opens < self.period.end]).tolist())
        return np.array([n in opened for n in range(len(self.period.days))])

    @cached_property
    def midnights(self) -> Ints:
        """The local midnight of every day of the period."""
        return np.array([local_second(day, 0) for day in self.period.days], dtype=np.int64)

    @cached_property
    def noon_offsets(self) -> Ints:
        """Local minus UTC seconds at noon of every day; right for every hour that anything happens in."""
        noons = [datetime.combine(day, time(12), ZoneInfo(ZONE)) for day in self.period.days]
        return np.array([(noon.utcoffset() or timedelta()).total_seconds() for noon in noons], dtype=np.int64)

    @cached_property
    def weekdays(self) -> Ints:
        """The weekday of every day, 0 Monday."""
        return np.array([day.weekday() for day in self.period.days], dtype=np.int64)

    @cached_property
    def day_starts(self) -> Ints:
        """Twelve hours before every local noon: what half-hours of the day are counted from."""
        return np.array([local_second(day, 43_200) for day in self.period.days], dtype=np.int64) - 43_200

    def day_of(self, times: Ints) -> Ints:
        """Return the position in the period of the local day of each time."""
        return np.clip(np.searchsorted(self.midnights, times, side="right") - 1, 0, len(self.midnights) - 1)

    def half_hour_of(self, times: Ints) -> Ints:
        """Return the local half-hour of the day, 0 to 47."""
        day = self.day_of(times)
        wall = (times + self.noon_offsets[day]) % DAY
        return (wall // HALF_HOUR).astype(np.int64)

    @cached_property
    def volume(self) -> Floats:
        """The relative volume of each day: weekday, growth, start of month, day after a closed weekday."""
        days, is_open = self.period.days, self.open_days
        factor = WEEKDAY_FACTOR[[day.weekday() for day in days]] * np.linspace(1, 1 + self._what.growth, len(days))
        factor[[day.day <= 4 for day in days]] *= self._what.month_start
        for n in range(1, len(days)):
            if is_open[n] and not is_open[n - 1] and days[n].weekday() > 0:
                factor[n] *= self._what.after_closed
        factor[self.storms] *= self._what.storm_volume
        return factor

    def open_slots(self, queue: str) -> Slots:
        """Return the open half-hours of a queue in the period, weighted by time of day and day."""
        opened = self.queues[queue]
        inside = opened.opens < self.period.end
        pairs = zip(opened.opens[inside], opened.closes[inside], strict=True)
        start = np.concatenate([np.arange(opens, closes, HALF_HOUR) for opens, closes in pairs])
        return Slots(start, PHONE_PROFILE[self.half_hour_of(start)] * self.volume[self.day_of(start)])

    def written_slots(self) -> Slots:
        """Return half-hours from 05:00 to 23:30 of every day, weighted for letters rather than calls."""
        start = self._every_half_hour(10, 47)
        return Slots(start, WRITTEN_PROFILE[self.half_hour_of(start)] * self.volume[self.day_of(start)])

    def closed_slots(self, queue: str) -> Slots:
        """Return half-hours from 06:00 to 21:30 in which a queue is closed."""
        start = self._every_half_hour(12, 43)
        start = start[~self.queues[queue].is_open(start)]
        return Slots(start, np.ones(len(start)))

    def _every_half_hour(self, first: int, last: int) -> Ints:
        return (self.day_starts[:, None] + np.arange(first, last + 1) * HALF_HOUR).ravel()
