"""Canonical tables are written so that every engine reads them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from gensvar.logs.columns import parquet_options, sql_type
from gensvar.logs.tables import TABLES

# What Spark 4.0's quick reader of Parquet says it does not know.
UNREADABLE = "BYTE_STREAM_SPLIT"


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_written_in_an_encoding_that_spark_cannot_read(tmp_path: Path, table: str) -> None:
    path = tmp_path / "table.parquet"
    columns = ", ".join(
        f'CAST({"i * 0.37" if one.type in ("float", "int", "seconds") else "NULL"} AS {sql_type(one)}) AS "{one.name}"'
        for one in TABLES[table].columns
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {columns} FROM range(5000) r(i)) TO '{path}' {parquet_options(table)}")
        found = connection.execute(f"SELECT DISTINCT encodings FROM parquet_metadata('{path}')").fetchall()
    assert found
    assert not [one for (one,) in found if UNREADABLE in one]
