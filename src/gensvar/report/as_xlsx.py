"""A document's tables as a workbook to work in: real dates and numbers, cells to fill in, nothing that computes."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

from gensvar.report.cells import cell_text
from gensvar.report.document import Cell, Column, Document, Figure, Table, tables
from gensvar.report.palette import GROUND, INK, LINE, MUTED
from gensvar.text import Language, Text

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # what some program or other reads as a formula
FIGURES = {
    "share": "0.0%",
    "s": "[h]:mm:ss",
    "business_s": "[h]:mm:ss",
    "sek": '#,##0" kr"',
    "count": "#,##0",
}
KINDS = {"number": "#,##0", "percent": "0.0%", "date": "yyyy-mm-dd"}
WIDTHS = {"date": 13, "number": 11, "percent": 11, "figure": 13, "verdict": 19, "code": 16, "text": 30}
ABOUT = Text(sv="Om arket", en="About")
EPOCH = datetime(2020, 1, 1)  # where a document has no date, so that the same document gives the same bytes
SPARE_ROWS = 200  # rows below a table to fill in that get the same choices


def draw_xlsx(document: Document) -> bytes:
    """Return a workbook: one sheet per table, then a sheet that says what the document is."""
    from xlsxwriter import Workbook

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, options)
    created = (document.created or EPOCH).replace(tzinfo=None)
    book.set_properties({"title": document.title, "subject": document.subtitle, "created": created})
    names: set[str] = set()
    for table in document.sheets or tables(document):
        _Sheet(book, sheet_name(table.sheet or table.caption, names), table, document).write()
    _about(book, sheet_name(ABOUT.into(document.language), names), document)
    book.close()
    return target.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel allows and no other sheet has, and note it in `taken`."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip("' ")[:31] or "1"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain[:28]} {number}", number + 1
    taken.add(name.lower())
    return name


class _Sheet:
    """One table on its worksheet. XlsxWriter makes a format once and reuses it."""

    def __init__(self, book: Any, name: str, table: Table, document: Document) -> None:
        self.sheet, self.table, self.language = book.add_worksheet(name), table, document.language
        self.formats, self.book = {}, book  # type: dict[tuple[Any, ...], Any], Any
        self.title, self.running = table.caption, document.running or document.title

    def write(self) -> None:
        """Write header, rows, choices and print set-up."""
        last = max(len(self.table.rows), 1)
        for at, column in enumerate(self.table.columns):
            self.sheet.set_column(at, at, column.width or WIDTHS[column.kind])
            self.sheet.write_string(0, at, column.title, self.format(header=True))
            self._validate(at, column, last)
        for row, cells in enumerate(self.table.rows, 1):
            for at, (cell, column) in enumerate(zip(cells, self.table.columns, strict=True)):
                self._cell(row, at, cell, column)
        self.sheet.freeze_panes(1, 1 if self.table.header else 0)
        self.sheet.autofilter(0, 0, last, len(self.table.columns) - 1)
        self._print(last)

    def format(self, number: str = "", header: bool = False, entry: bool = False, quote: bool = False) -> Any:
        """Return the cell format for these properties."""
        key = (number, header, entry, quote)
        if key not in self.formats:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top", "font_color": INK, "bottom": 1}
            look |= {"bottom_color": MUTED if header else LINE, "num_format": number or "@" * (not header)}
            look |= {"bold": True, "bg_color": GROUND, "valign": "bottom"} if header else {}
            look |= {"bg_color": "#fffbe8"} if entry else {}
            look |= {"quote_prefix": True} if quote else {}
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _cell(self, row: int, at: int, cell: Cell, column: Column) -> None:
        write, entry = self.sheet, column.entry
        if isinstance(cell, Figure) and cell.value is not None:
            seconds = cell.unit in ("s", "business_s")
            form = self.format(FIGURES.get(cell.unit, "#,##0.0"), entry=entry)
            write.write_number(row, at, cell.value / 86400 if seconds else cell.value, form)
        elif isinstance(cell, date):
            moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
            write.write_datetime(row, at, moment.replace(tzinfo=None), self.format(KINDS["date"], entry=entry))
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            whole = column.kind != "number" or float(cell).is_integer()
            form = KINDS.get(column.kind, "General") if whole else "#,##0.0#"
            write.write_number(row, at, cell, self.format(form, entry=entry))
        else:
            self._text(row, at, cell, column)

    def _text(self, row: int, at: int, cell: Cell, column: Column) -> None:
        """Write text as text, whatever it begins with; an empty cell to fill in gets its number format."""
        text = cell_text(cell, column, self.language).replace("\r\n", "\n").replace("\r", "\n")
        if not text:
            self.sheet.write_blank(row, at, None, self.format(KINDS.get(column.kind, ""), entry=column.entry))
        else:
            form = self.format(entry=column.entry, quote=text.startswith(RISKY))
            self.sheet.write_string(row, at, text[:32767], form)

    def _validate(self, at: int, column: Column, last: int) -> None:
        rule = validation(column, self.language)
        if rule:
            self.sheet.data_validation(1, at, last + SPARE_ROWS, at, rule)

    def _print(self, last: int) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.repeat_rows(0)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, last, len(self.table.columns) - 1)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        self.sheet.set_header(f"&L{_code_safe(self.title)}&R{_code_safe(self.running)}")
        self.sheet.set_footer("&R&P / &N")


def _code_safe(text: str) -> str:
    """Return text for a page header, where an ampersand begins a code and 255 characters are the limit."""
    return text[:110].replace("&", "&&")


def validation(column: Column, language: Language) -> dict[str, Any] | None:
    """Return what may be filled in: one of the choices, a date, or a short text; None for other columns."""
    swedish = language == "sv"
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    if column.entry and column.kind == "date":
        return {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": "Datum" if swedish else "Date",
            "error_message": "Skriv ett datum, ÅÅÅÅ-MM-DD." if swedish else "Enter a date, YYYY-MM-DD.",
        }
    if column.entry and column.kind == "text":
        return {
            "validate": "length",
            "criteria": "<=",
            "value": 500,
            "error_message": "Högst 500 tecken." if swedish else "At most 500 characters.",
        }
    return None


def _about(book: Any, name: str, document: Document) -> None:
    sheet = book.add_worksheet(name)
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_color": INK, "quote_prefix": True})
    bold = book.add_format({"bold": True, "valign": "top", "font_color": INK, "quote_prefix": True})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for row, (term, value) in enumerate((("", document.title), ("", document.subtitle), *document.meta)):
        sheet.write_string(row, 0, term, bold)
        sheet.write_string(row, 1, value, bold if row == 0 else wrap)
