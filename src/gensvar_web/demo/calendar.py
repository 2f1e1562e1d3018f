"""Which days the demo is about: whole months up to the last one that has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gensvar.synthetic.opening import Period


@dataclass(frozen=True)
class Days:
    """The half-year that last year's assessment was about, the year of this one, and the day of the earlier one."""

    earlier: Period
    later: Period
    assessed: date

    @property
    def whole(self) -> Period:
        """All the data."""
        return Period(self.earlier.first, self.later.last)


def days_of(today: date) -> Days:
    """Return the days of a demo that is made today."""
    turn = _months_before(today, 12)
    earlier = Period(_months_before(today, 18), turn - timedelta(days=1))
    later = Period(turn, _months_before(today, 0) - timedelta(days=1))
    return Days(earlier, later, turn + timedelta(days=11))


def _months_before(day: date, months: int) -> date:
    """Return the first of the month that lies `months` before the month of a day."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
