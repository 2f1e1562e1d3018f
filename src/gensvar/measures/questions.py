"""Questions asked of cells: groups, period and narrowing in, tallies out. Always on DuckDB, in one query each.

A cube built elsewhere is asked here, so that every engine gives its answers by the very same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from gensvar.measures.cells import Cells
from gensvar.measures.coarsening import coarser
from gensvar.measures.compiling import FAILED, FIRST_EXCLUSION, NOT_DUE, OK, OUTSIDE, UNKNOWN, compiled, fate
from gensvar.measures.meaning import Meaning
from gensvar.measures.reference import Question
from gensvar.measures.tally import Group, Tally
from gensvar.measures.times import day_number, written_day, written_month
from gensvar.measures.uses import HISTOGRAM_KINDS

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

Tallies = dict[Group, Tally]
TIMES = ("day", "month")
FEW = 4  # meanings that are asked of the cells as they are


def ask(connection: Backend, cells: Cells, meanings: Sequence[Meaning], question: Question) -> list[Tallies]:
    """Return the tallies of each meaning by group, as `reference.tallies` does; counts come in one query."""
    from gensvar.measures.stocks import ask_stock

    found: dict[int, Tallies] = {}
    counted: dict[str, list[int]] = {}  # meanings by the time they go by
    for index, one in enumerate(meanings):
        if one.kind == "stock":
            found[index] = ask_stock(connection, cells, one, question)
        elif one.kind == "interval_share":
            found[index] = _intervals(connection, cells, one, question)
        else:
            counted.setdefault(one.time, []).append(index)
    for time, indices in counted.items():
        answers = _counts(connection, cells, [meanings[index] for index in indices], question, time)
        found |= dict(zip(indices, answers, strict=True))
    for index, one in enumerate(meanings):
        if one.kind in HISTOGRAM_KINDS:
            found[index] = _with_histograms(connection, cells, one, question, found[index])
    return [found[index] for index in range(len(meanings))]


def rows_of(connection: Backend, query: ibis.Table) -> list[tuple[Any, ...]]:
    """Return the rows of a query as plain Python values, whole numbers of any size."""
    return connection.raw_sql(connection.compile(query)).fetchall()  # type: ignore[no-any-return]


def narrowed(cells: Cells, question: Question) -> Cells:
    """Return the cells whose columns have the values asked for."""
    if not question.where:
        return cells
    kept = [_among(cells.table[name], values) for name, values in question.where.items()]
    return replace(cells, table=cells.table.filter(reduce(and_, kept)))


def _among(column: ir.Value, values: Iterable[Any]) -> ir.BooleanValue:
    values = list(values)
    given = column.isin([value for value in values if value is not None])
    return given | column.isnull() if None in values else given


def _within(cells: Cells, time: str, question: Question) -> Cells:
    first, last = question.period
    if first is None and last is None:
        return cells
    day = cells.table[time]
    limits = [day >= day_number(first)] if first else []
    limits += [day <= day_number(last)] if last else []
    return replace(cells, table=cells.table.filter(reduce(and_, limits)))


def _counts(
    connection: Backend, cells: Cells, meanings: Sequence[Meaning], question: Question, time: str
) -> list[Tallies]:
    kept = _within(narrowed(cells, question), time, question)
    keys = group_keys(kept, question.by, time)
    if len(meanings) > FEW:
        kept = coarser(kept, meanings, keys)
        keys = {name: kept.table[name] for name in keys}
    fates = {f"fate_{k}": fate(one, kept.table, value_known=True) for k, one in enumerate(meanings)}
    judged = replace(kept, table=kept.table.mutate(**keys, **fates))
    layouts, sums = [], dict[str, "ir.Value"]()
    for k, one in enumerate(meanings):
        mine = _sums(judged, one, judged.table[f"fate_{k}"])
        layouts.append(list(mine))
        sums |= {f"m{k}_{name}": value for name, value in mine.items()}
    grouped = judged.table.group_by(list(keys)) if keys else judged.table
    found: list[Tallies] = [{} for _ in meanings]
    for row in rows_of(connection, grouped.aggregate(**sums)):
        group, start = group_of(question.by, row), len(question.by)
        for k, (one, layout) in enumerate(zip(meanings, layouts, strict=True)):
            tally = _tally(one, dict(zip(layout, row[start:], strict=False)))
            start += len(layout)
            if tally.population or not question.by:
                found[k][group] = tally
    return found


def _sums(cells: Cells, meaning: Meaning, fates: ir.IntegerValue) -> dict[str, ir.Value]:
    """Return what is to be added up for one meaning, by name."""
    import ibis

    n = cells.n
    judged = fates.isin([OK, FAILED])
    known = n if meaning.value is None else cells.sums(meaning.value).known
    weights = {OK: known, FAILED: known}
    codes = {"ok": OK, "failed": FAILED, "unknown": UNKNOWN, "not_due": NOT_DUE}
    codes |= {f"excluded_{k}": FIRST_EXCLUSION + k for k in range(len(meaning.exclude))}
    found: dict[str, ir.Value] = {
        name: ibis.ifelse(fates == code, weights.get(code, n), 0).sum() for name, code in codes.items()
    }
    if meaning.value is not None:
        value = cells.sums(meaning.value)
        found["valueless"] = ibis.ifelse(judged, n - known, 0).sum()
        found["total"] = ibis.ifelse(judged, value.total, 0).sum()
        if meaning.kind == "mean":
            found["squares"] = ibis.ifelse(judged, value.squares, 0).sum()
        if meaning.kind == "max":
            found["extreme"] = ibis.ifelse(judged, value.high, ibis.null("int64")).max()
        if meaning.kind == "min":
            found["extreme"] = ibis.ifelse(judged, value.low, ibis.null("int64")).min()
    if meaning.guard is not None:
        guarded = (fates != OUTSIDE) & compiled(meaning.guard.expression, cells.table)
        found["guarded"] = ibis.ifelse(guarded, n, 0).sum()
    return found


def _tally(meaning: Meaning, sums: dict[str, Any]) -> Tally:
    def whole(name: str) -> int:
        return int(sums.get(name) or 0)

    extreme = sums.get("extreme")
    return Tally(
        ok=whole("ok"),
        failed=whole("failed"),
        unknown=whole("unknown") + whole("valueless"),
        not_due=whole("not_due"),
        excluded=tuple(whole(f"excluded_{k}") for k in range(len(meaning.exclude))),
        total=whole("total"),
        squares=whole("squares"),
        extreme=None if extreme is None else int(extreme),
        guarded=whole("guarded"),
    )


def group_keys(cells: Cells, by: Sequence[str], time: str) -> dict[str, ir.Value]:
    """Return what to group by: days and months go by the meaning's own time."""
    return {f"by_{name}": _key(cells, name, time) for name in by}


def _key(cells: Cells, name: str, time: str) -> ir.Value:
    import ibis

    if name not in TIMES:
        return cells.table[name]
    day = cells.table[time]
    if name == "day":
        return day
    date = ibis.date("1970-01-01") + day.as_interval("D")
    return date.year().cast("int64") * 100 + date.month()


def group_of(by: Sequence[str], row: Sequence[Any]) -> Group:
    """Return the group that a row of an answer begins with."""
    return tuple((name, _written(name, value)) for name, value in zip(by, row, strict=False))


def _written(name: str, value: Any) -> Any:
    if value is None or name not in TIMES:
        return value
    return written_day(int(value)) if name == "day" else written_month(int(value))


def _with_histograms(
    connection: Backend, cells: Cells, meaning: Meaning, question: Question, found: Tallies
) -> Tallies:
    assert meaning.value is not None
    kept = _within(narrowed(cells, question), meaning.time, question)
    table = kept.table.filter(fate(meaning, kept.table).isin([OK, FAILED]))
    kept = replace(kept, table=table)
    keys = group_keys(kept, question.by, meaning.time)
    event = compiled(meaning.event, table).fill_null(False) if meaning.event is not None else None
    value = compiled(meaning.value, table)
    counted = {"n": kept.n.sum(), "events": (event.ifelse(kept.n, 0) if event is not None else kept.n * 0).sum()}
    query = table.group_by(**keys, counted_value=value).aggregate(**counted)
    cells_of: dict[Group, list[tuple[int, int, int]]] = {}
    for row in rows_of(connection, query):
        value_, n, events = row[len(question.by) :]
        cells_of.setdefault(group_of(question.by, row), []).append((int(value_), int(n), int(events)))
    return {group: _filled(tally, sorted(cells_of.get(group, ()))) for group, tally in found.items()}


def _filled(tally: Tally, histogram: Sequence[tuple[int, int, int]]) -> Tally:
    squares = sum(value * value * n for value, n, _ in histogram)
    return replace(tally, squares=squares, histogram=tuple(histogram))


def _intervals(connection: Backend, cells: Cells, meaning: Meaning, question: Question) -> Tallies:
    """Count half-hours of a day that reach the target: a share of shares, so its parts are added up first."""
    by = tuple(dict.fromkeys((*question.by, "_day", "_half_hour")))
    kept = replace(cells, table=cells.table.mutate(_day=cells.table["day"], _half_hour=cells.table["half_hour"]))
    parts = _counts(connection, kept, [meaning], replace(question, by=by), meaning.time)[0]
    found: Tallies = {} if question.by else {(): _nothing(meaning)}
    for group, part in parts.items():
        whole = group[: len(question.by)]
        before = found.get(whole, _nothing(meaning))
        found[whole] = _added(before, part, question.target)
    return found


def _nothing(meaning: Meaning) -> Tally:
    return Tally(excluded=(0,) * len(meaning.exclude))


def _added(whole: Tally, part: Tally, target: float) -> Tally:
    from fractions import Fraction

    reached = part.ok >= Fraction(str(target)) * part.judged
    return Tally(
        ok=whole.ok + (part.judged > 0 and reached),
        failed=whole.failed + (part.judged > 0 and not reached),
        unknown=whole.unknown + part.unknown,
        not_due=whole.not_due + part.not_due,
        excluded=tuple(a + b for a, b in zip(whole.excluded, part.excluded, strict=True)),
        guarded=whole.guarded + part.guarded,
    )
