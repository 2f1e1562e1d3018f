"""Excel workbooks: one sheet as a table, dates as ISO text, whole numbers without decimals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.logs.engine import Progress
from gensvar.logs.reading.detect import Found
from gensvar.logs.reading.dialect import unique_names
from gensvar.logs.reading.from_rows import Row, stage_rows
from gensvar.logs.reading.raw import Raw, Reading
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

LOOKED_AT = 30


def stage_xlsx(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> Raw:
    """Return the chosen sheet, or the first one that holds a table, staged in `folder`."""
    book = _open(found.path)
    try:
        sheets = tuple(book.sheetnames)
        sheet = _choose(book, reading.sheet, found.path)
        progress(0.05, f"{found.path.name}: {sheet}")
        sql, columns, rows = stage_rows(connection, _rows(book[sheet], reading.skip, found.path), folder)
    finally:
        book.close()
    return Raw(sql, columns, rows, sheet=sheet, sheets=sheets)


def _open(path: Path) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(path, read_only=True, data_only=True)
    except Exception as problem:  # openpyxl lets anything through for a damaged workbook: KeyError, zlib.error, …
        raise _broken(path) from problem


def _choose(book: Any, wanted: str | None, path: Path) -> str:
    if wanted is not None:
        if wanted not in book.sheetnames:
            raise _no_sheet(path, wanted, book.sheetnames)
        return wanted
    for name in book.sheetnames:
        if hasattr(book[name], "iter_rows"):
            head = list(islice(_cells(book[name], path), LOOKED_AT))
            if sum(sum(cell is not None for cell in cells) >= 2 for _, cells in head) >= 2:
                return str(name)
    raise BadInput(
        Text(sv="inget blad i Excel-filen har en tabell", en="no sheet of the workbook holds a table"), where=str(path)
    )


def _cells(sheet: Any, path: Path) -> Iterator[tuple[int, list[str | None]]]:
    """Yield (row number, cells as text); rows without anything are left out."""
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [cell_text(value) for value in values]
            if any(cell is not None for cell in cells):
                yield number, cells
    except Exception as problem:  # a damaged sheet: anything at all, as above
        raise _broken(path) from problem


def _rows(sheet: Any, skip: int | None, path: Path) -> Iterator[Row]:
    """Yield the rows under the header: the first row that is filled to at least half of the widest."""
    cells = (pair for pair in _cells(sheet, path) if pair[0] > (skip or 0))
    head = list(islice(cells, LOOKED_AT))
    widest = max((_filled(row) for _, row in head), default=0)
    first = next((n for n, (_, row) in enumerate(head) if 2 * _filled(row) > widest), 0)
    if not head:
        return
    names = unique_names([cell or "" for cell in head[first][1]])
    for number, row in head[first + 1 :]:
        yield number, dict(zip(names, row, strict=False))
    for number, row in cells:
        yield number, dict(zip(names, row, strict=False))


def _filled(cells: list[str | None]) -> int:
    return sum(cell is not None for cell in cells)


def cell_text(value: Any) -> str | None:
    """Return a cell as text: ISO for dates and times, `h:mm:ss` for durations, no `.0` after whole numbers."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        return _clock(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip() or None


def _clock(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _broken(path: Path) -> BadInput:
    return BadInput(
        Text(sv="Excel-filen är avhuggen eller skadad", en="the workbook is truncated or damaged"),
        where=str(path),
        mend=Text(sv="Hämta eller spara filen på nytt.", en="Download or save the file again."),
    )


def _no_sheet(path: Path, wanted: str, sheets: list[str]) -> BadInput:
    listed = ", ".join(sheets)
    return BadInput(
        Text(sv=f"inget blad heter {wanted!r}", en=f"no sheet is called {wanted!r}"),
        where=str(path),
        mend=Text(sv=f"Bladen är: {listed}", en=f"The sheets are: {listed}"),
    )
