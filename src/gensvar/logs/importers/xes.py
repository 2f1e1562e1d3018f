"""XES (IEEE 1849), plain or gzip: each trace becomes a case, each event a case event."""

from __future__ import annotations

from pathlib import Path

from gensvar.logs.importers.canonical_rows import counted
from gensvar.logs.importers.event_cases import CaseEvent, EventCases
from gensvar.logs.importers.opening import open_bytes
from gensvar.logs.importers.stamps import Clock
from gensvar.logs.importers.xes_reader import Item, read_traces
from gensvar.logs.parsed import Parsed, ParseOptions, Rejected
from gensvar.text import Text

NAME = "xes"
TITLE = Text(sv="Händelselogg i XES", en="Event log in XES")
OUTSIDE = Text(sv="händelsen ligger utanför alla ärenden", en="the event is outside every case")
# Text logs unpack to some twenty times their size; only the progress bar depends on this.
UNPACKED = 20


def detect(path: Path, head: bytes) -> float:
    """Return how sure it is, from 0 to 1, that the file is a XES log."""
    begins = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not begins.startswith(b"<") or b"<log" not in begins:
        return 0.0
    if b"xes-standard.org" in begins or b"xes.version" in begins:
        return 0.99
    return 0.8 if b"<trace" in begins and b"concept:name" in begins else 0.2


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `cases` and `case_events`."""
    clock = Clock(options.zone)
    gathered, names, stray = EventCases(NAME, clock), _Names(), list[int]()
    size = path.stat().st_size * UNPACKED
    with open_bytes(path) as stream:
        for trace in read_traces(stream, path, stray, lambda read: options.progress(min(read / size, 0.9), NAME)):
            events = [_event(item, clock) for item in trace.events]
            gathered.add(names.of(trace), trace.line, trace.attributes, events)
    gathered.rejected.extend(Rejected("case_events", line, None, OUTSIDE, "") for line in stray)
    tables = {"cases": gathered.cases.to_arrow(), "case_events": gathered.events.to_arrow()}
    return Parsed(tables, gathered.rejected, gathered.notes() + names.notes())


def _event(item: Item, clock: Clock) -> CaseEvent:
    return CaseEvent(
        item.line,
        clock.read(item.attributes.get("time:timestamp")),
        item.attributes.get("concept:name") or None,
        item.attributes,
    )


class _Names:
    """Case ids: a trace's own name; a missing one is made up, a repeated one is told apart."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._nameless = self._repeated = 0

    def of(self, trace: Item) -> str:
        name = trace.attributes.get("concept:name") or trace.attributes.get("identity:id")
        if not name:
            self._nameless += 1
            name = f"trace-{self._nameless}"
        count = self._seen[name] = self._seen.get(name, 0) + 1
        self._repeated += count > 1
        return name if count == 1 else f"{name}#{count}"

    def notes(self) -> list[Text]:
        return counted(
            self._nameless, "{n} ärenden saknar namn och fick ett.", "{n} cases have no name and were given one."
        ) + counted(
            self._repeated,
            "{n} ärenden har ett namn som redan fanns; de fick ett nummer efter.",
            "{n} cases have a name that was taken; they got a number after it.",
        )
