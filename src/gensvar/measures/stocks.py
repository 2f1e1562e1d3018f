"""What is in stock at the end of a month, a day or a period: entered by then and not left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gensvar.measures.cells import Cells
from gensvar.measures.compiling import FIRST_EXCLUSION, NOT_DUE, OK, OUTSIDE, UNKNOWN, compiled, fate
from gensvar.measures.meaning import Meaning
from gensvar.measures.questions import Tallies, group_keys, group_of, narrowed, rows_of
from gensvar.measures.reference import Question
from gensvar.measures.tally import Group, Tally
from gensvar.measures.times import day_number, months_between, written_day, written_month

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

ALWAYS = -(10**9)  # entered on an unknown day: counted from the beginning


@dataclass
class _Flow:
    """Rows of one group: how many entered by fate and day, and how many of the judged left by day."""

    entered: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    left: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def ask_stock(connection: Backend, cells: Cells, meaning: Meaning, question: Question) -> Tallies:
    """Return the stock of each group at each moment asked for."""
    by = tuple(name for name in question.by if name not in ("day", "month"))
    days: set[int] = set()
    flows: dict[Group, _Flow] = {} if by else {(): _Flow()}
    for group, entered, left, found, n in _rows(connection, cells, meaning, question, by):
        days.update(day for day in (entered, left) if day is not None)
        if found == OUTSIDE:
            continue
        flow = flows.setdefault(group, _Flow())
        start = ALWAYS if entered is None else entered
        flow.entered[start, found] += n
        if found == OK and left is not None:
            flow.left[max(start, left)] += n
    moments = list(_moments(days, question))
    return {
        key: tally for group, flow in flows.items() for key, tally in _at(meaning, flow, group, moments, question.by)
    }


def _rows(
    connection: Backend, cells: Cells, meaning: Meaning, question: Question, by: tuple[str, ...]
) -> Iterable[tuple[Group, int | None, int | None, int, int]]:
    import ibis

    kept = narrowed(cells, question)
    table = kept.table
    leaves = ibis.null("int64") if meaning.leaves is None else compiled(meaning.leaves, table)
    keys = group_keys(kept, by, meaning.time) | {"entered": table[meaning.time], "gone": leaves}
    query = table.group_by(**keys, fate=fate(meaning, table)).aggregate(rows=kept.n.sum())
    for row in rows_of(connection, query):
        entered, left, found, n = row[len(by) :]
        yield group_of(by, row), entered, left, found, int(n)


def _moments(days: set[int], question: Question) -> Iterable[tuple[Group, int]]:
    first, last = question.period
    start = day_number(first) if first else min(days, default=0)
    end = day_number(last) if last else max(days, default=0)
    if "day" in question.by:
        return [((("day", written_day(day)),), day) for day in range(start, end + 1)] if days else []
    if "month" in question.by:
        return [((("month", written_month(month)),), min(at, end)) for month, at in months_between(start, end)]
    return [((), end)]


def _at(
    meaning: Meaning, flow: _Flow, group: Group, moments: list[tuple[Group, int]], by: tuple[str, ...]
) -> Iterable[tuple[Group, Tally]]:
    """Walk through the moments in order, adding what entered and left since the one before."""
    entered, left = sorted(flow.entered.items()), sorted(flow.left.items())
    counts: dict[int, int] = defaultdict(int)
    gone = 0
    for label, end in moments:
        while entered and entered[0][0][0] <= end:
            (_, found), n = entered.pop(0)
            counts[found] += n
        while left and left[0][0] <= end:
            gone += left.pop(0)[1]
        if counts or not (by or label):
            key = {**dict(group), **dict(label)}
            yield tuple((name, key[name]) for name in by), _stock(meaning, counts, gone)


def _stock(meaning: Meaning, counts: dict[int, int], gone: int) -> Tally:
    return Tally(
        ok=counts[OK] - gone,
        failed=gone,
        unknown=counts[UNKNOWN],
        not_due=counts[NOT_DUE],
        excluded=tuple(counts[FIRST_EXCLUSION + k] for k in range(len(meaning.exclude))),
    )
