"""Months as the rules count them: from the version's day, to the same day number or the month's last, that day included."""

from datetime import date

import pytest

from gensvar.blocklist.wash.validity import validity_on


@pytest.mark.parametrize(
    ("version", "until"),
    [
        (date(2026, 11, 25), date(2027, 1, 25)),
        (date(2025, 12, 31), date(2026, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 8, 30)),
        (date(2026, 7, 31), date(2026, 9, 30)),
    ],
)
def test_a_check_lasts_two_calendar_months(version: date, until: date) -> None:
    assert validity_on(version).of_check(version) == until


def test_the_periods_are_those_of_the_rules_in_force_on_the_day() -> None:
    now = validity_on(date(2026, 11, 25))
    assert (now.check, now.consent, now.relation) == (2, 3, 12)
    assert validity_on(date(2017, 8, 1)).check == 3
    assert now.edition.startswith("NIX@")
