"""Business time: what opens when, which schedule counts, and that adding open time behaves."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.measures.facts.opening import Opening, ScheduleRow

ZONE = "Europe/Stockholm"
FIRST, LAST = date(2026, 3, 20), date(2026, 11, 5)  # both nights the clock changes, Easter, Midsummer
START, END = (int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in (FIRST, LAST))
CLOCKS = ["00:00", "02:30", "08:00", "12:00", "12:30", "17:00", "24:00"]

schedule_rows = st.builds(
    lambda day, hours, holidays: ScheduleRow(None, None, day, hours[0], hours[1], open_on_holidays=holidays),
    st.integers(1, 7),
    st.lists(st.sampled_from(CLOCKS), min_size=2, max_size=2, unique=True).map(sorted),
    st.booleans(),
)
openings = st.lists(schedule_rows, min_size=1, max_size=6).map(lambda rows: Opening.of(rows, ZONE, FIRST, LAST))
seconds = st.integers(START, END)
amounts = st.integers(0, 400_000)


@given(openings, seconds, amounts)
def test_adding_open_time_ends_within_it_and_takes_as_long(opening: Opening, start: int, amount: int) -> None:
    due = opening.add(0, start, amount)
    if due is None:
        assert opening.open_seconds(0, END + 10 * 86_400) - opening.open_seconds(0, start) < amount
        return
    assert due >= start
    assert opening.open_seconds(0, due) - opening.open_seconds(0, start) == amount
    if amount:
        assert opening.is_open(0, due - 1)


@given(openings, seconds, amounts, st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_time_or_a_later_start_is_never_due_earlier(
    opening: Opening, start: int, amount: int, later: int, more: int
) -> None:
    due, after_more, after_later = (
        opening.add(0, *both) for both in ((start, amount), (start, amount + more), (start + later, amount))
    )
    if after_more is not None:
        assert due is not None
        assert due <= after_more
    if after_later is not None:
        assert due is not None
        assert due <= after_later


@given(openings, st.lists(seconds, min_size=2, max_size=8).map(sorted))
def test_open_seconds_add_up(opening: Opening, moments: list[int]) -> None:
    parts = [opening.open_seconds(0, moment) for moment in moments]
    assert parts == sorted(parts)
    for (low, high), (before, after) in zip(pairwise(moments), pairwise(parts), strict=True):
        assert 0 <= after - before <= high - low
        if high - low < 400:
            assert after - before == sum(opening.is_open(0, second) for second in range(low, high))


@given(openings, seconds)
def test_the_table_by_utc_day_says_the_same(opening: Opening, second: int) -> None:
    rows, width = opening.by_utc_day(START // 86_400, END // 86_400)
    row = next(row for row in rows if row["utc_day"] == second // 86_400)
    within = [(row[f"open_{n}"], row[f"close_{n}"]) for n in range(1, width + 1)]
    total = row["before"] + sum(min(max(second - opens, 0), closes - opens) for opens, closes in within)
    assert total == opening.open_seconds(0, second)


def row(**given: Any) -> ScheduleRow:
    return ScheduleRow.of({"weekday": 1, "opens": "08:00", "closes": "16:00", **given})


def test_the_most_specific_schedule_counts() -> None:
    rows = [row(), row(channel="phone"), row(queue="q"), row(queue="q", channel="phone")]
    opening = Opening.of(rows, ZONE, FIRST, LAST)
    named = list(opening.by_scope)
    for queue, channel, scope in (
        ("q", "phone", ("q", "phone")),
        ("q", "email", ("q", None)),
        ("other", "phone", (None, "phone")),
        (None, None, (None, None)),
    ):
        number = opening.schedule_for(queue, channel)
        assert number is not None
        assert named[number] == scope
    assert Opening.of([row(queue="q")], ZONE, FIRST, LAST).schedule_for("other", "phone") is None


def local(*parts: int) -> int:
    from zoneinfo import ZoneInfo

    return int(datetime(*parts, tzinfo=ZoneInfo(ZONE)).timestamp())  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("schedule", "moment", "is_open"),
    [
        (row(), local(2026, 4, 13, 8, 0), True),
        (row(), local(2026, 4, 13, 16, 0), False),
        (row(), local(2026, 4, 6, 9, 0), False),  # Easter Monday
        (row(open_on_holidays=True), local(2026, 4, 6, 9, 0), True),
        (row(valid_from="2026-04-14"), local(2026, 4, 13, 9, 0), False),
        (row(valid_to=date(2026, 4, 13)), local(2026, 4, 13, 9, 0), True),
        (row(valid_to=date(2026, 4, 13)), local(2026, 4, 20, 9, 0), False),
    ],
)
def test_holidays_and_validity(schedule: ScheduleRow, moment: int, is_open: bool) -> None:
    assert Opening.of([schedule], ZONE, FIRST, LAST).is_open(0, moment) is is_open


def test_a_night_shift_is_an_hour_shorter_when_summer_time_begins() -> None:
    nights = [row(weekday=day, opens="00:00", closes="24:00") for day in range(1, 8)]
    opening = Opening.of(nights, ZONE, FIRST, LAST)
    for day, hours in (((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 5, 5), 24)):
        start, end = local(*day, 0, 0), local(day[0], day[1], day[2] + 1, 0, 0)
        assert opening.open_seconds(0, end) - opening.open_seconds(0, start) == hours * 3600
