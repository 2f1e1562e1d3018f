"""Staging of rows that come one by one from Python: written in pieces, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.reading.dialect import unique_names
from gensvar.logs.reading.raw import ROW, SEQ, trimmed

if TYPE_CHECKING:
    import duckdb

PIECE = 50_000
Row = tuple[int, Mapping[str, str | None]]


def stage_rows(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], folder: Path
) -> tuple[str, tuple[str, ...], int]:
    """Write (place, values) rows to `folder`; return the selection of them, their columns and their number."""
    columns: dict[str, None] = {}
    count = 0
    for number, piece in enumerate(_pieces(rows)):
        columns.update((name, None) for _, values in piece for name in values)
        _write(piece, list(columns), count, folder / f"raw-{number:05}.parquet")
        count += len(piece)
    if not count:
        return "", tuple(columns), 0
    names = tuple(unique_names(list(columns)))
    renamed = ", ".join(
        f"{trimmed(engine.name(old))} AS {engine.name(new)}" for old, new in zip(columns, names, strict=True)
    )
    files = engine.text(str(folder / "raw-*.parquet"))
    places = f"{engine.name(ROW)}, {engine.name(SEQ)}"
    return f"(SELECT {renamed}, {places} FROM read_parquet({files}, union_by_name=true))", names, count


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield piece


def _write(piece: list[Row], columns: list[str], first: int, target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = {name: pa.array([values.get(name) for _, values in piece], pa.string()) for name in columns}
    table[ROW] = pa.array([row for row, _ in piece], pa.int64())
    table[SEQ] = pa.array(range(first, first + len(piece)), pa.int64())
    pq.write_table(pa.table(table), target, compression="lz4")
