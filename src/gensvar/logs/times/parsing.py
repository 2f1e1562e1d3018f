"""Reading times: the order of day and month is decided once for the file; the reading is one SQL expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs import engine
from gensvar.logs.times.formats import TimeFormat, candidates
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

LOOKED_AT = 2_000
# A file in the order of time has hardly a step back; read in the wrong order it has one at every change of month.
FEW_STEPS_BACK, MANY_STEPS_BACK = 0.01, 0.02
# Office hours leave about 7 % of contacts on weekends; days dealt out at random leave 29 %.
FEW_AT_WEEKENDS, ENOUGH_ROWS = 0.6, 200
# Days next to each other, not the same day of every month or of every year.
FAR_WIDER, SOME_ROWS = 15, 40
SWEDISH_MONTHS = (("mars", "mar"), ("maj", "may"), ("juni", "jun"), ("juli", "jul"), ("aug", "aug"), ("okt", "oct"))


@dataclass(frozen=True)
class _Trial:
    """How the whole column looks when read in one format."""

    format: TimeFormat
    read: int
    unread: int
    back: int
    weekend: int
    days: int


def find_format(
    connection: duckdb.DuckDBPyConnection, value: str, source: str, order: str | None, where: str
) -> TimeFormat | None:
    """Return the format of the column that `value` (SQL) gives over `source`; None when it holds no times.

    `order` is what the user has decided: dmy, mdy or ymd. Raises BadInput when the order of day and month cannot be
    told and matters.
    """
    sample = connection.execute(
        f"SELECT v FROM (SELECT {value} AS v FROM {source}) WHERE v IS NOT NULL LIMIT {LOOKED_AT}"
    )
    found = candidates([str(row[0]) for row in sample.fetchall()])
    if len(found) < 2:
        return found[0] if found else None
    if order:
        return next((one for one in found if one.order == order), found[0])
    return _decide([_try(connection, one, value, source) for one in found], where)


def local_time(value: str, form: TimeFormat) -> str:
    """Return SQL for the time that a text says: local, or UTC when the format carries it (`form.utc`); null if none."""
    if form.kind == "iso":
        # DuckDB reads a time with an offset as if the offset were not there; the tests are in order of their cost.
        zoned = f"contains({value}, '+') OR suffix({value}, 'Z') OR (strlen({value}) > 20 AND {value} LIKE '%-__:__')"
        return f"CASE WHEN {zoned} THEN NULL ELSE try_cast({value} AS TIMESTAMP) END"
    if form.kind == "excel_serial":
        days = f"try_cast(replace({value}, ',', '.') AS DOUBLE)"
        return f"TIMESTAMP '1899-12-30' + to_microseconds(CAST(round({days} * 86400) AS BIGINT) * 1000000)"
    if form.kind in ("epoch_s", "epoch_ms"):
        factor = 1_000_000 if form.kind == "epoch_s" else 1_000
        return f"make_timestamp(CAST(round(try_cast({value} AS DOUBLE) * {factor}) AS BIGINT))"
    if form.kind == "iso_offset":
        zoned = f"try_cast(replace({value}, ' UTC', 'Z') AS TIMESTAMPTZ)"
        return f"(CASE WHEN {has_offset(value)} THEN {zoned} END)::TIMESTAMP"
    return f"try_strptime({_with_english_months(value, form)}, [{engine.texts(form.patterns)}])"


def has_offset(value: str) -> str:
    """Return SQL that holds for an ISO time that says its offset."""
    return f"regexp_matches({value}, '(Z|UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') AND length({value}) > 12"


def _with_english_months(value: str, form: TimeFormat) -> str:
    if "%b" not in form.patterns[0]:
        return value
    value = f"replace(lower({value}), '. ', ' ')"
    for swedish, english in SWEDISH_MONTHS:
        value = f"replace({value}, '{swedish}', '{english}')"
    return f"regexp_replace({value}, '([a-zåäö]{{3}})[a-zåäö]*', '\\1')"


def _try(connection: duckdb.DuckDBPyConnection, form: TimeFormat, value: str, source: str) -> _Trial:
    row = connection.execute(
        "SELECT count(t), count(*) - count(t), count(*) FILTER (t < before), count(*) FILTER (isodow(t) > 5), "
        "coalesce(date_diff('day', min(t), max(t)), 0) FROM ("
        f'SELECT t, lag(t) OVER (ORDER BY "#seq") AS before FROM (SELECT {local_time("v", form)} AS t, "#seq" FROM '
        f'(SELECT {value} AS v, "#seq" FROM {source}) WHERE v IS NOT NULL))'
    ).fetchone()
    assert row is not None
    return _Trial(form, *(int(number) for number in row))


def _decide(trials: list[_Trial], where: str) -> TimeFormat:
    """Return the format: by impossible values, else by the order of time, its span or weekdays, else ask."""
    fewest = min(trial.unread for trial in trials)
    possible = [trial for trial in trials if trial.unread == fewest]
    if fewest and len(trials) > 1 and fewest > 0.2 * max(trial.read + trial.unread for trial in trials):
        raise _undecided(where, mixed=True)
    for way in (_by_order, _by_span, _by_weekday):
        if len(possible) > 1:
            possible = way(possible)
    if len(possible) > 1:
        raise _undecided(where, mixed=False)
    return possible[0].format


def _by_order(trials: list[_Trial]) -> list[_Trial]:
    back = [trial.back / max(trial.read, 1) for trial in trials]
    rows = trials[0].read
    few = [trial for trial, share in zip(trials, back, strict=True) if share <= FEW_STEPS_BACK]
    clear = sorted(back)[1] >= max(MANY_STEPS_BACK, 2 / max(rows, 1)) if len(few) == 1 else False
    return few if clear else trials


def _by_span(trials: list[_Trial]) -> list[_Trial]:
    ranked = sorted(trials, key=lambda trial: trial.days)
    wider = ranked[1].days > FAR_WIDER * (ranked[0].days + 1)
    return ranked[:1] if wider and ranked[0].read >= SOME_ROWS else trials


def _by_weekday(trials: list[_Trial]) -> list[_Trial]:
    ranked = sorted(trials, key=lambda trial: trial.weekend)
    enough = ranked[0].read >= ENOUGH_ROWS
    return ranked[:1] if enough and ranked[0].weekend < FEW_AT_WEEKENDS * ranked[1].weekend else trials


def _undecided(where: str, *, mixed: bool) -> BadInput:
    what = (
        Text(sv="kolumnen blandar dag/månad och månad/dag", en="the column mixes day/month and month/day")
        if mixed
        else Text(
            sv="det går inte att avgöra om dagen eller månaden står först",
            en="whether the day or the month comes first cannot be told",
        )
    )
    return BadInput(
        what,
        where=where,
        mend=Text(
            sv="Säg vilket: --date-order dmy (dag först), mdy (månad först) eller ymd.",
            en="Say which: --date-order dmy (day first), mdy (month first) or ymd.",
        ),
    )
