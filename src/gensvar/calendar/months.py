"""Month arithmetic as statutes reckon it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` later (or earlier), or the last day of that month if it has none.

    31 January plus one month is 28 or 29 February. Source: docs/calendar.md.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
