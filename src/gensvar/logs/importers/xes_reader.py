"""A streaming reader of XES: one trace at a time, in constant memory, closed to entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from gensvar.errors import BadInput
from gensvar.text import Text

VALUES = {"string", "date", "int", "float", "boolean", "id"}
DEEPEST = 200
CHUNK = 1 << 18


@dataclass
class Item:
    """A trace or an event: the line it begins on and its attributes as text, in order of appearance."""

    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    events: list[Item] = field(default_factory=list)


class _Builder:
    """Keeps the trace being read; attributes inside attributes and log-wide defaults are left out."""

    def __init__(self, path: Path) -> None:
        self.path, self.finished, self.stray_events = path, list[Item](), list[int]()
        self.trace: Item | None = None
        self.event: Item | None = None
        self.stack: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        """A document type can hold entities that expand without end or read other files."""
        raise BadInput(
            Text(sv="filen har en dokumenttyp (DOCTYPE); det godtas inte", en="the file has a DOCTYPE; not accepted"),
            where=f"{self.path}:{self.parser.CurrentLineNumber}",
            mend=Text(sv="Ta bort DOCTYPE-raden ur filen.", en="Remove the DOCTYPE line from the file."),
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("}")[2]
        if len(self.stack) >= DEEPEST:
            raise _malformed(self.path, self.parser.CurrentLineNumber, "depth")
        if not self.stack and kind != "log":
            raise _not_xes(self.path)
        parent = self.stack[-1] if self.stack else ""
        self.stack.append(kind)
        if kind == "trace" and parent == "log":
            self.trace = Item(self.parser.CurrentLineNumber)
        elif kind == "event":
            self._begin_event(parent)
        elif kind in VALUES and parent in ("trace", "event"):
            self._attribute(parent, attributes)

    def _begin_event(self, parent: str) -> None:
        if parent == "trace" and self.trace:
            self.event = Item(self.parser.CurrentLineNumber)
            self.trace.events.append(self.event)
        else:
            self.stray_events.append(self.parser.CurrentLineNumber)

    def _attribute(self, parent: str, attributes: dict[str, str]) -> None:
        item = self.trace if parent == "trace" else self.event
        if item is not None and "key" in attributes:
            item.attributes[attributes["key"]] = attributes.get("value", "")

    def end(self, name: str) -> None:
        kind = self.stack.pop()
        if kind == "event":
            self.event = None
        elif kind == "trace" and self.trace:
            self.finished.append(self.trace)
            self.trace = None


def read_traces(stream: BinaryIO, path: Path, stray: list[int], seen: Callable[[int], None]) -> Iterator[Item]:
    """Yield each trace with its events. `stray` gets the lines of events outside any trace, `seen` the bytes read.

    Raises BadInput with file and line for anything that is not well-formed XES.
    """
    builder = _Builder(path)
    read, last = 0, False
    while not last:
        chunk = stream.read(CHUNK)
        last, read = not chunk, read + len(chunk)
        try:
            builder.parser.Parse(chunk, last)
        except expat.ExpatError as problem:
            raise _malformed(path, problem.lineno, expat.ErrorString(problem.code)) from problem
        except (ValueError, LookupError) as problem:
            raise _malformed(path, builder.parser.CurrentLineNumber, str(problem)) from problem
        seen(read)
        yield from builder.finished
        builder.finished.clear()
    stray.extend(builder.stray_events)


def _malformed(path: Path, line: int, what: str) -> BadInput:
    return BadInput(
        Text(sv=f"filen är inte hel XML ({what})", en=f"the file is not whole XML ({what})"),
        where=f"{path}:{line}",
        mend=Text(sv="Exportera filen på nytt.", en="Export the file again."),
    )


def _not_xes(path: Path) -> BadInput:
    return BadInput(
        Text(sv="filen är inte en XES-logg (elementet log saknas)", en="the file is not a XES log (no log element)"),
        where=str(path),
    )
