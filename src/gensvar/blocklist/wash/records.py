"""A block of a CSV file cut into records and cells without touching a byte.

Quotes are counted: a line break or a separator after an odd number of them is inside a cell. That holds as long as
every quote opens or closes a cell. Where one does not (24" skärm), `StrayQuotesError` is raised and the file is read
again `exact`: cell by cell, where only a quote that begins a cell opens one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from gensvar.blocklist.numbers.cells import WINDOW, Cells

Array = np.ndarray[Any, Any]
NEWLINE, RETURN, QUOTE = 10, 13, 34


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written: what separates cells, how many columns it has, whether its quotes need care."""

    separator: str
    width: int
    exact: bool = False


class StrayQuotesError(Exception):
    """A quote stands where no cell begins or ends."""


@dataclass(frozen=True)
class Block:
    """Whole records of UTF-8, and where they and the wanted cells are.

    `ends` (int64): where each record's line break begins. `short` (int16): how many cells a record lacks; -1 for one
    with too many. `columns`: the wanted cells; those of a record with too many are empty.
    """

    data: bytes
    ends: Array
    newline: bytes
    short: Array
    columns: list[Cells]

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def blank(self) -> Array:
        """Which records are empty lines."""
        return np.diff(self.ends, prepend=-len(self.newline)) <= len(self.newline)


def read_block(data: bytes, dialect: Dialect, wanted: list[int]) -> Block:
    """Return the records of a block, which ends with a line break."""
    values = np.frombuffer(data, np.uint8)
    marks = _exact_marks(data, dialect) if dialect.exact else _marks(values, data, dialect)
    width = dialect.width
    breaks = marks[width - 1 :: width]
    even = len(marks) == len(breaks) * width and bool((values[breaks] == NEWLINE).all())
    even = even and data.count(b"\n") == len(breaks)
    if even:  # as many line breaks as there are records: none is inside a cell either
        first, found = np.arange(0, len(marks), width), np.full(len(breaks), width)
    else:
        last = np.flatnonzero(values[marks] == NEWLINE)
        breaks, found = marks[last], np.diff(last, prepend=-1)
        first = last - found + 1
    ends = breaks - (values[np.maximum(breaks - 1, 0)] == RETURN) if b"\r" in data else breaks
    newline = b"\r\n" if len(breaks) and ends[0] < breaks[0] else b"\n"
    short = np.where(found > width, -1, width - found).astype(np.int16)
    padded = data + b" " * WINDOW
    columns = [_cells(padded, values, marks, first, found, place, dialect) for place in wanted]
    return Block(data, ends, newline, short, columns)


def _cells(
    padded: bytes, values: Array, marks: Array, first: Array, found: Array, place: int, dialect: Dialect
) -> Cells:
    """Return one cell of each record, without the quotes around it; empty where the record is too short or too long."""
    there = (found > place) & (found <= dialect.width)
    at = first + np.where(there, place, 0)
    starts = np.where(at > 0, marks[at - 1] + 1, 0)
    stops = marks[at]
    stops = stops - ((values[stops] == NEWLINE) & (stops > starts) & (values[stops - 1] == RETURN))
    quoted = (
        (values[np.minimum(starts, len(values) - 1)] == QUOTE) & (stops - starts > 1) & (values[stops - 1] == QUOTE)
    )
    starts, stops = starts + quoted, stops - quoted
    return Cells(padded, starts, np.where(there, stops - starts, 0))


def _marks(values: Array, data: bytes, dialect: Dialect) -> Array:
    """Return where cells end, by the parity of the quotes before."""
    separator = ord(dialect.separator)
    marks = np.flatnonzero((values == separator) | (values == NEWLINE))
    if b'"' in data:
        quotes = np.flatnonzero(values == QUOTE)
        _refuse_stray(values, quotes, separator)
        marks = marks[np.searchsorted(quotes, marks) % 2 == 0]
    return marks


def _refuse_stray(values: Array, quotes: Array, separator: int) -> None:
    before = np.where(quotes[::2] > 0, values[np.maximum(quotes[::2] - 1, 0)], NEWLINE)
    after = values[np.minimum(quotes[1::2] + 1, len(values) - 1)]
    opens = (before == separator) | (before == NEWLINE) | (before == QUOTE)
    closes = (after == separator) | (after == NEWLINE) | (after == RETURN) | (after == QUOTE)
    if len(quotes) % 2 or not opens.all() or not closes.all():
        raise StrayQuotesError


def _exact_marks(data: bytes, dialect: Dialect) -> Array:
    """Return where cells end, cell by cell."""
    sign = re.escape(dialect.separator).encode()
    cell = re.compile(rb'(?:"(?:[^"]|"")*+"[^%b\n]*+|[^%b\n]*+)[%b\n]' % (sign, sign, sign))
    return np.fromiter((match.end() - 1 for match in cell.finditer(data)), np.int64)
