"""Points in time of a source turned into UTC, whole microseconds, no zone attached."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gensvar.errors import BadInput
from gensvar.text import Text

EPOCH = datetime(1970, 1, 1)


class Clock:
    """Reads the stamps of one source; times without offset are local in `zone`.

    A local time that occurs twice, when summer time ends, is read as the first of the two and counted in
    `doubled`. A local time that never was, when summer time begins, is no time: None.
    """

    def __init__(self, zone: str) -> None:
        try:
            self._zone = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise BadInput(Text(sv=f"okänd tidszon: {zone}", en=f"unknown time zone: {zone}")) from problem
        self.doubled = 0

    def read(self, value: object) -> datetime | None:
        """Return the UTC time of an ISO 8601 text, or None for anything that is not a time."""
        if not isinstance(value, str):
            return None
        try:
            moment = datetime.fromisoformat(value.strip())
            return self._local(moment) if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
        except (ValueError, OverflowError):
            return None

    def seconds(self, value: str | float | None) -> datetime | None:
        """Return the UTC time of seconds since 1970, or None for anything that is not such a number."""
        try:
            return EPOCH + timedelta(microseconds=round(float(value) * 1_000_000)) if value is not None else None
        except (ValueError, OverflowError):
            return None

    def notes(self) -> list[Text]:
        """Return what the user should know about the times that were read."""
        if not self.doubled:
            return []
        return [
            Text(
                sv=f"{self.doubled} lokala tider finns två gånger (sommartidens slut); den första räknas.",
                en=f"{self.doubled} local times occur twice (end of summer time); the first is taken.",
            )
        ]

    def _local(self, moment: datetime) -> datetime | None:
        first = moment.replace(tzinfo=self._zone, fold=0)
        offset, later = first.utcoffset(), first.replace(fold=1).utcoffset()
        utc = first.astimezone(UTC)
        if utc.astimezone(self._zone).replace(tzinfo=None) != moment:
            return None
        self.doubled += offset != later
        return utc.replace(tzinfo=None)


def whole_seconds(start: datetime | None, end: datetime | None) -> int | None:
    """Return the seconds from `start` to `end`, rounded down; None when either is unknown."""
    return None if start is None or end is None else int((end - start) // timedelta(seconds=1))
