"""From local time to UTC, as one SQL expression that names every change of the clock.

The rules come from Python's zone data, not from the engine, so that every engine gives the same instants.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gensvar.errors import BadInput
from gensvar.text import Text

Fold = Literal["earlier", "later"]
FIRST_YEAR, LAST_YEAR = 1970, 2100
EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Change:
    """One change of the clock: when (UTC), the offset before and after, in seconds."""

    at: datetime
    before: int
    after: int

    @property
    def local(self) -> tuple[datetime, datetime]:
        """The local times on both sides of the change, the earlier first: a gap or a doubled stretch between them."""
        sides = [self.at + timedelta(seconds=offset) for offset in (self.before, self.after)]
        return min(sides), max(sides)

    @property
    def doubles(self) -> bool:
        """Whether the stretch occurs twice (the clock is set back)."""
        return self.after < self.before


def check_zone(zone: str) -> None:
    """Raise BadInput when `zone` is not a known time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise BadInput(
            Text(sv=f"okänd tidszon: {zone}", en=f"unknown time zone: {zone}"),
            mend=Text(sv="Skriv till exempel Europe/Stockholm.", en="Write for example Europe/Stockholm."),
        ) from problem


@lru_cache(maxsize=32)
def changes(zone: str) -> tuple[Change, ...]:
    """Return the changes of the clock from 1970 to 2100, in order. Raises BadInput for an unknown zone."""
    check_zone(zone)
    place, found = ZoneInfo(zone), []
    moment = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    end, step = datetime(LAST_YEAR, 1, 1, tzinfo=UTC), timedelta(days=7)
    while moment < end:
        after = moment + step
        if _offset(place, moment) != _offset(place, after):
            found.append(_pinpoint(place, moment, after))
        moment = after
    return tuple(found)


def _pinpoint(place: ZoneInfo, low: datetime, high: datetime) -> Change:
    """Return the change between two moments, to the second."""
    before, after = _offset(place, low), _offset(place, high)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(place, middle) == before else (low, middle)
    return Change(high.replace(tzinfo=None), before, after)


def _offset(place: ZoneInfo, moment: datetime) -> int:
    offset = moment.astimezone(place).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def utc_macro(
    zone: str, fold: Fold, macro: str = "to_utc", within: tuple[datetime, datetime] = (EPOCH, datetime(LAST_YEAR, 1, 1))
) -> str:
    """Return SQL that makes the macro `to_utc(local)`: UTC, or null for a local time that never was.

    A local time that occurs twice is read as the earlier or the later of the two, as `fold` says. Only local times
    `within` two moments are read right: the fewer changes of the clock lie there, the shorter the SQL.
    """
    check_zone(zone)
    offset: int | None = _offset(ZoneInfo(zone), datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
    steps: list[tuple[datetime, int | None]] = []
    for change in changes(zone):
        low, high = change.local
        between = None if not change.doubles else change.before if fold == "earlier" else change.after
        steps += [(low, between), (high, change.after)]
    first, last = within
    for moment, after in steps:
        offset = after if moment <= first else offset
    kept = [(moment, after) for moment, after in steps if first < moment <= last]
    return f"CREATE OR REPLACE TEMP MACRO {macro}(t) AS t - to_seconds({_tree(kept, offset)})"


def _tree(steps: list[tuple[datetime, int | None]], before: int | None) -> str:
    """Return a balanced CASE over the steps: a row passes eight comparisons, not two hundred and sixty."""
    if not steps:
        return "NULL::BIGINT" if before is None else f"{before}::BIGINT"
    middle = len(steps) // 2
    moment, offset = steps[middle]
    low, high = _tree(steps[:middle], before), _tree(steps[middle + 1 :], offset)
    return f"CASE WHEN t < TIMESTAMP '{moment}' THEN {low} ELSE {high} END"
