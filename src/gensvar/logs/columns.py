"""Canonical columns as Arrow: types, order, and the columns that say where a row came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.tables import TABLES, Column, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

# A column with more different words than this in a group of rows is not worth a dictionary; to find out costs time.
MOST_WORDS = 5_000
ORIGIN = ("seq", "source_file", "source_row")
SQL_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "int": "BIGINT",
    "seconds": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "time": "TIMESTAMP",
    "date": "DATE",
}


def sql_type(column: Column) -> str:
    """Return the SQL type that a column is written with; Parquet has text for a choice of words too."""
    return choice(column.values) if column.values else SQL_TYPES[column.type]


def choice(words: Iterable[str]) -> str:
    """Return the SQL type of a text that is one of `words`: each row carries a number, so it is written faster."""
    return f"ENUM({engine.texts(words)})"


def parquet_options(table: str) -> str:
    """Return how DuckDB writes a canonical table. The newer encodings are a quarter smaller and a third quicker.

    Spark 4.0 reads them all but that of fractions.
    """
    fractions = any(column.type == "float" for column in TABLES[table].columns)
    version = "V1" if fractions else "V2"
    return (
        f"(FORMAT parquet, PARQUET_VERSION {version}, COMPRESSION zstd, COMPRESSION_LEVEL 1, "
        f"DICTIONARY_SIZE_LIMIT {MOST_WORDS})"
    )


def arrow_types() -> dict[ColumnType, pa.DataType]:
    """Return the Arrow type of each canonical type."""
    import pyarrow as pa

    return {
        "text": pa.string(),
        "int": pa.int64(),
        "seconds": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "time": pa.timestamp("us"),
        "date": pa.date32(),
    }


def in_order(table: str, names: Iterable[str]) -> list[str]:
    """Return `names` in the order of the canonical table, without those of origin; ValueError for a stranger."""
    canonical = [column.name for column in TABLES[table].columns]
    wanted = {name for name in names if name not in ORIGIN}
    if strangers := wanted - set(canonical):
        raise ValueError(f"not columns of {table}: {', '.join(sorted(strangers))}")
    return [name for name in canonical if name in wanted]


def as_canonical(table: str, rows: pa.Table, source_name: str) -> pa.Table:
    """Return `rows` with canonical types and order, and `seq`, `source_file`, `source_row` last.

    `seq` is the order of the rows and `source_row` counts from 1 when `rows` do not say. Raises ValueError when
    the table or a column is not canonical.
    """
    import pyarrow as pa

    if table not in TABLES:
        raise ValueError(f"not a canonical table: {table}")
    types = arrow_types()
    columns = {
        name: rows[name].cast(types[TABLES[table].column(name).type]) for name in in_order(table, rows.column_names)
    }
    numbers = pa.array(range(rows.num_rows), pa.int64())
    columns["seq"] = rows["seq"].cast(pa.int64()) if "seq" in rows.column_names else numbers
    columns["source_file"] = pa.repeat(source_name, rows.num_rows)
    given = "source_row" in rows.column_names
    columns["source_row"] = rows["source_row"].cast(pa.int64()) if given else numbers
    return pa.table(columns)
