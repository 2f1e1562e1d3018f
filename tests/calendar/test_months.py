from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.calendar import add_months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 240))
def test_adding_months_never_changes_the_day_but_at_the_end_of_a_month(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or later.day < day.day
