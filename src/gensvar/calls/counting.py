"""Counting record tests on a connection: all that read the same rows in one reading.

A test whose columns nobody gave, or whose limit nobody set, says so instead of counting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from gensvar.calendar import Calendar
from gensvar.calls.coverage import COVERED
from gensvar.calls.limits import Limits
from gensvar.calls.record_tests import ALL_COVERED, TESTS, RecordTest, states_sql

if TYPE_CHECKING:
    import duckdb

SAMPLES = 20
Problem = Literal["no_data", "missing_column", "no_threshold"]
Columns = Mapping[str, set[str]]


@dataclass(frozen=True)
class Recorded:
    """What a test counted: `n` rows looked at, `breaches` among them, the ids of the first ones, more figures.

    `problem` says why nothing could be counted: no such rows, a column that no file gave, a limit that nobody set.
    """

    test: str
    n: int = 0
    breaches: int = 0
    samples: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None
    lacking: str = ""

    @property
    def share(self) -> float | None:
        """The share of breaches; None of nothing."""
        return self.breaches / self.n if self.n else None


def run_tests(connection: duckdb.DuckDBPyConnection, limits: Limits, columns: Columns, on: date) -> dict[str, Recorded]:
    """Return what every test counts, on a connection that has `covered` and `agreements`; one reading for all it
    can.
    """
    found = {name: _cannot(test, limits, columns) for name, test in TESTS.items()}
    asked = [test for name, test in TESTS.items() if found[name] is None]
    by_source: dict[str, list[RecordTest]] = {}
    for test in asked:
        by_source.setdefault(_source(test, connection, limits, on), []).append(test)
    for source, same in by_source.items():
        found |= _count(same, source, connection, limits)
    return {name: one for name in TESTS if (one := found[name]) is not None}


def _cannot(test: RecordTest, limits: Limits, columns: Columns) -> Recorded | None:
    """Return why a test cannot count; None when it can."""
    table = test.table if test.table == "agreements" else "outbound_calls"
    if table not in columns:
        return Recorded(test.name, problem="no_data", lacking=table)
    for need in test.needs:
        if need not in columns and need not in columns[table]:
            return Recorded(test.name, problem="missing_column", lacking=need)
    if test.breach(limits) is None:
        return Recorded(test.name, problem="no_threshold", lacking=test.limit)
    return None


def _source(test: RecordTest, connection: duckdb.DuckDBPyConnection, limits: Limits, on: date) -> str:
    if test.table == "agreements":
        return _agreements(connection, test.workdays(limits), on)
    return test.source or test.table


def _count(
    tests: list[RecordTest], source: str, connection: duckdb.DuckDBPyConnection, limits: Limits
) -> dict[str, Recorded]:
    counted = ", ".join(
        f"count(*) FILTER (WHERE {test.among(limits)}), "
        f"count(*) FILTER (WHERE ({test.among(limits)}) AND ({test.breach(limits)}))"
        for test in tests
    )
    numbers = connection.execute(f"SELECT {counted} FROM {source}").fetchall()[0]
    found = {}
    for place, test in enumerate(tests):
        n, breaches = numbers[2 * place : 2 * place + 2]
        samples = _samples(test, source, connection, limits) if breaches else ()
        found[test.name] = Recorded(test.name, n, breaches, samples, _more(test, connection))
    return found


def _samples(test: RecordTest, source: str, connection: duckdb.DuckDBPyConnection, limits: Limits) -> tuple[str, ...]:
    key, moment = ("agreement_id", "agreed_at") if test.table == "agreements" else ("call_id", "started")
    rows = connection.execute(
        f"SELECT {key} FROM {source} WHERE ({test.among(limits)}) AND ({test.breach(limits)}) "
        f"ORDER BY {moment}, {key} LIMIT {SAMPLES}"
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _agreements(connection: duckdb.DuckDBPyConnection, workdays: float | None, on: date) -> str:
    """Return agreements with the last day to confirm each, counted in Swedish working days."""
    days = connection.execute("SELECT DISTINCT CAST(agreed_at AS DATE) FROM agreements ORDER BY 1").fetchall()
    calendar = Calendar.swedish()
    count = int(workdays or 0)
    last = ", ".join(
        f"(DATE '{day}', DATE '{calendar.add_working_days(day, count)}')" for (day,) in days if day is not None
    )
    seen = min(on, date.max - timedelta(days=1))
    table = f"(VALUES {last})" if last else "(SELECT NULL::DATE, NULL::DATE WHERE false)"
    return (
        f"(SELECT a.*, d.last_day, DATE '{seen}' AS seen_from FROM agreements a "
        f"LEFT JOIN {table} d(first_day, last_day) ON CAST(a.agreed_at AS DATE) = d.first_day)"
    )


def _more(test: RecordTest, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return further figures of a test: which states the breaches of coverage are in."""
    if test.name == ALL_COVERED:
        counted = connection.execute(f"SELECT state, count(*) FROM covered WHERE NOT {states_sql(*COVERED)} GROUP BY 1")
        return dict(sorted(counted.fetchall()))
    return {}
