"""The reference engine: every measure counted row by row in plain Python. Slow, and what the fast ones must equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gensvar.measures.evaluate import evaluate
from gensvar.measures.expressions import Scalar
from gensvar.measures.meaning import Meaning
from gensvar.measures.tally import Group, GroupValue, Tally, histogram_of
from gensvar.measures.times import day_number, month_of, months_between, written_day, written_month

Row = Mapping[str, Scalar | None]
FATES = ("ok", "failed", "unknown", "not_due")


@dataclass(frozen=True)
class Question:
    """Which rows, in which groups: as in a `Request`, its parameters bound already."""

    where: Mapping[str, tuple[str, ...]]
    by: tuple[str, ...] = ()
    period: tuple[date | None, date | None] = (None, None)
    target: float = 0.0


def fate(meaning: Meaning, row: Row) -> str | int | None:
    """Return where a row falls: a name in `FATES`, the number of the exclusion, or None outside the population."""
    population = evaluate(meaning.population, row)
    if population is False:
        return None
    for number, rule in enumerate(meaning.exclude):
        if evaluate(rule.expression, row) is True:
            return number
    if meaning.not_due is not None and evaluate(meaning.not_due, row) is True:
        return "not_due"
    if population is None or (meaning.unknown is not None and evaluate(meaning.unknown, row) is True):
        return "unknown"
    return _judged(meaning, row)


def _judged(meaning: Meaning, row: Row) -> str:
    """Tell ok from failed; a value is ok as soon as it is known, in a survival the event is what tells."""
    if meaning.value is not None and evaluate(meaning.value, row) is None:
        return "unknown"
    decides = meaning.success if meaning.success is not None else meaning.event
    found = True if decides is None else evaluate(decides, row)
    return "unknown" if found is None else "ok" if found else "failed"


def tallies(meaning: Meaning, rows: Iterable[Row], question: Question) -> dict[Group, Tally]:
    """Return the tally of every group that has a row; with no `by` one tally, even of nothing."""
    kept = [row for row in rows if all(row[name] in values for name, values in question.where.items())]
    if meaning.kind == "stock":
        return _stocks(meaning, kept, question)
    groups: dict[Group, list[Row]] = {} if question.by else {(): []}
    for row in kept:
        if evaluate(meaning.population, row) is not False and _within(row[meaning.time], question.period):
            groups.setdefault(_group(meaning, row, question.by), []).append(row)
    return {group: _tally(meaning, members, question.target) for group, members in groups.items()}


def _within(day: Scalar | None, period: tuple[date | None, date | None]) -> bool:
    first, last = period
    if day is None:
        return first is None and last is None
    return (first is None or int(day) >= day_number(first)) and (last is None or int(day) <= day_number(last))


def _group(meaning: Meaning, row: Row, by: tuple[str, ...]) -> Group:
    return tuple((name, _group_value(meaning, row, name)) for name in by)


def _group_value(meaning: Meaning, row: Row, name: str) -> GroupValue:
    if name not in ("day", "month"):
        return row[name]  # type: ignore[return-value]
    day = row[meaning.time]
    if day is None:
        return None
    return written_day(int(day)) if name == "day" else written_month(month_of(int(day)))


def _tally(meaning: Meaning, rows: Sequence[Row], target: float) -> Tally:
    fates = [fate(meaning, row) for row in rows]
    counts = {name: fates.count(name) for name in FATES}
    if meaning.kind == "interval_share":
        counts |= _intervals(rows, fates, target)
    judged = [row for row, found in zip(rows, fates, strict=True) if found in ("ok", "failed")]
    values = [int(evaluate(meaning.value, row) or 0) for row in judged] if meaning.value is not None else []
    events = [meaning.event is not None and evaluate(meaning.event, row) is True for row in judged]
    return Tally(
        **counts,
        excluded=tuple(fates.count(number) for number in range(len(meaning.exclude))),
        total=sum(values),
        squares=sum(value * value for value in values),
        extreme=_extreme(meaning, values),
        guarded=sum(evaluate(meaning.guard.expression, row) is True for row in rows) if meaning.guard else 0,
        histogram=histogram_of(zip(values, events, strict=True)) if values else (),
    )


def _extreme(meaning: Meaning, values: list[int]) -> int | None:
    pick = {"max": max, "min": min}.get(meaning.kind)
    return pick(values) if pick and values else None


def _intervals(rows: Sequence[Row], fates: Sequence[str | int | None], target: float) -> dict[str, int]:
    """Count half-hours of a day that reach the target and those that do not."""
    cells: dict[tuple[Scalar | None, Scalar | None], list[int]] = {}
    for row, found in zip(rows, fates, strict=True):
        if found in ("ok", "failed"):
            cells.setdefault((row["day"], row["half_hour"]), []).append(found == "ok")
    reached = sum(sum(cell) >= Fraction(str(target)) * len(cell) for cell in cells.values())
    return {"ok": reached, "failed": len(cells) - reached}


def _stocks(meaning: Meaning, rows: list[Row], question: Question) -> dict[Group, Tally]:
    """Count what is in stock at the end of each month or day asked for, or of the period."""
    by = tuple(name for name in question.by if name not in ("day", "month"))
    moments = _moments(meaning, rows, question)
    groups: dict[Group, list[Row]] = {} if by else {(): []}
    for row in rows:
        if evaluate(meaning.population, row) is not False:
            groups.setdefault(_group(meaning, row, by), []).append(row)
    found: dict[Group, Tally] = {}
    for group, members in groups.items():
        for label, end in moments:
            entered = [row for row in members if row[meaning.time] is None or int(row[meaning.time] or 0) <= end]
            if entered or not (by or label):
                key = {**dict(group), **dict(label)}
                found[tuple((name, key[name]) for name in question.by)] = _stock(meaning, entered, end)
    return found


def _moments(meaning: Meaning, rows: list[Row], question: Question) -> list[tuple[Group, int]]:
    days = [int(day) for row in rows for day in (row[meaning.time], _left(meaning, row)) if day is not None]
    first, last = question.period
    start = day_number(first) if first else min(days, default=0)
    end = day_number(last) if last else max(days, default=0)
    if "day" in question.by:
        return [((("day", written_day(day)),), day) for day in range(start, end + 1)] if days else []
    if "month" in question.by:
        return [((("month", written_month(month)),), min(at, end)) for month, at in months_between(start, end)]
    return [((), end)]


def _left(meaning: Meaning, row: Row) -> int | None:
    left = evaluate(meaning.leaves, row) if meaning.leaves is not None else None
    return None if left is None else int(left)


def _stock(meaning: Meaning, rows: list[Row], end: int) -> Tally:
    fates = [fate(meaning, row) for row in rows]
    staying = [(left := _left(meaning, row)) is None or left > end for row in rows]
    judged = [stays for found, stays in zip(fates, staying, strict=True) if found == "ok"]
    return Tally(
        ok=sum(judged),
        failed=len(judged) - sum(judged),
        unknown=fates.count("unknown"),
        not_due=fates.count("not_due"),
        excluded=tuple(fates.count(number) for number in range(len(meaning.exclude))),
    )
