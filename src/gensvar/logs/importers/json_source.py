"""JSON sources: one document, or one document per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from gensvar.errors import BadInput
from gensvar.logs.importers.opening import open_bytes
from gensvar.text import Text

LARGEST_DOCUMENT = 2_000_000_000
BAD_LINE = Text(sv="raden är inte giltig JSON", en="the line is not valid JSON")


@dataclass
class JsonSource:
    """The documents of a JSON file with the line each begins on; `bad_lines` fills while they are read."""

    path: Path
    bad_lines: list[int] = field(default_factory=list)

    def documents(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, document). Raises BadInput when a file of one document cannot be read."""
        with open_bytes(self.path) as stream:
            first = _first_line(stream)
            if _stands_alone(first):
                yield from self._lines(first, stream)
            else:
                yield 1, self._whole(first + stream.read(LARGEST_DOCUMENT))

    def objects(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield (line, object) for every object among the documents, a list of objects counted from 1."""
        for line, document in self.documents():
            if isinstance(document, list):
                yield from ((n, part) for n, part in enumerate(document, start=1) if isinstance(part, dict))
            elif isinstance(document, dict):
                yield line, document

    def _lines(self, first: bytes, stream: BinaryIO) -> Iterator[tuple[int, Any]]:
        for number, line in enumerate(_chained(first, stream), start=1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                self.bad_lines.append(number)

    def _whole(self, content: bytes) -> Any:
        if len(content) >= LARGEST_DOCUMENT:
            raise BadInput(
                Text(sv="filen är för stor för ett enda JSON-dokument", en="the file is too large for one document"),
                where=str(self.path),
                mend=Text(sv="Exportera ett dokument per rad (NDJSON).", en="Export one document per line (NDJSON)."),
            )
        try:
            return json.loads(content)
        except json.JSONDecodeError as problem:
            raise self._broken(f"{self.path}:{problem.lineno}:{problem.colno}") from problem
        except (ValueError, RecursionError) as problem:
            raise self._broken(str(self.path)) from problem

    def _broken(self, where: str) -> BadInput:
        return BadInput(
            Text(sv="filen är inte giltig JSON, eller avhuggen", en="the file is not valid JSON, or truncated"),
            where=where,
            mend=Text(sv="Exportera filen på nytt.", en="Export the file again."),
        )


def _first_line(stream: BinaryIO) -> bytes:
    """Return everything up to and including the first line that is not empty."""
    for line in stream:
        if line.strip():
            return line
    return b""


def _stands_alone(line: bytes) -> bool:
    """Tell whether the first line is a document by itself, as in NDJSON (and in a document on one line)."""
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _chained(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    yield from stream


def listed(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of a list at `name`; an empty list when there is none."""
    value = document.get(name)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def nested(document: object, *names: str) -> Any:
    """Return the value at a path of keys, or None where the path ends."""
    for name in names:
        document = document.get(name) if isinstance(document, dict) else None
    return document
