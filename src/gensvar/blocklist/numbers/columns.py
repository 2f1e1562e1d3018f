"""A whole column of cells read at once, with the answers of `reading.read_cell`.

Cells of digits, spaces, dashes and brackets are read as arrays. What is left is freed of invisible signs and the like
and sieved again, then of the usual additions. The rest, a cell in two hundred, is read by itself, each distinct text
once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from gensvar.blocklist.numbers import noise
from gensvar.blocklist.numbers.cells import WINDOW, Cells
from gensvar.blocklist.numbers.plan import (
    LONGEST,
    SHORTEST,
    Kind,
    is_foreign,
    kinds_of,
    length_of,
    plan,
    powers_of_ten,
)
from gensvar.blocklist.numbers.reading import LONGEST_DIGITS, Cell, read_cell
from gensvar.blocklist.numbers.reasons import Reason
from gensvar.blocklist.numbers.status import Status

if TYPE_CHECKING:
    import polars as pl


_ONES, _STRANGE, _TOP = np.uint64(0x0101010101010101), np.uint64(0xFEFEFEFEFEFEFEFE), np.uint64(56)
Array = np.ndarray[Any, Any]
MOST_DIGITS = 18  # what int64 holds; a cell with more is read by itself
OF_KIND = tuple(
    Status.INVALID if kind == Kind.INVALID else Status.OUTSIDE_PLAN if kind == Kind.OUTSIDE else Status.FREE
    for kind in Kind
)


@dataclass
class Column:
    """What the cells of a column say; every array has one element a cell.

    `first`, `second` (uint64): the likeliest NSN and the other reading, 0 where there is none. `otherwise` (uint8
    Status): the status when no reading is blocked. `reason` (uint8 Reason). `foreign` (uint64): the digits after + of
    what is no Swedish number. `cells`: those that say more than these arrays hold.
    """

    first: Array
    second: Array
    otherwise: Array
    reason: Array
    foreign: Array
    cells: dict[int, Cell] = field(default_factory=dict)


def read_column(cells: Cells) -> Column:
    """Return what the cells say."""
    size = len(cells)
    first, second, foreign = (np.zeros(size, np.uint64) for _ in range(3))
    otherwise, reason = (np.zeros(size, np.uint8) for _ in range(2))
    column = Column(first, second, otherwise, reason, foreign)
    left = _sieve(cells, np.arange(size), column, None)
    if len(left):
        texts = noise.without_marks(cells.texts(left))
        again = _sieve(Cells.of(texts), left, column, None)
        texts = texts.gather(np.searchsorted(left, again))
        cut, reasons = noise.without_additions(texts)
        rest = _sieve(Cells.of(cut), again, column, reasons)
        _one_by_one(cells.texts(rest), rest, column)
    return column


def _sieve(cells: Cells, rows: Array, column: Column, reasons: Array | None) -> Array:
    """Read the plain cells, which stand in `rows` of the column; return the rows that are not plain."""
    if not len(rows):
        return rows
    digits, count, plus, odd = _digits(cells)
    if reasons is not None:
        odd |= reasons == noise.NOT_PLAIN
    empty = (cells.sizes == 0) & ~odd
    where = np.flatnonzero(~odd & (count > 0))
    noted = None if reasons is None else reasons[where]
    told = _read(digits[where], count[where], plus[where], rows[where], column, noted)
    done = empty.copy()
    done[where[told]] = True
    column.otherwise[rows[empty]] = Status.EMPTY
    left: Array = rows[~done]
    return left


def _digits(cells: Cells) -> tuple[Array, Array, Array, Array]:
    """Return of each cell its digits as int64, how many there are, whether + stands first, and whether it is odd.

    Odd is a cell with anything but digits and what stands between them, or a long one.
    """
    import polars as pl
    import pyarrow as pa

    windows = cells.windows()
    kinds = _classes()[windows]
    kinds *= _inside()[np.minimum(cells.sizes, WINDOW)]
    plus = kinds[:, 0] == 2
    kinds[:, 0] &= 1 | 4  # a plus is strange everywhere but first
    words = kinds.view(np.uint64)  # eight bytes at once: whether any is strange, and how many are digits
    strange = (words[:, 0] | words[:, 1] | words[:, 2]) & _STRANGE
    ones = words & _ONES
    count = (((ones[:, 0] + ones[:, 1] + ones[:, 2]) * _ONES) >> _TOP).astype(np.int64)
    is_digit = kinds == 1
    odd = (strange != 0) | (cells.sizes > WINDOW) | (count > MOST_DIGITS)
    offsets = np.zeros(len(cells) + 1, np.int64)
    np.cumsum(count, out=offsets[1:])
    alone = pa.LargeStringArray.from_buffers(len(cells), pa.py_buffer(offsets), pa.py_buffer(windows[is_digit]))
    numbers = pl.Series(pl.from_arrow(alone)).cast(pl.Int64, strict=False).fill_null(0).to_numpy()
    return numbers, count, plus, odd


@lru_cache(maxsize=1)
def _inside() -> Array:
    """Return for each size of a cell which bytes of its window are in it, as 1 and 0."""
    return (np.arange(WINDOW)[None, :] < np.arange(WINDOW + 1)[:, None]).astype(np.uint8)


@lru_cache(maxsize=1)
def _classes() -> Array:
    """Return per byte: 1 a digit, 0 nothing (space, dash, brackets), 2 plus, 4 all else."""
    table = np.full(256, 4, np.uint8)
    table[list(b"0123456789")] = 1
    table[list(b" -()")] = 0
    table[ord("+")] = 2
    return table


def _read(digits: Array, count: Array, plus: Array, rows: Array, column: Column, noted: Array | None) -> Array:
    """Put what plain cells say into the column; return which of them could be told here.

    Most begin with one zero and are told at once; the others, with a sign, two zeros or none, part by part.
    """
    length = length_of(digits)
    zeros = count - length
    first, second = digits.copy(), np.zeros_like(digits)
    foreign = np.zeros_like(digits)
    told = (digits > 0) & (zeros <= 2) & (count <= LONGEST_DIGITS) & ~(plus & (zeros > 0))
    after = powers_of_ten()[np.maximum(length - 2, 0)]
    home = (digits // after == 46) & (length > 2)

    abroad = np.flatnonzero((plus | (zeros == 2)) & told)
    if len(abroad):
        first[abroad] = np.where(home[abroad], digits[abroad] - 46 * after[abroad], 0)
        away = abroad[~home[abroad]]
        known = _foreign()[length[away], _leading(digits[away], length[away], 3)]
        foreign[away] = np.where(known, digits[away], 0)
        told[away[~known]] = False
    bare = np.flatnonzero(~plus & (zeros == 0) & told)
    if len(bare):
        told[bare[count[bare] <= 6]] = False
        both = bare[home[bare] & (count[bare] > 6)]
        whole, rest = digits[both], digits[both] - 46 * after[both]
        swap = ~_assignable(kinds_of(whole)) & _assignable(kinds_of(rest))
        first[both], second[both] = np.where(swap, rest, whole), np.where(swap, whole, rest)
    cut = np.flatnonzero(~plus & (zeros == 1) & home & told)
    if len(cut):
        second[cut] = np.where(_assignable(kinds_of(digits[cut])), 0, digits[cut] - 46 * after[cut])
    second[second >= powers_of_ten()[LONGEST_DIGITS]] = 0
    told &= (first > 0) | (foreign > 0)
    _put(first, second, foreign, rows, told, column, noted)
    return told


def _put(
    first: Array, second: Array, foreign: Array, rows: Array, told: Array, column: Column, noted: Array | None
) -> None:
    kind = kinds_of(first)
    status = np.array(OF_KIND, np.uint8)[kind]
    reason = np.zeros(len(first), np.uint8)
    wrong = np.flatnonzero((kind == Kind.INVALID) & told)
    reason[wrong] = _length_reasons(first[wrong])
    reason[kind == Kind.OUTSIDE] = Reason.NOT_FOR_CALLS
    two = np.flatnonzero(second)
    reason[two[_assignable(kind[two]) & _assignable(kinds_of(second[two]))]] = Reason.TWO_READINGS
    away = np.flatnonzero(foreign)
    status[away], reason[away], first[away] = Status.FOREIGN, 0, 0
    if noted is not None:
        reason = np.where(reason == 0, noted, reason)
    all_told = bool(told.all())
    to = rows if all_told else rows[told]
    for target, values in (
        (column.first, first),
        (column.second, second),
        (column.foreign, foreign),
        (column.otherwise, status),
        (column.reason, reason),
    ):
        target[to] = values if all_told else values[told]


def _leading(numbers: Array, length: Array, wanted: int) -> Array:
    leading: Array = numbers // powers_of_ten()[np.maximum(length - wanted, 0)]
    return leading


def _assignable(kinds: Array) -> Array:
    found: Array = (kinds != Kind.INVALID) & (kinds != Kind.OUTSIDE)
    return found


@lru_cache(maxsize=1)
def _foreign() -> Array:
    """Return whether digits of a length (row) that begin with three digits (column) are a foreign number."""
    table = np.zeros((MOST_DIGITS + 2, 1000), bool)
    for length in range(5, LONGEST_DIGITS + 1):
        for prefix in range(100, 1000):
            table[length, prefix] = is_foreign(str(prefix).ljust(length, "0"))
    return table


@lru_cache(maxsize=1)
def _shortest() -> Array:
    """Return per beginning of four digits the shortest length in the plan; 0 where none is."""
    there = plan() > 0
    return np.where(there.any(axis=0), there.argmax(axis=0), 0)


def _length_reasons(numbers: Array) -> Array:
    length = length_of(numbers)
    shortest = _shortest()[np.where(length >= 4, _leading(numbers, length, 4), 0)]
    beyond = np.where(length > LONGEST, Reason.TOO_LONG, Reason.NO_SERIES)
    told = np.where(shortest == 0, beyond, np.where(length < shortest, Reason.TOO_SHORT, Reason.TOO_LONG))
    return np.where(length < SHORTEST, Reason.TOO_SHORT, told)


def _one_by_one(texts: pl.Series, places: Array, column: Column) -> None:
    """Read cells by themselves, each distinct text once."""
    read: dict[str, Cell] = {}
    for place, text in zip(places.tolist(), texts.to_list(), strict=True):
        cell = read.get(text)
        if cell is None:
            cell = read[text] = read_cell(text)
        column.cells[place] = cell
    if column.cells:
        for name, values in (
            ("first", [cell.readings[0] if cell.readings else 0 for cell in column.cells.values()]),
            ("second", [cell.readings[1] if len(cell.readings) > 1 else 0 for cell in column.cells.values()]),
            ("otherwise", [int(cell.otherwise) for cell in column.cells.values()]),
            ("reason", [int(cell.reason) for cell in column.cells.values()]),
        ):
            getattr(column, name)[places] = values
