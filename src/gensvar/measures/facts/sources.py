"""The tables of a store on an engine: read with union by name, times as whole seconds, days as whole days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import ibis

from gensvar.logs.tables import TABLES, ColumnType
from gensvar.measures.backends import Backend
from gensvar.measures.facts.known import MACHINES, data_end_columns
from gensvar.measures.facts.portable import Column, Table, days, seconds

if TYPE_CHECKING:
    from gensvar.logs.store import Store


PLAIN_TYPES: dict[ColumnType, str] = {
    "text": "string",
    "int": "int64",
    "seconds": "int64",
    "float": "float64",
    "bool": "boolean",
    "time": "int64",
    "date": "int64",
}


def source(backend: Backend, store: Store, table: str) -> Table:
    """Return a canonical table as the store has it. On Trino it is the table of that name."""
    if backend.name == "trino":
        return backend.connection.table(table)
    files = [str(path) for path in store.tables().get(table, [])]
    if backend.name == "duckdb":
        return backend.connection.read_parquet(files, union_by_name=True)
    return _united([backend.connection.read_parquet(file) for file in files])


def _united(parts: list[Table]) -> Table:
    """Return all rows of tables that differ in columns; what a table lacks is null."""
    types: dict[str, Any] = {name: kind for part in parts for name, kind in part.schema().items()}
    even = [
        part.select(**{name: part[name] if name in part.columns else ibis.null(kind) for name, kind in types.items()})
        for part in parts
    ]
    return reduce(lambda one, other: one.union(other), even)


def plain(table: str, rows: Table) -> Table:
    """Return a canonical table with whole seconds and days for times and dates.

    Columns that the store lacks are null all through; free text is left out.
    """
    kinds: dict[str, ColumnType] = {one.name: one.type for one in TABLES[table].columns if one.name != "text"}
    columns = {name: _plain(kind, rows[name]) for name, kind in kinds.items() if name in rows.columns}
    columns |= {name: ibis.null(PLAIN_TYPES[kind]) for name, kind in kinds.items() if name not in columns}
    columns["seq"] = rows["seq"]
    if table == "volumes":
        columns["month_number"] = (rows["month"].year() * 100 + rows["month"].month()).cast("int64")
    return rows.select(**columns)


def _plain(kind: ColumnType, given: Column) -> Column:
    return seconds(given) if kind == "time" else days(given) if kind == "date" else given


@dataclass(frozen=True)
class Reach:
    """First and last second of a table's own times, and the last second that the data behind it tell of."""

    first_s: int
    last_s: int
    end_s: int | None


def reach(backend: Backend, table: str, tables: Mapping[str, Table]) -> Reach:
    """Return how far times reach: one small query per table that counts."""
    ends: list[int] = []
    for owner, names in data_end_columns(table).items():
        if owner in tables:
            ends += _extremes(backend, _told(tables[owner]), names)[1]
    times = [column.name for column in TABLES[table].columns if column.type == "time"]
    lows, highs = _extremes(backend, tables[table], times)
    end = max(ends, default=None)
    every = [*lows, *highs, *([] if end is None else [end])]
    return Reach(min(every, default=0), max(every, default=0), end)


def _told(rows: Table) -> Table:
    """Leave out what machines do by themselves: it does not tell that people's doings are recorded up to then."""
    if "actor_type" not in rows.columns:
        return rows
    return rows.filter(rows["actor_type"].isnull() | ~rows["actor_type"].isin(MACHINES))


def _extremes(backend: Backend, rows: Table, names: Iterable[str]) -> tuple[list[int], list[int]]:
    """Return the least and the greatest known values of those of the columns that there are."""
    there = list(names)
    if not there:
        return [], []
    least = {f"least_{name}": rows[name].min() for name in there}
    most = {f"most_{name}": rows[name].max() for name in there}
    (found,) = backend.fetch(rows.aggregate(**least, **most)).to_pylist()
    return (
        [found[name] for name in least if found[name] is not None],
        [found[name] for name in most if found[name] is not None],
    )


def small_rows(store: Store, table: str) -> list[dict[str, Any]]:
    """Return the rows of a small table in order of import, as plain Python."""
    import pyarrow.parquet as pq

    return [row for path in store.tables().get(table, []) for row in pq.ParquetFile(path).read().to_pylist()]
