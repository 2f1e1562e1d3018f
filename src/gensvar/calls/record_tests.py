"""The tests that rulebooks name in checks of records: which rows count, and which of them are breaches.

Each is one condition over calls with their state, or over agreements. A test whose columns nobody gave, or whose limit
nobody set, says so instead of counting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from gensvar.calendar import Calendar
from gensvar.calls.coverage import COVERED
from gensvar.calls.limits import Limits
from gensvar.text import Text

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


@dataclass(frozen=True)
class RecordTest:
    """A test: what it is called, the table it reads, its rows and breaches as SQL, what it needs."""

    name: str
    title: Text
    table: Literal["covered", "told", "agreements"]
    breach: Callable[[Limits], str | None]  # None: the limit it needs is unset
    among: Callable[[Limits], str] = lambda _limits: "true"
    needs: tuple[str, ...] = ()  # columns of the table, or another table
    limit: str = ""
    source: str = ""  # what is read instead of the table
    workdays: Callable[[Limits], float | None] = lambda _limits: None


def _states(*states: str) -> str:
    return f"state IN ({', '.join(repr(state) for state in states)})"


HOUR_OF_DAY = "(hour(local) + minute(local) / 60.0)"


def _hours(limits: Limits) -> str | None:
    if limits.earliest_hour is None or limits.latest_hour is None:
        return None
    return f"{HOUR_OF_DAY} < {limits.earliest_hour} OR {HOUR_OF_DAY} >= {limits.latest_hour}"


def _attempts(limits: Limits) -> str | None:
    return None if limits.attempts_limit is None else f"attempt >= {limits.attempts_limit}"


LATE = "coalesce(CAST(confirmation_sent AS DATE), seen_from) > last_day"
DUE = "(confirmation_sent IS NOT NULL OR seen_from > last_day)"
CONSUMER, BUSINESS = "target IS DISTINCT FROM 'business'", "target = 'business'"
NOT_RECORDED = "recording_id IS NULL OR offer_recorded IS FALSE OR acceptance_recorded IS FALSE"
ALL_COVERED = "calls.covered"
ATTEMPTS = (
    "(SELECT *, count(*) OVER (PARTITION BY number_key ORDER BY started RANGE BETWEEN INTERVAL 24 HOUR PRECEDING "
    "AND CURRENT ROW) AS attempt FROM told WHERE number_key IS NOT NULL AND number_key <> 'foreign')"
)
TESTS: dict[str, RecordTest] = {
    test.name: test
    for test in (
        RecordTest(
            ALL_COVERED,
            Text(sv="samtal utan giltig kontroll eller undantag", en="calls without a valid check or an exemption"),
            "covered",
            lambda _: f"NOT {_states(*COVERED)}",
        ),
        RecordTest(
            "calls.fresh",
            Text(sv="samtal efter att kontrollen slutat gälla", en="calls after the check had run out"),
            "covered",
            lambda _: _states("stale"),
            lambda _: "answer = 'free' OR state = 'stale'",
            ("washes",),
        ),
        RecordTest(
            "calls.readable",
            Text(sv="samtal till oläsbara nummer", en="calls to unreadable numbers"),
            "covered",
            lambda _: _states("unreadable"),
        ),
        RecordTest(
            "calls.consent",
            Text(sv="samtal på ett samtycke som gått ut", en="calls on a consent that had run out"),
            "covered",
            lambda _: "consent_until <= started",
            lambda _: "consent_until IS NOT NULL AND state NOT IN ('receipt', 'purpose', 'own_no', 'relation')",
            ("consents",),
        ),
        RecordTest(
            "calls.relation",
            Text(sv="samtal på ett kundförhållande som gått ut", en="calls on a customer relation that had run out"),
            "covered",
            lambda _: "relation_until <= started",
            lambda _: "relation_until IS NOT NULL AND state NOT IN ('receipt', 'purpose', 'own_no', 'consent')",
            ("relations",),
        ),
        RecordTest(
            "calls.business",
            Text(
                sv="samtal till spärrade företagsnummer utanför arbetstid",
                en="calls to blocked business numbers outside working hours",
            ),
            "covered",
            lambda limits: None if limits.office_from is None else _states("business_hours"),
            lambda _: _states("business", "business_hours"),
            ("business",),
            "office_from",
        ),
        RecordTest(
            "calls.own_no",
            Text(sv="samtal efter ett eget nej", en="calls after a personal no"),
            "covered",
            lambda _: _states("own_no"),
            needs=("opt_outs",),
        ),
        RecordTest(
            "calls.silent",
            Text(sv="tysta samtal", en="silent calls"),
            "told",
            lambda _: "nobody_there",
            lambda _: "was_answered",
            ("answered", "seller_connected"),
        ),
        RecordTest(
            "calls.number_shown",
            Text(sv="samtal med dolt nummer", en="calls with a hidden number"),
            "told",
            lambda _: "number_shown IS FALSE",
            lambda _: "number_shown IS NOT NULL",
            ("number_shown",),
        ),
        RecordTest(
            "calls.hours",
            Text(sv="samtal utanför tillåtna tider", en="calls outside permitted hours"),
            "told",
            _hours,
            limit="earliest_hour, latest_hour",
        ),
        RecordTest(
            "calls.attempts",
            Text(sv="försök över gränsen inom 24 timmar", en="attempts beyond the limit within 24 hours"),
            "told",
            _attempts,
            limit="attempts_limit",
            source=ATTEMPTS,
        ),
        RecordTest(
            "sales.recorded",
            Text(
                sv="avtal utan inspelat erbjudande och ja",
                en="agreements without a recording of the offer and the acceptance",
            ),
            "agreements",
            lambda _: NOT_RECORDED,
            lambda _: CONSUMER,
            ("recording_id",),
        ),
        RecordTest(
            "sales.recorded.business",
            Text(sv="avtal med företag utan inspelning", en="agreements with businesses without a recording"),
            "agreements",
            lambda _: NOT_RECORDED,
            lambda _: BUSINESS,
            ("recording_id",),
        ),
        RecordTest(
            "sales.confirmed",
            Text(sv="avtal som bekräftades för sent eller inte alls", en="agreements confirmed late or not at all"),
            "agreements",
            lambda limits: None if limits.confirmation_workdays is None else LATE,
            lambda _: f"{CONSUMER} AND {DUE}",
            ("confirmation_sent",),
            "workdays",
            workdays=lambda limits: limits.confirmation_workdays,
        ),
        RecordTest(
            "sales.confirmed.business",
            Text(
                sv="avtal med företag som bekräftades för sent eller inte alls",
                en="agreements with businesses confirmed late or not at all",
            ),
            "agreements",
            lambda limits: None if limits.business_confirmation_workdays is None else LATE,
            lambda _: f"{BUSINESS} AND {DUE}",
            ("confirmation_sent",),
            "workdays",
            workdays=lambda limits: limits.business_confirmation_workdays,
        ),
        RecordTest(
            "sales.accepted",
            Text(
                sv="avtal utan skriftligt godkännande efter samtalet",
                en="agreements without a written acceptance after the call",
            ),
            "agreements",
            lambda _: "accepted_at IS NULL OR accepted_at <= coalesce(call_ended, agreed_at)",
            lambda _: CONSUMER,
            ("accepted_at",),
        ),
    )
}


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
        counted = connection.execute(f"SELECT state, count(*) FROM covered WHERE NOT {_states(*COVERED)} GROUP BY 1")
        return dict(sorted(counted.fetchall()))
    return {}
