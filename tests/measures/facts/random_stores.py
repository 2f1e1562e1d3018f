"""Small random stores: a few days around summer time, ties, gaps in the data, several files that differ in columns."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from gensvar.logs.columns import arrow_types
from gensvar.logs.store import Store
from gensvar.logs.tables import TABLES, Column

Row = dict[str, Any]
ZONE = "Europe/Stockholm"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
# The nights summer time begins and ends, the eve of a year, Midsummer with its eve, the end of a long month.
MOMENTS = (
    datetime(2026, 3, 28, 22, 30),
    datetime(2026, 3, 29, 0, 59, 58),
    datetime(2026, 10, 24, 22, 0),
    datetime(2026, 10, 25, 0, 30),
    datetime(2025, 12, 31, 22, 59, 59),
    datetime(2026, 6, 18, 21, 30),
    datetime(2026, 1, 30, 23, 0),
    datetime(2026, 3, 29, 1, 0),
    datetime(2026, 10, 25, 1, 0),
)
FAR_AWAY = (datetime(1969, 12, 31, 23, 0), datetime(2201, 1, 1))  # makes every table of the calendar long: sparingly
TEXTS: dict[str, Sequence[str | None]] = {
    "customer_key": ("anna", "bo", "cecilia", None),
    "reason_code": ("a", "a.1", "a.1.x", "b", "c", "okänd", None),
    "parent_code": ("a", "a.1", "b", "c", None),
    "queue": ("q1", "q2", None),
    "channel": ("phone", "email", None),
    "direction": ("inbound", "inbound", "outbound", "internal", None),
    "outcome": ("answered", "abandoned", "overflow", "unknown", None),
    "agent_key": ("x", "y", None),
    "contact_id": ("k1", "k2", "k3", "k4"),
    "case_id": ("c1", "c2", None),
    "org_unit": ("nord", "syd", "öst", None),
    "actor_type": ("human", "system", "bot", "customer", None),
    "kind": ("initial", "refresher", "other", None),
    "complaint_outcome": ("rejected", "upheld", None),
    "opens": ("00:00", "02:30", "08:00", "12:15"),
    "closes": ("02:15", "03:00", "12:00", "17:00", "24:00"),
}

near = st.sampled_from([0, 0, 1, 59, 60, 600, 1800, 3600, 7200, 86_399, 86_400, 604_800, 2_678_400])
moments = st.builds(
    lambda base, off, sign, micro: base + sign * timedelta(seconds=off) + timedelta(microseconds=micro),
    st.sampled_from(MOMENTS),
    near | st.integers(0, 200_000),
    st.sampled_from([1, 1, 1, -1]),
    st.sampled_from([0, 0, 0, 1, 999_999, 500_000]),
)
scores = st.sampled_from([1.0, 4.0, 4.005, 2.675, -3.5, float("nan"), float("inf"), 1e300]) | st.floats(0, 10)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["å", "b"]),
    "int": st.integers(0, 3),
    "seconds": st.sampled_from([0, 1, 90, 100_000, -5]),
    "float": scores,
    "bool": st.booleans(),
    "time": moments,
    "date": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
}


def value(table: str, column: Column) -> st.SearchStrategy[Any]:
    """What a column may hold: never null where the table requires it."""
    if column.name == "weekday":
        return st.integers(1, 7)
    known = [text for text in TEXTS.get(column.name, ()) if text is not None]
    found = st.sampled_from(known) if known else VALUES[column.type]
    if column.name in ("valid_from", "valid_to"):
        return st.none() | st.none() | found
    return found if column.required else found | st.none()


@st.composite
def parts(draw: st.DrawFn, table: str, most: int = 9) -> tuple[list[str], list[Row]]:
    """One file's columns and rows of a table; columns may be missing, or null all through."""
    columns = TABLES[table].columns
    missing = draw(st.sets(st.sampled_from([one.name for one in columns if not one.required] or [""]), max_size=3))
    null = draw(st.sets(st.sampled_from([one.name for one in columns if not one.required] or [""]), max_size=1))
    kept = [one for one in columns if one.name not in missing]
    row = st.fixed_dictionaries({one.name: st.none() if one.name in null else value(table, one) for one in kept})
    return [one.name for one in kept], draw(st.lists(row, max_size=most))


def sources(*tables: str) -> st.SearchStrategy[list[dict[str, tuple[list[str], list[Row]]]]]:
    """One or two files with some of the tables each."""
    one = st.fixed_dictionaries({}, optional={table: parts(table) for table in tables})
    return st.lists(one, min_size=1, max_size=2)


def store_of(folder: Path, files: Sequence[Mapping[str, tuple[list[str], list[Row]]]]) -> Store:
    """A store with these files imported in order, beside those of earlier examples.

    A file of the same name and size written a moment later may be answered from what DuckDB remembers of the first.
    """
    folder.parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=folder.name, dir=folder.parent)) / "store"
    store = Store.create(folder, zone=ZONE)
    for number, tables in enumerate(files):
        store.write(
            {name: arrow(name, *given) for name, given in tables.items()},
            source_name=f"file {number}",
            source_hash=f"{number}" * 64,
            source_size=0,
            importer="test",
            imported_at=NOW,
        )
    return Store.open(folder)


def arrow(table: str, columns: list[str], rows: list[Row]) -> pa.Table:
    types = arrow_types()
    schema = pa.schema([(name, types[TABLES[table].column(name).type]) for name in columns])
    return pa.Table.from_pylist(rows, schema)


def plain_input(store: Store) -> tuple[dict[str, list[Row]], dict[str, set[str]]]:
    """The rows of a store in order of import, and the columns of its tables, as `facts_of` takes them."""
    rows = {
        name: [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]
        for name, files in store.tables().items()
    }
    return rows, {name: store.columns(name) for name in rows}


def spelled(rows: Sequence[Row]) -> list[str]:
    """Rows as text, in an order of their own: 1, 1.0 and True are not the same."""
    return sorted(repr(sorted(row.items())) for row in rows)
