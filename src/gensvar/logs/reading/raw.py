"""A source file staged for reading: every column as text, in order, each row with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs.engine import Progress
from gensvar.logs.reading.detect import Found
from gensvar.logs.reading.dialect import Dialect
from gensvar.logs.reading.encoding import Encoding
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

ROW, SEQ = "#row", "#seq"
SPACE = "' \t\r\n\u00a0'"
NO_ROWS = Text(sv="filen har rubriker men inga rader", en="the file has a header but no rows")


@dataclass(frozen=True)
class Reading:
    """What the user or a mapping has decided about the file; None leaves it to be found out."""

    encoding: str | None = None
    separator: str | None = None
    skip: int | None = None
    sheet: str | None = None
    columns: frozenset[str] | None = None  # only these are read; None reads all
    known: tuple[Encoding, Dialect] | None = None  # of a CSV file that has been looked at already


@dataclass(frozen=True)
class Broken:
    """A row that is not even a row: its place, why, and its beginning as text."""

    row: int
    reason: Text
    text: str


@dataclass(frozen=True)
class Raw:
    """`sql` selects all `columns` as text plus `#row` (in the file, header included, from 1) and `#seq` (from 0).

    No cell has space around it; one with nothing in it is null.
    """

    sql: str
    columns: tuple[str, ...]
    rows: int
    encoding: Encoding | None = None
    dialect: Dialect | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    broken: list[Broken] = field(default_factory=list)
    unique: set[str] = field(default_factory=set)  # columns that are known to repeat no value


Stage = Callable[["duckdb.DuckDBPyConnection", Found, Reading, Path, Progress], Raw]


def stage(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> Raw:
    """Return the file staged in `folder`. Raises BadInput when it is broken or has no rows."""
    raw = _stager(found)(connection, found, reading, folder, progress)
    if raw.rows == 0 and not raw.broken:
        raise BadInput(NO_ROWS, where=str(found.path))
    if raw.rows == 0:
        raise _nothing_readable(found.path, raw.broken[0])
    return raw


def trimmed(value: str) -> str:
    """Return SQL for a text without space around it; null when nothing is left.

    Looking at both ends first is five times faster than trimming every cell of a large file.
    """
    spaced = " OR ".join(
        f"{end}({value}, {space})" for end in ("starts_with", "suffix") for space in ("' '", "'\u00a0'")
    )
    return f"nullif(CASE WHEN {spaced} THEN trim({value}, {SPACE}) ELSE {value} END, '')"


def _stager(found: Found) -> Stage:
    if found.kind == "csv":
        from gensvar.logs.reading.from_csv import stage_csv

        return stage_csv
    if found.kind == "xlsx":
        from gensvar.logs.reading.from_xlsx import stage_xlsx

        return stage_xlsx
    if found.kind == "json":
        from gensvar.logs.reading.from_json import stage_json

        return stage_json
    from gensvar.logs.reading.from_parquet import stage_parquet

    return stage_parquet


def _nothing_readable(path: Path, first: Broken) -> BadInput:
    return BadInput(
        Text(sv=f"ingen rad går att läsa: {first.reason.sv}", en=f"no row can be read: {first.reason.en}"),
        where=f"{path}, rad/row {first.row}",
        mend=Text(
            sv="Se efter hur filen tolkas: gensvar data inspect", en="See how the file is read: gensvar data inspect"
        ),
    )
