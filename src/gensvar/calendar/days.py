"""Holidays and working days, from the approved calendar that ships as data (`holidays_se.json`).

A working day is Monday to Friday that is neither a public holiday nor, unless `eves` is false, one of the
three eves that Swedish working life treats as one (Midsummer, Christmas, New Year's).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gensvar.calendar.easter import easter
from gensvar.text import Text

DATA = Path(__file__).with_name("holidays_se.json")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holiday:
    """One holiday of one year; `eve` where only custom, not the statute, makes it a day off."""

    day: date
    title: Text
    eve: bool


@dataclass(frozen=True)
class Calendar:
    """The approved calendar of a country, versioned; `eves` tells whether eves count as days off."""

    version: str
    rules: tuple[tuple[tuple[str, Any], ...], ...]
    eves: bool = True

    @classmethod
    @cache
    def swedish(cls, eves: bool = True) -> Calendar:
        """Return the Swedish calendar."""
        content = json.loads(DATA.read_text(encoding="utf-8"))
        return cls(content["version"], tuple(tuple(rule.items()) for rule in content["days"]), eves)

    def holidays(self, year: int) -> dict[date, Holiday]:
        """Return every holiday and eve of a year by its date."""
        return _holidays(self.rules, year)

    def is_holiday(self, day: date) -> bool:
        """Return whether the day is off: a public holiday or, with `eves`, one of the eves. Sundays alone are not."""
        found = self.holidays(day.year).get(day)
        return found is not None and (self.eves or not found.eve)

    def is_working_day(self, day: date) -> bool:
        """Return whether people are at work: Monday to Friday and not a holiday."""
        return day.isoweekday() <= 5 and not self.is_holiday(day)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day that is number `count` after `day`; day 1 is the first working day after it."""
        if count < 0:
            raise ValueError("count must not be negative")
        while count:
            day += ONE_DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, day: date, end: date) -> int:
        """Return how many working days lie after `day` up to and including `end`; negative if `end` is before."""
        low, high = min(day, end), max(day, end)
        number = sum(self.is_working_day(low + ONE_DAY * n) for n in range(1, (high - low).days + 1))
        return number if end >= day else -number

    def roll_forward(self, day: date) -> date:
        """Return the first working day from `day` on: where a statutory deadline on a day off ends."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day


@cache
def _holidays(rules: tuple[tuple[tuple[str, Any], ...], ...], year: int) -> dict[date, Holiday]:
    found: dict[date, Holiday] = {}
    for rule in map(dict, rules):
        if rule.get("since", year) <= year <= rule.get("until", year):
            day = _day_of(rule, year)
            found.setdefault(day, Holiday(day, Text(sv=rule["sv"], en=rule["en"]), rule["kind"] == "eve"))
    return found


def _day_of(rule: dict[str, Any], year: int) -> date:
    if "easter" in rule:
        return easter(year) + timedelta(days=rule["easter"])
    month, number = (int(part) for part in rule.get("fixed", rule.get("first", "")).split("-"))
    day = date(year, month, number)
    return day + timedelta(days=(rule["weekday"] - day.isoweekday()) % 7) if "weekday" in rule else day
