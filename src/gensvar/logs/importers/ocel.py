"""OCEL 2.0 as JSON: events that touch several objects, flattened to the events of one object type."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.logs.importers.canonical_rows import counted, text_of
from gensvar.logs.importers.event_cases import CaseEvent, EventCases
from gensvar.logs.importers.json_source import JsonSource, listed
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.parsed import Parsed, ParseOptions
from gensvar.text import Text

NAME = "ocel"
TITLE = Text(sv="Objektcentrerad händelselogg i OCEL 2.0 (JSON)", en="Object-centric event log in OCEL 2.0 (JSON)")
CASE_TYPES = ("case", "ticket", "ärende", "arende", "incident", "complaint", "klagomål")
PERSON_TYPES = ("agent", "employee", "resource", "user", "handläggare")
FLATTENED = Text(
    sv="Loggen plattades ut till ärenden av slaget {kind}; samband mellan andra slags objekt följer inte med.",
    en="The log was flattened to cases of type {kind}; relations between other kinds of objects are left out.",
)


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file is OCEL as JSON (version 2; version 1 is refused in parse)."""
    if not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return 0.0
    keys = [rb'"objectTypes"\s*:', rb'"eventTypes"\s*:', rb'"objectId"\s*:', rb'"relationships"\s*:']
    found = sum(bool(re.search(key, head)) for key in keys)
    return max(
        (0.0, 0.4, 0.95, 0.97, 0.98)[found], 0.9 if b'"ocel:events"' in head or b'"ocel:global-log"' in head else 0
    )


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `cases` and `case_events` of the object type that stands for cases."""
    source = JsonSource(path)
    log = next((document for _, document in source.documents()), None)
    if not isinstance(log, dict) or not listed(log, "events") or not listed(log, "objects"):
        raise _not_ocel2(path, log)
    options.progress(0.4, NAME)
    objects = {text_of(item.get("id")): item for item in listed(log, "objects")}
    kind = _case_type(log, objects)
    gathered = EventCases(NAME, Clock(options.zone))
    touched, several, outside = _events_by_case(listed(log, "events"), objects, kind, gathered.clock)
    for line, (case_id, item) in enumerate(objects.items(), start=1):
        if item.get("type") == kind:
            gathered.add(case_id, line, _first_values(item), sorted_by_time(touched.get(case_id, [])))
    tables = {"cases": gathered.cases.to_arrow(), "case_events": gathered.events.to_arrow()}
    notes = [FLATTENED.fill(kind=kind), *_losses(several, outside), *gathered.notes()]
    return Parsed(tables, gathered.rejected, notes)


def _not_ocel2(path: Path, log: object) -> BadInput:
    first = isinstance(log, dict) and any(str(key).startswith("ocel:") for key in log)
    return BadInput(
        Text(sv="filen är OCEL 1, inte OCEL 2.0", en="the file is OCEL 1, not OCEL 2.0")
        if first
        else Text(sv="filen saknar events och objects", en="the file has no events and objects"),
        where=str(path),
        mend=Text(sv="Exportera som OCEL 2.0 JSON.", en="Export as OCEL 2.0 JSON."),
    )


def _case_type(log: dict[str, Any], objects: dict[str | None, dict[str, Any]]) -> str:
    """Return the object type that cases are: one named so, else the type that most events touch."""
    kinds = sorted({str(item.get("type")) for item in objects.values()})
    named = [kind for word in CASE_TYPES for kind in kinds if word == kind.lower()]
    named += [kind for word in CASE_TYPES for kind in kinds if word in kind.lower()]
    if named:
        return named[0]
    touches = Counter(
        kind
        for event in listed(log, "events")
        for kind in {str(objects[other].get("type")) for other in _related(event) if other in objects}
    )
    return max(kinds, key=lambda kind: (touches[kind], kind))


def _related(event: dict[str, Any]) -> list[str]:
    """Return the ids of the objects an event touches, each once."""
    ids = (text_of(relation.get("objectId")) for relation in listed(event, "relationships"))
    return list(dict.fromkeys(other for other in ids if other))


def _events_by_case(
    events: list[dict[str, Any]], objects: dict[str | None, dict[str, Any]], kind: str, clock: Clock
) -> tuple[dict[str | None, list[CaseEvent]], int, int]:
    """Return the events of each case, the count of events in several cases and of those in none."""
    touched: dict[str | None, list[CaseEvent]] = {}
    several = outside = 0
    for line, item in enumerate(events, start=1):
        related = [(other, objects[other]) for other in _related(item) if other in objects]
        cases = [other for other, target in related if target.get("type") == kind]
        several, outside = several + (len(cases) > 1), outside + (not cases)
        event = CaseEvent(line, clock.read(item.get("time")), text_of(item.get("type")), _attributes(item, related))
        for case_id in cases:
            touched.setdefault(case_id, []).append(event)
    return touched, several, outside


def _attributes(event: dict[str, Any], related: list[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    """Return an event's attributes as text; the person it touches counts as its resource."""
    values = {str(part.get("name")): str(part.get("value")) for part in listed(event, "attributes")}
    for name in ("resource", "agent"):
        if name in values:
            values.setdefault("org:resource", values[name])
    for other, item in related:
        if str(item.get("type")).lower() in PERSON_TYPES:
            values.setdefault("org:resource", other)
    return values


def _first_values(item: dict[str, Any]) -> dict[str, str]:
    """Return an object's attributes as they first were; OCEL keeps one value per change."""
    values: dict[str, str] = {}
    for part in sorted(listed(item, "attributes"), key=lambda part: str(part.get("time"))):
        values.setdefault(str(part.get("name")), str(part.get("value")))
    return values


def sorted_by_time(events: list[CaseEvent]) -> list[CaseEvent]:
    """Return the events in order of time; OCEL does not promise one. Unreadable times come last."""
    return sorted(events, key=lambda event: event.time or datetime.max)


def _losses(several: int, outside: int) -> list[Text]:
    return counted(
        several,
        "{n} händelser rör flera ärenden och räknas en gång i vart och ett.",
        "{n} events touch several cases and count once in each.",
    ) + counted(
        outside, "{n} händelser rör inget ärende och används inte.", "{n} events touch no case and are not used."
    )
