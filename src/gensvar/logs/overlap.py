"""Ids that another file of the store has already given: overlapping exports would be counted twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.manifest import Manifest
from gensvar.logs.tables import TABLES
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

TWICE = Text(
    sv="{n} id i {table} finns redan i lagret, från {file}; de räknas två gånger tills en av filerna tas bort "
    "(gensvar data forget).",
    en="{n} ids in {table} are in the store already, from {file}; they count twice until one of the files is taken out "
    "(gensvar data forget).",
)


def overlaps(
    connection: duckdb.DuckDBPyConnection, store: Path, manifest: Manifest, digest: str, folder: Path
) -> list[Text]:
    """Return a note per table and earlier file that shares ids with what lies in `folder`."""
    notes = []
    for source in manifest.sources:
        for table, part in source.tables.items():
            new, key = folder / f"{table}.parquet", TABLES[table].key
            if source.hash == digest or len(key) != 1 or not new.exists():
                continue
            ids = [f"SELECT {key[0]} FROM read_parquet({engine.text(str(file))})" for file in (new, store / part.file)]
            row = connection.execute(
                f"SELECT count(*) FROM ({ids[0]}) SEMI JOIN ({ids[1]}) USING ({key[0]})"
            ).fetchone()
            if row and row[0] and table != "reasons":
                notes.append(TWICE.fill(n=row[0], table=table, file=source.name))
    return notes
