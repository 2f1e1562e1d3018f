"""From readings to answers: status, number shown, reason and last day, for every row of a column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.cells import Cells
from gensvar.blocklist.numbers.columns import Column, read_column
from gensvar.blocklist.numbers.plan import assignable
from gensvar.blocklist.numbers.reasons import Reason
from gensvar.blocklist.numbers.status import WORDS, Status
from gensvar.blocklist.wash.exemptions import Exemptions
from gensvar.blocklist.wash.lookup import Lookup

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    Array = np.ndarray[Any, Any]

OPTED_OUT = "own_opt_out"
OUTSIDE = "exempt:purpose"
KEY_SHIFT = 3  # a key is the NSN shifted by three bits, and the status


@dataclass
class Answers:
    """The answers to one column. `callable`: free, or blocked with an exemption. `keys`: NSN * 8 + status, for the
    receipt.
    """

    status: Array
    shown: pl.Series
    reason: pl.Series
    until: pl.Series
    callable: Array
    keys: Array
    opted_out: int = 0


@dataclass(frozen=True)
class Oracle:
    """What answers are made of: one version's members, what being a member means, the last day, the exemptions."""

    members: Lookup
    opt_in: bool
    until: date
    exemptions: Exemptions

    def answer(self, cells: Cells) -> Answers:
        """Return the answers to a column of cells."""
        return _answer(read_column(cells), self)


def _answer(column: Column, oracle: Oracle) -> Answers:
    import numpy as np

    in_first, in_second = oracle.members.has(column.first), oracle.members.has(column.second)
    if oracle.opt_in:
        status, shown = _by_consent(column, in_first, in_second)
    else:
        status, shown = _by_block(column, in_first, in_second)
    keys = [_keys(column.first, status), _keys(column.second, status)]
    if column.cells:
        keys.append(_answer_special(column, oracle, status, shown))
    reason = column.reason.astype(np.uint16)
    return _worded(column, oracle, status, shown, reason, keys)


def _by_block(column: Column, in_first: Array, in_second: Array) -> tuple[Array, Array]:
    """Return status and number of rows where members are blocked."""
    import numpy as np

    status, shown = column.otherwise.copy(), column.first.copy()
    hits = np.flatnonzero(in_first | in_second)
    first, second = in_first[hits], in_second[hits]
    other = (~first & assignable(column.first[hits])) | (~second & assignable(column.second[hits]))
    status[hits] = np.where(other, Status.BLOCKED_BY_ONE_READING, Status.BLOCKED)
    shown[hits] = np.where(first, column.first[hits], column.second[hits])
    return status, shown


def _by_consent(column: Column, in_first: Array, in_second: Array) -> tuple[Array, Array]:
    """Return status and number of rows where only members may be called: free needs every plausible reading."""
    status = column.otherwise.copy()
    free = status == Status.FREE
    also = assignable(column.second)
    status[free & ~in_first & ~(also & in_second)] = Status.BLOCKED
    status[free & also & (in_first != in_second)] = Status.BLOCKED_BY_ONE_READING
    status[free & ~also & ~in_first] = Status.BLOCKED
    return status, column.first.copy()


def _answer_special(column: Column, oracle: Oracle, status: Array, shown: Array) -> Array:
    """Answer the cells with several numbers or readings, in place; return the keys of all of their readings."""
    import numpy as np

    places = np.fromiter(column.cells, np.int64)
    cells = list(column.cells.values())
    sizes = np.fromiter((len(cell.readings) for cell in cells), np.int64)
    places, cells, sizes = places[sizes > 0], [cell for cell in cells if cell.readings], sizes[sizes > 0]
    readings = np.array([reading for cell in cells for reading in cell.readings], np.uint64)
    if not len(readings):
        return readings
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    hits, real = oracle.members.has(readings), assignable(readings)
    otherwise = np.array([cell.otherwise for cell in cells], np.uint8)
    if oracle.opt_in:
        hits = ~hits & real & np.repeat(otherwise == Status.FREE, sizes)
    any_hit = np.logical_or.reduceat(hits, starts)
    other = np.logical_or.reduceat(~hits & real, starts)
    answered = np.where(other, Status.BLOCKED_BY_ONE_READING, Status.BLOCKED)
    status[places] = np.where(any_hit, answered, otherwise)
    order = np.where(hits, np.arange(len(hits)), len(hits))
    first_hit = np.minimum.reduceat(order, starts)
    shown[places] = readings[np.where(any_hit, first_hit, starts)]
    own = np.repeat(status[places], sizes)
    blocked = np.repeat(any_hit, sizes)
    each = np.where(blocked & hits, Status.BLOCKED, np.where(blocked, Status.BLOCKED_BY_ONE_READING, own))
    return readings << np.uint64(KEY_SHIFT) | each.astype(np.uint64)


def _keys(numbers: Array, status: Array) -> Array:
    import numpy as np

    there = numbers > 0
    keys: Array = numbers[there] << np.uint64(KEY_SHIFT) | status[there].astype(np.uint64)
    return keys


def _worded(column: Column, oracle: Oracle, status: Array, shown: Array, reason: Array, keys: list[Array]) -> Answers:
    """Return the answers in words; exemptions and the company's own list come last and change few rows."""
    import numpy as np
    import polars as pl

    last_day = oracle.until.isoformat()
    may_call = status == Status.FREE
    reasons = pl.Series([one.word for one in Reason]).gather(reason)
    until = pl.Series(["", last_day]).gather(may_call.astype(np.uint32))
    number = pl.Series(shown)
    text = pl.select(
        pl.when(number > 0).then(pl.concat_str([pl.lit("+46"), number.cast(pl.String)])).otherwise(pl.lit(""))
    ).to_series()
    text = _unusual_texts(text, column, status)
    blocked = (status == Status.BLOCKED) | (status == Status.BLOCKED_BY_ONE_READING)
    given = oracle.exemptions
    changes: dict[int, tuple[str, str]] = {}
    if given.outside_rules:
        for place in np.flatnonzero(blocked).tolist():
            changes[place] = (OUTSIDE, "")
    elif given.by_number:
        numbers = np.array(sorted(given.by_number), np.uint64)
        for place in np.flatnonzero(blocked & np.isin(shown, numbers)).tolist():
            ground = given.by_number[int(shown[place])]
            changes[place] = (f"exempt:{ground.ground}", ground.until.isoformat())
    for place in changes:
        may_call[place] = True
    if given.opted_out:
        own = given.opted_out_numbers()
        said_no = np.isin(column.first, own) | np.isin(column.second, own)
        for place, cell in column.cells.items():
            said_no[place] |= bool(given.opted_out.intersection(cell.readings))
        for place in np.flatnonzero(said_no).tolist():
            changes[place] = (OPTED_OUT, "")
            status[place], may_call[place] = Status.BLOCKED, False
    if changes:
        at = list(changes)
        reasons = reasons.scatter(at, [one for one, _ in changes.values()])
        until = until.scatter(at, [day for _, day in changes.values()])
    opted_out = sum(reason == OPTED_OUT for reason, _ in changes.values())
    return Answers(status, text, reasons, until, may_call, np.concatenate(keys), opted_out)


def _unusual_texts(text: pl.Series, column: Column, status: Array) -> pl.Series:
    """Put in what is shown of foreign numbers, several numbers, and short ones."""
    import numpy as np

    abroad = np.flatnonzero(column.foreign)
    places, shown = abroad.tolist(), [f"+{number}" for number in column.foreign[abroad].tolist()]
    marked = (status == Status.BLOCKED) | (status == Status.BLOCKED_BY_ONE_READING)
    for place, cell in column.cells.items():
        if not marked[place]:
            places.append(place)
            shown.append(cell.shown)
    return text.scatter(places, shown) if places else text


def words(status: Array) -> pl.Series:
    """Return the statuses as the words that are written."""
    import polars as pl

    return pl.Series(list(WORDS)).gather(status)
