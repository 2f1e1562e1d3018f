"""What a file is, told by its content: a native format, CSV, XLSX, Parquet or JSON; anything else is refused."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gensvar.errors import BadInput
from gensvar.logs.importers import Importer, recognise
from gensvar.logs.importers.opening import GZIP_MAGIC, LARGEST_RATIO, LARGEST_SOURCE, RATIO_COUNTS_FROM, open_bytes
from gensvar.text import Text

Kind = Literal["native", "csv", "xlsx", "parquet", "json"]
HEAD = 65_536
ZIP, PARQUET = b"PK\x03\x04", b"PAR1"
REFUSED = {
    b"\xd0\xcf\x11\xe0": (
        Text(sv="gammal Excel-fil (.xls)", en="an old Excel file (.xls)"),
        Text(sv="Spara den som .xlsx eller CSV.", en="Save it as .xlsx or CSV."),
    ),
    b"%PDF": (Text(sv="en PDF", en="a PDF"), Text(sv="Exportera som CSV i stället.", en="Export as CSV instead.")),
    b"SQLite format 3": (
        Text(sv="en SQLite-databas", en="an SQLite database"),
        Text(sv="Exportera tabellerna som CSV.", en="Export its tables as CSV."),
    ),
    b"7z\xbc\xaf": (Text(sv="ett 7z-arkiv", en="a 7z archive"), Text(sv="Packa upp det.", en="Unpack it.")),
    b"Rar!": (Text(sv="ett RAR-arkiv", en="a RAR archive"), Text(sv="Packa upp det.", en="Unpack it.")),
}


@dataclass(frozen=True)
class Found:
    """What a file is. `head` is its beginning, unpacked; `importer` is set when a native importer knows it."""

    path: Path
    kind: Kind
    head: bytes
    packed: bool
    importer: Importer | None = None


def detect(path: Path) -> Found:
    """Return what the file is. Raises BadInput for a file that is missing, empty, broken or nothing we read."""
    if path.is_dir():
        raise BadInput(Text(sv="är en mapp, inte en fil", en="is a folder, not a file"), where=str(path))
    if not path.exists():
        raise BadInput(Text(sv="filen finns inte", en="the file does not exist"), where=str(path))
    with open_bytes(path) as stream:
        head = stream.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00"):
        raise BadInput(Text(sv="filen är tom", en="the file is empty"), where=str(path))
    with path.open("rb") as plain:
        packed = plain.read(2) == GZIP_MAGIC
    if native := recognise(path, head):
        return Found(path, "native", head, packed, native[0])
    return Found(path, _kind(path, head, packed), head, packed)


def _kind(path: Path, head: bytes, packed: bool) -> Kind:
    if head.startswith(ZIP) and not packed:
        _refuse_other_archives(path)
        return "xlsx"
    if head.startswith(PARQUET) and not packed:
        return "parquet"
    _refuse_the_rest(path, head, packed)
    begins = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return "json" if begins[:1] in (b"{", b"[") and not is_utf16(head) else "csv"


def is_utf16(head: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` when the bytes are UTF-16, with or without its mark; else None."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return name
    even, odd = head[0:4000:2], head[1:4000:2]
    if len(odd) >= 4 and odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    return "utf-16-be" if len(even) >= 4 and even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd) else None


def _refuse_the_rest(path: Path, head: bytes, packed: bool) -> None:
    for magic, (what, mend) in REFUSED.items():
        if head.startswith(magic):
            raise BadInput(Text(sv=f"filen är {what.sv}", en=f"the file is {what.en}"), where=str(path), mend=mend)
    begins = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:2000].lower()
    if begins.startswith(b"<"):
        raise _markup(path, b"<html" in begins or b"<table" in begins)
    if packed and head.startswith((ZIP, PARQUET)):
        raise BadInput(Text(sv="arkiv i arkiv", en="an archive in an archive"), where=str(path))
    if b"\x00" in head and not is_utf16(head):
        raise _binary(path)


def _refuse_other_archives(path: Path) -> None:
    """Refuse a zip that is not a workbook, is broken, or would grow beyond reason when unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise _broken_workbook(path) from problem
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise BadInput(
            Text(sv="zip-arkiv som inte är en Excel-fil", en="a zip archive that is not a workbook"),
            where=str(path),
            mend=Text(sv="Packa upp det och läs in filerna.", en="Unpack it and import the files in it."),
        )
    size = sum(part.file_size for part in parts)
    dense = size > RATIO_COUNTS_FROM and size > LARGEST_RATIO * max(path.stat().st_size, 1)
    if dense or size > LARGEST_SOURCE:
        raise BadInput(
            Text(
                sv="arkivet växer orimligt mycket när det packas upp",
                en="the archive grows beyond reason when unpacked",
            ),
            where=str(path),
        )


def _broken_workbook(path: Path) -> BadInput:
    return BadInput(
        Text(sv="Excel-filen är avhuggen eller skadad", en="the workbook is truncated or damaged"),
        where=str(path),
        mend=Text(sv="Hämta eller spara filen på nytt.", en="Download or save the file again."),
    )


def _markup(path: Path, html: bool) -> BadInput:
    what = "HTML" if html else "XML"
    return BadInput(
        Text(sv=f"filen är {what}, inte en tabell", en=f"the file is {what}, not a table"),
        where=str(path),
        mend=Text(
            sv="Öppna den i ett kalkylprogram och spara som .xlsx eller CSV.",
            en="Open it in a spreadsheet and save it as .xlsx or CSV.",
        ),
    )


def _binary(path: Path) -> BadInput:
    return BadInput(
        Text(sv="filen är binär och av okänt slag", en="the file is binary and of an unknown kind"),
        where=str(path),
        mend=Text(
            sv="Läsbart är CSV, XLSX, Parquet, JSON, XES, OCEL och queue_log.",
            en="CSV, XLSX, Parquet, JSON, XES, OCEL and queue_log can be read.",
        ),
    )
