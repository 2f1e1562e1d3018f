"""CSV and TSV: read by DuckDB, row by row in the order of the file, malformed rows kept apart."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs import engine
from gensvar.logs.engine import Progress
from gensvar.logs.importers.opening import open_bytes
from gensvar.logs.reading.detect import HEAD, Found
from gensvar.logs.reading.dialect import Dialect, find_dialect
from gensvar.logs.reading.edges import has_spaced_cells
from gensvar.logs.reading.encoding import Encoding, as_utf8, check_encoding, decode_head, find_encoding
from gensvar.logs.reading.raw import ROW, SEQ, Broken, Raw, Reading, trimmed
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

# Quick to write and to read a few times, then thrown away: repeated words are kept once, nothing is compressed.
STAGING = "(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1000)"
LONGEST_ROW = 16_000_000
PAIRS_AT_ONCE = 5_000
MOST_COLUMNS = 2_000
REASONS = {
    "MISSING COLUMNS": Text(sv="raden har för få kolumner", en="the row has too few columns"),
    "TOO MANY COLUMNS": Text(sv="raden har för många kolumner", en="the row has too many columns"),
    "UNQUOTED VALUE": Text(sv="citattecken som inte går ihop", en="quotation marks that do not match"),
    "INVALID ENCODING": Text(sv="skadade tecken i raden", en="damaged characters in the row"),
    "LINE SIZE OVER MAXIMUM": Text(sv="raden är orimligt lång", en="the row is unreasonably long"),
}
OTHER = Text(sv="raden går inte att läsa", en="the row cannot be read")


def stage_csv(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> Raw:
    """Return the file staged as Parquet in `folder`."""
    encoding, dialect = reading.known or look(found, reading)
    wanted = [name for name in dialect.columns if reading.columns is None or name in reading.columns]
    source, staged = as_utf8(found, encoding, folder), folder / "raw.parquet"
    if not wanted:
        wanted = list(dialect.columns[:1])
    chosen = _cells(wanted, has_spaced_cells(source, dialect.separator))
    sql = f"COPY (SELECT {chosen} FROM {_scan(source, dialect)}) TO {engine.text(str(staged))} {STAGING}"
    rows = _copy(connection, sql, found.path, progress)
    first = dialect.skip + 1 + int(dialect.header)
    broken = _broken(connection)
    return Raw(_selection(connection, staged, first, broken), tuple(wanted), rows, encoding, dialect, broken=broken)


def _cells(columns: list[str], spaced: bool) -> str:
    """Return the selection of the columns, trimmed; a file without a space at the end of any cell only looks empty."""
    names = [engine.name(column) for column in columns]
    cell = trimmed if spaced else _or_null
    return ", ".join(f"{cell(name)} AS {name}" for name in names)


def _or_null(value: str) -> str:
    return f"nullif({value}, '')"


def look(found: Found, reading: Reading) -> tuple[Encoding, Dialect]:
    """Return how the file is encoded and written, before anything is staged."""
    encoding = Encoding(check_encoding(reading.encoding)) if reading.encoding else find_encoding(found)
    return encoding, dialect_of(found, encoding, reading)


def first_rows(found: Found, encoding: Encoding, dialect: Dialect) -> list[tuple[str | None, ...]]:
    """Return the rows in the beginning of the file, those of the usual width; a last one that is cut off left aside."""
    lines = decode_head(_beginning(found, encoding), encoding).splitlines(keepends=True)
    whole = lines if len(found.head) < HEAD else lines[:-1]
    text = "".join(whole[dialect.skip + int(dialect.header) :])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator)
    width = len(dialect.columns)
    try:
        return [tuple(cell or None for cell in row) for row in rows if len(row) == width]
    except csv.Error:
        return []


def dialect_of(found: Found, encoding: Encoding, reading: Reading) -> Dialect:
    """Return how the file is written, what the user decided first. Raises BadInput when it is one column of nothing."""
    head = decode_head(_beginning(found, encoding), encoding)
    skipped = "".join(head.splitlines(keepends=True)[reading.skip or 0 :])
    dialect = find_dialect(skipped, reading.separator, len(found.head) < HEAD)
    if not dialect.columns:
        raise BadInput(Text(sv="filen har inga kolumner", en="the file has no columns"), where=str(found.path))
    if len(dialect.columns) > MOST_COLUMNS:
        raise BadInput(
            Text(
                sv=f"filen har orimligt många kolumner: {len(dialect.columns)}",
                en=f"the file has unreasonably many columns: {len(dialect.columns)}",
            ),
            where=str(found.path),
        )
    return replace(dialect, skip=dialect.skip + (reading.skip or 0))


def _beginning(found: Found, encoding: Encoding) -> bytes:
    """Return the first 64 kB, more only when the first line alone is longer."""
    if b"\n" in found.head or b"\r" in found.head or len(found.head) < HEAD:
        return found.head
    with open_bytes(found.path) as stream:
        return stream.read(LONGEST_ROW)


def _scan(source: Path, dialect: Dialect) -> str:
    columns = ", ".join(f"{engine.text(name)}: 'VARCHAR'" for name in dialect.columns)
    return (
        f"read_csv({engine.text(str(source))}, columns={{{columns}}}, delim={engine.text(dialect.separator)}, "
        f"quote='\"', escape='\"', header=false, skip={dialect.skip + int(dialect.header)}, auto_detect=false, "
        f"store_rejects=true, rejects_table='broken', rejects_scan='broken_scan', rejects_limit=0, "
        # Left to itself the buffer would be sixteen rows of the longest kind, and one core would read it all.
        f"max_line_size={LONGEST_ROW}, buffer_size={2 * LONGEST_ROW})"
    )


def _copy(connection: duckdb.DuckDBPyConnection, sql: str, path: Path, progress: Progress) -> int:
    import duckdb

    try:
        return int(engine.run(connection, sql, progress, (0.0, 0.45), path.name)[0][0])
    except duckdb.Error as problem:
        raise BadInput(
            Text(sv="filen går inte att läsa som CSV", en="the file cannot be read as CSV"),
            where=str(path),
            mend=Text(sv=f"DuckDB säger: {_first_line(problem)}", en=f"DuckDB says: {_first_line(problem)}"),
        ) from problem


def _first_line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0]


def _broken(connection: duckdb.DuckDBPyConnection) -> list[Broken]:
    """Return the malformed rows, once each, in order."""
    rows = connection.execute(
        "SELECT line, min(error_type::VARCHAR), any_value(csv_line) FROM broken GROUP BY line ORDER BY line"
    ).fetchall()
    return [Broken(int(line), REASONS.get(kind, OTHER), str(text or "").strip()[:500]) for line, kind, text in rows]


def _selection(connection: duckdb.DuckDBPyConnection, staged: Path, first: int, broken: list[Broken]) -> str:
    """Return the selection of the staged rows with their places; a malformed row moves those after it."""
    rows = f"(SELECT *, file_row_number AS {engine.name(SEQ)} FROM read_parquet({engine.text(str(staged))}))"
    if not broken:
        return f"(SELECT *, {engine.name(SEQ)} + {first} AS {engine.name(ROW)} FROM {rows})"
    _note_gaps(connection, first, broken)
    placed = staged.with_name("placed.parquet")
    numbered = (
        f"SELECT r.*, r.{engine.name(SEQ)} + {first} + coalesce(g.moved, 0) AS {engine.name(ROW)} "
        f"FROM {rows} r ASOF LEFT JOIN gaps g ON r.{engine.name(SEQ)} >= g.seq"
    )
    with engine.optimised(connection):
        connection.execute(f"COPY ({numbered}) TO {engine.text(str(placed))} {STAGING}")
    return f"(SELECT * FROM read_parquet({engine.text(str(placed))}))"


def _note_gaps(connection: duckdb.DuckDBPyConnection, first: int, broken: list[Broken]) -> None:
    """Make the table `gaps`: from which row on how many malformed rows came before."""
    moved: dict[int, int] = {}
    for count, one in enumerate(broken):
        moved[one.row - first - count] = count + 1
    connection.execute("CREATE OR REPLACE TEMP TABLE gaps (seq BIGINT, moved BIGINT)")
    pairs = [f"({seq}, {number})" for seq, number in moved.items()]
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        connection.execute(f"INSERT INTO gaps VALUES {', '.join(pairs[start : start + PAIRS_AT_ONCE])}")
