"""Parquet: read where it is, every column as text; points in time with a zone as UTC with offset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs import engine
from gensvar.logs.engine import Progress
from gensvar.logs.reading.detect import Found
from gensvar.logs.reading.raw import ROW, SEQ, Raw, Reading, trimmed
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb


def stage_parquet(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> Raw:
    """Return a selection of the file itself; nothing is copied."""
    import duckdb

    scan = f"read_parquet({engine.text(str(found.path))}, file_row_number=true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {scan}").fetchall()
        rows = connection.execute(f"SELECT count(*) FROM {scan}").fetchone()
    except duckdb.Error as problem:
        raise BadInput(
            Text(sv="Parquet-filen är avhuggen eller skadad", en="the Parquet file is truncated or damaged"),
            where=str(found.path),
            mend=Text(sv="Hämta filen på nytt.", en="Download the file again."),
        ) from problem
    columns = tuple(str(one[0]) for one in described)
    texts = ", ".join(
        f"{trimmed(f'CAST({engine.name(column)} AS VARCHAR)')} AS {engine.name(column)}" for column in columns
    )
    places = f"file_row_number AS {engine.name(SEQ)}, file_row_number + 1 AS {engine.name(ROW)}"
    return Raw(f"(SELECT {texts}, {places} FROM {scan})", columns, int(rows[0]) if rows else 0)
