"""Easter Sunday in the Gregorian calendar, on which a third of the movable holidays hang."""

from __future__ import annotations

from datetime import date
from functools import cache


@cache
def easter(year: int) -> date:
    """Return Easter Sunday. Source: the anonymous Gregorian computus (Nature, 20 April 1876)."""
    golden, century = year % 19, year // 100
    leap_centuries, correction = century // 4, (century + 8) // 25
    epact = (19 * golden + century - leap_centuries - (century - correction + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
