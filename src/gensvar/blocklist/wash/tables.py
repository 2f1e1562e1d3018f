"""Workbooks and Parquet: the same answers in columns of text after the list's own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.cells import Cells
from gensvar.blocklist.wash.answering import Answers, Oracle, words
from gensvar.blocklist.wash.layout import added_names, is_header, number_columns, refuse_washed
from gensvar.blocklist.wash.tally import Tally, forbidden
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

Advance = Callable[[float, str], None]
BATCH = 100_000
SAMPLE = 200
LARGEST_RATIO, LARGEST_UNPACKED = 200, 4 << 30
FORMATS = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss", timedelta: "[h]:mm:ss"}


def wash_parquet(
    path: Path, target: Path, oracle: Oracle, wanted: tuple[str, ...], remove: bool, progress: Advance
) -> tuple[Tally, list[str]]:
    """Write the washed table to `target`; return what was counted and the names of the washed columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        source = pq.ParquetFile(path)
    except (OSError, pa.ArrowInvalid) as problem:
        raise BadInput(
            Text(sv="filen är ingen hel Parquet-fil", en="the file is no whole Parquet file"), where=str(path)
        ) from problem
    names = source.schema_arrow.names
    refuse_washed(names, str(path))
    sample = next(source.iter_batches(SAMPLE), None)
    rows = [] if sample is None else list(zip(*(_texts(column).to_list() for column in sample.columns), strict=True))
    columns = number_columns(names, [[cell or "" for cell in row] for row in rows], wanted, str(path))
    schema = source.schema_arrow
    for name in added_names(names, columns):
        schema = schema.append(pa.field(name, pa.string()))
    tally, total = Tally(), source.metadata.num_rows or 1
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in source.iter_batches(BATCH):
            answers = [oracle.answer(Cells.of(_texts(batch.column(place)))) for place in columns]
            added = [pa.array(column.to_list(), pa.string()) for one in answers for column in _answer_columns(one)]
            table = pa.Table.from_arrays([*batch.columns, *added], schema=schema)
            kept = _count(tally, answers, remove)
            writer.write_table(table if kept is None else table.filter(pa.array(kept)))
            progress(tally.rows / total, path.name)
    return tally, [names[place] for place in columns]


def _texts(column: pa.Array) -> pl.Series:
    """Return a column as the texts a person would see; whole floating numbers without their .0."""
    import polars as pl
    import pyarrow as pa

    series = pl.Series(pl.from_arrow(column))
    if pa.types.is_floating(column.type):
        return pl.Series([None if value is None else _text(value) for value in series.to_list()], dtype=pl.String)
    return series.cast(pl.String, strict=False)


def _text(value: Any) -> str:
    """Return what a cell of a workbook says."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def _answer_columns(answers: Answers) -> tuple[pl.Series, ...]:
    return words(answers.status), answers.shown, answers.reason, answers.until


def _count(tally: Tally, answers: list[Answers], remove: bool) -> Any:
    """Count the answers of some rows; return which rows are kept, or None for all."""
    import numpy as np

    size = len(answers[0].status)
    there = np.ones(size, bool)
    part = Tally(rows=size, kept=size)
    for one in answers:
        part.count(one, there)
    kept = None
    if remove:
        kept = ~forbidden(answers)
        part.kept = int(kept.sum())
    tally.add(part)
    return kept


def wash_xlsx(
    path: Path, target: Path, oracle: Oracle, wanted: tuple[str, ...], remove: bool, progress: Advance
) -> tuple[Tally, list[str]]:
    """Write the washed workbook to `target`: its first sheet with any rows, numbers as text so that no zero is lost.

    Values, dates and text are kept; formulas come out as their values, and formats, pictures and macros are not kept.
    """
    import polars as pl
    import xlsxwriter

    sheet, rows = _sheet(path)
    header = is_header([_text(cell) for cell in rows[0]])
    names = [_text(cell).strip() for cell in rows[0]] if header else [str(place + 1) for place in range(len(rows[0]))]
    refuse_washed(names, str(path))
    body = rows[1:] if header else rows
    sample = [[_text(cell) for cell in row] for row in body[:SAMPLE]]
    columns = number_columns(names, sample, wanted, str(path))
    tally = Tally()
    book = xlsxwriter.Workbook(
        str(target),
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )
    formats = {kind: book.add_format({"num_format": shape}) for kind, shape in FORMATS.items()}
    text_format = book.add_format({"num_format": "@"})
    page = book.add_worksheet(sheet[:31])
    line = 0
    if header:
        for place, cell in enumerate([*rows[0], *added_names(names, columns)]):
            _write(page, line, place, cell, formats, text_format)
        line += 1
    for start in range(0, len(body), BATCH):
        batch = body[start : start + BATCH]
        texts = [pl.Series([_text(row[place]) for row in batch], dtype=pl.String) for place in columns]
        answers = [oracle.answer(Cells.of(column)) for column in texts]
        added = list(zip(*(column.to_list() for one in answers for column in _answer_columns(one)), strict=True))
        kept = _count(tally, answers, remove)
        for number, row in enumerate(batch):
            if kept is not None and not kept[number]:
                continue
            for place, cell in enumerate(row):
                _write(page, line, place, _text(cell) if place in columns else cell, formats, text_format)
            for place, cell in enumerate(added[number]):
                _write(page, line, len(row) + place, cell, formats, text_format)
            line += 1
        progress(min(start + BATCH, len(body)) / max(len(body), 1), path.name)
    book.close()
    return tally, [names[place] for place in columns]


def _write(page: Any, line: int, place: int, cell: Any, formats: dict[type, Any], text_format: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(line, place, cell, text_format)
    elif isinstance(cell, bool):
        page.write_boolean(line, place, cell)
    elif type(cell) in formats:
        page.write_datetime(line, place, cell, formats[type(cell)])
    else:
        page.write_number(line, place, cell)


def _sheet(path: Path) -> tuple[str, Sequence[Sequence[Any]]]:
    """Return name and rows of the first sheet that has any. Raises BadInput for what is no sound workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows and any(cell != "" for cell in rows[0]):
                return name, rows
    except (CalamineError, OSError, ValueError) as problem:
        raise BadInput(
            Text(sv="arbetsboken går inte att läsa", en="the workbook cannot be read"),
            where=str(path),
            mend=Text(sv="Spara den igen som .xlsx, utan lösenord.", en="Save it again as .xlsx, without a password."),
        ) from problem
    raise BadInput(Text(sv="listan är tom", en="the list is empty"), where=str(path))


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError) as problem:
        raise BadInput(
            Text(sv="filen är ingen hel arbetsbok", en="the file is no whole workbook"), where=str(path)
        ) from problem
    if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(path.stat().st_size, 1 << 16):
        raise BadInput(
            Text(sv="arbetsboken packar upp orimligt mycket", en="the workbook unpacks to an unreasonable size"),
            where=str(path),
        )
