"""Jira Service Management's SLA fields: cycles with start, stop and breach times; several per issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gensvar.logs.importers.json_source import listed, nested
from gensvar.logs.importers.stamps import Clock

FIRST_RESPONSE = ("first response", "första svar", "forsta svar")
RESOLUTION = ("resolution", "lösning", "losning", "åtgärd")


@dataclass(frozen=True)
class Sla:
    """One SLA of one issue: when its cycles stopped, in order, and when the present or last one is due."""

    name: str
    stops: tuple[datetime, ...]
    due: datetime | None
    ongoing: bool


def slas(issue: dict[str, Any], clock: Clock) -> list[Sla]:
    """Return the SLAs of an issue, from its fields or its `sla` list."""
    return [_sla(part, clock) for part in _raw(issue)]


def _raw(issue: dict[str, Any]) -> Iterator[dict[str, Any]]:
    fields = issue.get("fields")
    for value in fields.values() if isinstance(fields, dict) else ():
        if isinstance(value, dict) and ("completedCycles" in value or "ongoingCycle" in value):
            yield value
    holder = issue.get("sla")
    yield from listed(holder if isinstance(holder, dict) else issue, "values" if isinstance(holder, dict) else "sla")


def _sla(part: dict[str, Any], clock: Clock) -> Sla:
    completed = sorted(
        listed(part, "completedCycles"), key=lambda cycle: nested(cycle, "startTime", "epochMillis") or 0
    )
    ongoing = part.get("ongoingCycle") if isinstance(part.get("ongoingCycle"), dict) else None
    stops = (stamp(cycle.get("stopTime"), clock) for cycle in completed)
    last = ongoing or (completed[-1] if completed else {})
    return Sla(
        str(part.get("name") or ""), tuple(filter(None, stops)), stamp(last.get("breachTime"), clock), bool(ongoing)
    )


def stamp(value: Any, clock: Clock) -> datetime | None:
    """Return a time written as text or as {epochMillis, iso8601, jira}."""
    if not isinstance(value, dict):
        return clock.read(value)
    millis = value.get("epochMillis")
    if isinstance(millis, int | float):
        return clock.seconds(millis / 1000)
    return clock.read(value.get("iso8601")) or clock.read(value.get("jira"))


def named(found: list[Sla], words: tuple[str, ...]) -> Sla | None:
    """Return the first SLA whose name holds one of `words`."""
    return next((sla for sla in found if any(word in sla.name.lower() for word in words)), None)
