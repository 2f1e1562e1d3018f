"""Local time to UTC as SQL: the same as Python's own zones, on every night that the clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gensvar.errors import BadInput
from gensvar.logs.times.zones import Fold, changes, utc_macro

ZONES = ("Europe/Stockholm", "Asia/Jerusalem", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata")


def in_python(moment: datetime, zone: str, fold: Fold) -> datetime | None:
    there = moment.replace(tzinfo=ZoneInfo(zone), fold=0 if fold == "earlier" else 1)
    utc = there.astimezone(UTC)
    return utc.replace(tzinfo=None) if utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == moment else None


def in_sql(
    moments: list[datetime], zone: str, fold: Fold, within: tuple[datetime, datetime] | None = None
) -> list[datetime | None]:
    connection = duckdb.connect()
    connection.execute(utc_macro(zone, fold, within=within) if within else utc_macro(zone, fold))
    listed = ", ".join(f"(TIMESTAMP '{moment}', {n})" for n, moment in enumerate(moments))
    rows = connection.execute(f"SELECT to_utc(t) FROM (VALUES {listed}) v(t, n) ORDER BY n").fetchall()
    return [row[0] for row in rows]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.datetimes(datetime(1971, 1, 1), datetime(2037, 12, 31)), min_size=1, max_size=40),
    st.sampled_from(ZONES),
    st.sampled_from(["earlier", "later"]),
)
@example(
    [datetime(2025, 3, 30, 1, 59, 59), datetime(2025, 3, 30, 2), datetime(2025, 3, 30, 3)],
    "Europe/Stockholm",
    "earlier",
)
@example(
    [datetime(2025, 10, 26, 2), datetime(2025, 10, 26, 2, 59, 59), datetime(2025, 10, 26, 3)],
    "Europe/Stockholm",
    "later",
)
def test_as_python_reads_it(moments: list[datetime], zone: str, fold: Fold) -> None:
    assert in_sql(moments, zone, fold) == [in_python(moment, zone, fold) for moment in moments]
    within = (min(moments), max(moments) + timedelta(seconds=1))
    assert in_sql(moments, zone, fold, within) == [in_python(moment, zone, fold) for moment in moments]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("fold", ["earlier", "later"])
def test_every_quarter_around_every_change(zone: str, fold: Fold) -> None:
    around = [
        change.local[0] + timedelta(minutes=15 * n)
        for change in changes(zone)
        if 1999 < change.at.year < 2012
        for n in range(-6, 14)
    ]
    if around:
        assert in_sql(around, zone, fold) == [in_python(moment, zone, fold) for moment in around]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)), min_size=2, max_size=30))
def test_back_and_forth_gives_the_same_instant_or_its_twin(instants: list[datetime]) -> None:
    zone = ZoneInfo("Europe/Stockholm")
    local = [one.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for one in instants]
    for one, back in zip(instants, in_sql(local, "Europe/Stockholm", "earlier"), strict=True):
        assert back in (one, one - timedelta(hours=1))


def test_an_unknown_zone() -> None:
    with pytest.raises(BadInput, match="unknown time zone"):
        utc_macro("Europa/Stockholm", "earlier")
