"""The audit of calls: a store's outbound calls and agreements judged one by one, counted per test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.calendar import Calendar
from gensvar.calls.counting import Recorded, run_tests
from gensvar.calls.coverage import STATES, covering, preparing
from gensvar.calls.limits import Limits
from gensvar.logs.columns import sql_type
from gensvar.logs.store import Store
from gensvar.logs.tables import TABLES, Column

if TYPE_CHECKING:
    import duckdb

READ = ("campaigns", "consents", "relations", "opt_outs", "washes", "washed_numbers", "agreements")
MEMORY = "1200MB"
NOTHING = datetime(2000, 1, 1)  # no call: any moment will do
SHOWN = 20
Period = tuple[date | None, date | None]


@dataclass(frozen=True)
class CallAudit:
    """What was found: the number of calls per state, and what each test counted, by its name."""

    calls: int
    states: dict[str, int]
    tests: dict[str, Recorded] = field(default_factory=dict)


def has_calls(store: Store) -> bool:
    """Return whether a store has anything that this audit reads."""
    return bool({"outbound_calls", "agreements"} & set(store.tables()))


def audit_calls(store: Store, limits: Limits, period: Period = (None, None), on: date = date.max) -> CallAudit:
    """Return the audit of the calls made in a period of local days; `on` is the day it is seen from."""
    with _opened(store, limits, period) as connection:
        counted = connection.execute("SELECT state, count(*) FROM covered GROUP BY state").fetchall()
        states = {state: dict(counted).get(state, 0) for state in STATES}
        given = {name for name in (*READ, "outbound_calls") if store.rows(name)}
        columns = {name: store.columns(name) for name in given}
        tests = run_tests(connection, limits, columns, on)
    return CallAudit(sum(states.values()), states, tests)


def findings_of(
    store: Store, limits: Limits, period: Period = (None, None), states: tuple[str, ...] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the calls in some states (all that are not covered unless named), in order of time: no number, no name."""
    from gensvar.calls.coverage import COVERED

    wanted = states or tuple(state for state in STATES if state not in COVERED)
    with _opened(store, limits, period) as connection:
        result = connection.execute(
            "SELECT c.call_id, c.started, t.campaign, t.principal, t.supplier, c.state, c.valid_until "
            "FROM covered c JOIN told t ON c.row = t.rowid "
            f"WHERE c.state IN ({', '.join('?' * len(wanted))}) ORDER BY c.started, c.call_id",
            list(wanted),
        )
        names = [one[0] for one in result.description]
        while rows := result.fetchmany(10_000):
            yield from (dict(zip(names, row, strict=True)) for row in rows)


@contextmanager
def _opened(store: Store, limits: Limits, period: Period) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection with every table as a view and `covered`: each call with its state."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(
            ":memory:", config={"memory_limit": MEMORY, "temp_directory": str(Path(folder) / "spill")}
        )
        try:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET preserve_insertion_order = false")
            for table in READ:
                connection.execute(f"CREATE VIEW {table} AS {_reading(store, table)}")
            inside = _inside(period, store.zone)
            connection.execute(f"CREATE VIEW calls AS SELECT * FROM ({_reading(store, 'outbound_calls')}) c {inside}")
            _cover(store, connection, limits)
            yield connection
        finally:
            connection.close()


def _cover(store: Store, connection: duckdb.DuckDBPyConnection, limits: Limits) -> None:
    """Make the tables `told` and `covered`."""
    first, last, named = connection.execute(
        "SELECT min(started), max(started), "
        "bool_or(principal IS NOT NULL) OR (SELECT bool_or(principal IS NOT NULL) FROM campaigns) FROM calls"
    ).fetchall()[0]
    span = (first, last) if first else (NOTHING, NOTHING)
    for statement in preparing(limits, store.zone, span, one_principal=not named):
        connection.execute(statement)
    sellers = connection.execute("SELECT count(DISTINCT who) FROM told").fetchall()[0][0]
    calendar = Calendar.swedish()
    days = [day for year in range(span[0].year, span[1].year + 1) for day in calendar.holidays(year)]
    off = [day for day in days if calendar.is_holiday(day)]
    for statement in covering(limits, off, one_seller=sellers == 1):
        connection.execute(statement)


def _inside(period: Period, zone: str) -> str:
    day = f"CAST((c.started AT TIME ZONE 'UTC' AT TIME ZONE '{zone}') AS DATE)"
    first, last = period
    limits = [f"{day} >= DATE '{first.isoformat()}'"] if first else []
    limits += [f"{day} <= DATE '{last.isoformat()}'"] if last else []
    return f"WHERE {' AND '.join(limits)}" if limits else ""


def _reading(store: Store, table: str) -> str:
    """Return a selection of every canonical column of a table, null where no file gave it."""
    columns, there = TABLES[table].columns, store.columns(table)

    def chosen(column: Column) -> str:
        value = column.name if column.name in there else "NULL"
        return f"CAST({value} AS {'VARCHAR' if column.values else sql_type(column)}) AS {column.name}"

    wanted = ", ".join(map(chosen, columns))
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in store.tables().get(table, ()))
    source = f"read_parquet([{files}], union_by_name = true)" if files else "(SELECT 1) WHERE false"
    return f"SELECT {wanted} FROM {source}"
