"""From a case's events to its rows in `cases` and `case_events`, for logs that only know events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from gensvar.logs.importers.canonical_rows import Rows, counted
from gensvar.logs.importers.event_names import CASE_COLUMNS, CLOSING, DUE_COLUMNS, RESOLVING, canonical_channel, pick
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Rejected
from gensvar.text import Text

NO_EVENTS = Text(sv="ärendet har inga händelser med tid", en="the case has no events with a time")


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One event of a case; `attributes` as text."""

    line: int
    time: datetime | None
    activity: str | None
    attributes: Mapping[str, str]


@dataclass
class EventCases:
    """Gathers the two tables of an event log, and counts what the user should know."""

    source: str
    clock: Clock
    rejected: list[Rejected] = field(default_factory=list)
    ties: int = 0

    def __post_init__(self) -> None:
        self.cases, self.events = Rows("cases", self.rejected), Rows("case_events", self.rejected)

    def add(self, case_id: str | None, line: int, attributes: Mapping[str, str], events: list[CaseEvent]) -> None:
        """Add one case. Its events keep their order in the file; equal times are counted as ties."""
        usable = [event for event in events if self._event(case_id, event)]
        times = [event.time for event in usable if event.time]
        self.ties += len(times) - len(set(times))
        if not times:
            self.cases.reject(line, "created", NO_EVENTS, f"case_id={case_id}")
            return
        first = usable[0].attributes
        self.cases.add(line, self._case(case_id, {**first, **attributes}, usable, min(times)))

    def _event(self, case_id: str | None, event: CaseEvent) -> bool:
        row: dict[str, Any] = {"case_id": case_id, "time": event.time, "activity": event.activity}
        for column, key in (("actor_key", "org:resource"), ("lifecycle", "lifecycle:transition")):
            if key in event.attributes:
                row[column] = event.attributes[key] or None
        unit = pick(event.attributes, CASE_COLUMNS["org_unit"])
        if unit:
            row["org_unit"] = unit
        return self.events.add(event.line, row, raw=f"case_id={case_id}")

    def _case(
        self, case_id: str | None, attributes: Mapping[str, str], events: list[CaseEvent], created: datetime
    ) -> dict[str, Any]:
        row: dict[str, Any] = {"case_id": case_id, "source": self.source, "created": created}
        for column, names in CASE_COLUMNS.items():
            value = pick(attributes, names)
            if value:
                row[column] = canonical_channel(value) if column == "channel" else value
        due = pick(attributes, DUE_COLUMNS)
        if due:
            row["due"] = self.clock.read(due)
        return row | _milestones(events)

    def notes(self) -> list[Text]:
        """Return the remarks that concern the whole log."""
        ties = counted(
            self.ties,
            "{n} händelser har samma ärende och tid som en annan; filens ordning gäller.",
            "{n} events share case and time with another; the order of the file holds.",
        )
        milestones = counted(
            sum("closed" in row or "first_resolved" in row for row in self.cases.rows),
            "{n} ärenden: löst och stängt är tagna ur händelser med dessa namn.",
            "{n} cases: resolved and closed are taken from events of these names.",
        )
        return self.clock.notes() + ties + milestones


def _milestones(events: list[CaseEvent]) -> dict[str, Any]:
    """Return when the case was first resolved and when it was closed, if activities say so by their names.

    A case is closed when the closing activity is the last that happened.
    """
    names = [((event.activity or "").strip().lower(), event.time) for event in events]
    row: dict[str, Any] = {}
    resolved = [time for name, time in names if name in RESOLVING and time]
    if resolved:
        row["first_resolved"] = min(resolved)
    last_name, last_time = max(names, key=lambda step: step[1] or datetime.min)
    latest = [name for name, time in names if time == last_time]
    if last_name in CLOSING or any(name in CLOSING for name in latest):
        row["closed"] = last_time
    return row
