from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.calendar import Calendar

SWEDISH = Calendar.swedish()
EVES = {"Midsummer Eve", "Christmas Eve", "New Year's Eve"}
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("year", range(1990, 2100))
def test_public_holidays_are_those_of_the_holidays_library(year):
    expected = set(holidays.Sweden(years=year, include_sundays=False))
    assert {day for day, holiday in SWEDISH.holidays(year).items() if not holiday.eve} == expected


@pytest.mark.parametrize("year", range(1990, 2100))
def test_the_three_eves_are_those_of_the_holidays_library(year):
    listed = holidays.Sweden(years=year, include_sundays=False, categories=("de_facto", "optional", "bank"))
    expected = {day for day, name in listed.items() if set(name.split("; ")) & EVES}
    assert {day for day, holiday in SWEDISH.holidays(year).items() if holiday.eve} == expected


def test_the_statute_book_has_thirteen_days():
    assert sum(not holiday.eve for holiday in SWEDISH.holidays(2026).values()) == 13


def test_eves_are_working_days_only_where_the_rule_says_so():
    christmas_eve = date(2026, 12, 24)
    assert not SWEDISH.is_working_day(christmas_eve)
    assert Calendar.swedish(eves=False).is_working_day(christmas_eve)


def test_a_deadline_of_five_working_days_passes_over_easter():
    # Good Friday 3 April and Easter Monday 6 April 2026 do not count, nor does the weekend.
    assert SWEDISH.add_working_days(date(2026, 4, 1), 5) == date(2026, 4, 10)


def test_a_deadline_on_midsummer_eve_rolls_to_monday():
    assert SWEDISH.roll_forward(date(2026, 6, 19)) == date(2026, 6, 22)


@given(DAYS, st.integers(0, 40))
def test_adding_and_counting_working_days_are_each_others_inverse(day, count):
    end = SWEDISH.add_working_days(day, count)
    assert SWEDISH.working_days_between(day, end) == count
    assert count == 0 or SWEDISH.is_working_day(end)


@given(DAYS, DAYS)
def test_counting_backwards_is_the_negative(day, end):
    assert SWEDISH.working_days_between(day, end) == -SWEDISH.working_days_between(end, day)


@given(DAYS, st.integers(0, 20))
def test_a_later_start_never_ends_earlier(day, count):
    assert SWEDISH.add_working_days(day, count) <= SWEDISH.add_working_days(day + timedelta(days=1), count)
