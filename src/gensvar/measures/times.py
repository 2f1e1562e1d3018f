"""Days and months as whole numbers: days since 1970, months as YYYYMM."""

from __future__ import annotations

from datetime import date

EPOCH = date(1970, 1, 1).toordinal()
DAY_S = 86_400


def day_number(day: date) -> int:
    """Return whole days since 1970."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + EPOCH)


def month_of(number: int) -> int:
    """Return YYYYMM of a day number."""
    day = day_of(number)
    return day.year * 100 + day.month


def written_day(number: int) -> str:
    """Return a day number as an ISO date."""
    return day_of(number).isoformat()


def written_month(month: int) -> str:
    """Return YYYYMM as `YYYY-MM`."""
    return f"{month // 100:04d}-{month % 100:02d}"


def last_day_of(month: int) -> int:
    """Return the day number of the last day of YYYYMM."""
    year, number = divmod(month, 100)
    following = date(year + number // 12, number % 12 + 1, 1)
    return day_number(following) - 1


def months_between(start: int, end: int) -> list[tuple[int, int]]:
    """Return (YYYYMM, its last day) of every month from one day number to another."""
    months, at = [], start
    while at <= end:
        month = month_of(at)
        months.append((month, last_day_of(month)))
        at = last_day_of(month) + 1
    return months


def whole_months(start: int, end: int) -> tuple[int, int]:
    """Return the first day of the month that one day number is in and the last of that which another is in."""
    return day_number(day_of(start).replace(day=1)), last_day_of(month_of(end))
