"""The workbook: text stays text, numbers and dates are real, cells to fill in are guarded, and it can be printed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from gensvar.report.as_xlsx import draw_xlsx, sheet_name
from gensvar.report.document import Column, Document, Figure, Heading, Strong, Table

RISKS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", '=HYPERLINK("http://x","x")', "|cmd", "12", "http://x.example"]


def book_of(*tables: Table, **more: Any) -> Workbook:
    return load_workbook(BytesIO(draw_xlsx(Document("Titel", more.pop("language", "sv"), tables, **more))))


def one(cell: Any, column: Column | None = None) -> Any:
    table = Table((column or Column("A"),), ((cell,),), "Tabell")
    return book_of(table).worksheets[0]["A2"]


@pytest.mark.parametrize("text", RISKS)
def test_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    cell = one(text)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_what_could_be_a_formula_is_marked_as_text_for_whoever_edits_it(text: str) -> None:
    assert one(text).quotePrefix
    assert not one("vanlig text").quotePrefix


def test_no_file_of_the_workbook_holds_a_formula_or_an_outside_link() -> None:
    table = Table((Column("A"), Column("=B")), tuple((risk, risk) for risk in RISKS), "=Tabell")
    with ZipFile(BytesIO(draw_xlsx(Document("=T", "sv", (table,), subtitle="=S", meta=(("=a", "=b"),))))) as archive:
        names = archive.namelist()
        sheets = [archive.read(name).decode() for name in names if "worksheets/" in name]
    assert sheets
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    assert not [name for name in names if "external" in name.lower() or "_rels/sheet" in name]


def test_figures_are_numbers_in_the_format_of_their_unit() -> None:
    assert (one(Figure(0.683, "share")).value, one(Figure(0.683, "share")).number_format) == (0.683, "0.0%")
    wait = one(Figure(412, "s"))
    assert wait.number_format == "[h]:mm:ss"
    assert wait.value == timedelta(seconds=412)
    assert one(Figure(1234, "sek")).number_format == '#,##0" kr"'
    assert one(41872, Column("n", "number")).number_format == "#,##0"
    assert one(0.25, Column("x", "number")).number_format == "#,##0.0#"
    assert one(Figure(None, "share")).value == "–"


def test_days_are_days() -> None:
    cell = one(date(2026, 7, 1), Column("Dag", "date"))
    assert cell.value == datetime(2026, 7, 1)
    assert cell.number_format == "yyyy-mm-dd"
    assert cell.is_date


def test_a_cell_to_fill_in_is_guarded_by_its_kind() -> None:
    columns = (
        Column("Ägare", entry=True),
        Column("Klart", "date", entry=True),
        Column("Läge", choices=("Pågår", "Klar"), entry=True),
        Column("Text"),
    )
    sheet = book_of(Table(columns, ((None, None, "Pågår", "x"),), "T")).worksheets[0]
    guards = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert {place: rule.type for place, rule in guards.items()} == {"A2": "textLength", "B2": "date", "C2": "list"}
    assert guards["C2"].formula1 == '"Pågår,Klar"'
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["B2"].value is None


def test_the_header_stays_in_sight_and_on_every_page() -> None:
    sheet = book_of(Table((Column("A"), Column("B", width=44)), (("a", "b"), ("c", "d")), "T")).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.column_dimensions["B"].width == pytest.approx(44.7, abs=1)
    assert sheet["A2"].alignment.wrap_text


def test_one_sheet_a_table_then_what_it_is_about() -> None:
    first, second = (Table((Column("A"),), (("a",),), caption) for caption in ("Lika/olika: [x]", "lika olika   x"))
    book = book_of(first, Heading(2, "H"), second, subtitle="Under", meta=(("Period", "2026"),))  # type: ignore[arg-type]
    assert book.sheetnames == ["Lika olika   x", "lika olika   x 2", "Om arket"]
    about = book["Om arket"]
    assert [cell.value for cell in about["B"]] == ["Titel", "Under", "2026"]


def test_sheet_names_are_what_excel_allows() -> None:
    taken: set[str] = set()
    names = [sheet_name(wanted, taken) for wanted in ("x" * 40, "x" * 40, "", "'a'", "A")]
    assert names == ["x" * 31, "x" * 28 + " 2", "1", "a", "A 2"]


def test_properties_are_those_of_the_document_and_bytes_repeat(report: Document) -> None:
    content = draw_xlsx(report)
    assert content == draw_xlsx(report)
    properties = load_workbook(BytesIO(content)).properties
    assert properties.title == report.title
    assert properties.created == datetime(2026, 7, 1, 8, 30)


def test_marked_text_loses_its_marks_only() -> None:
    assert one(("a ", Strong("b"))).value == "a b"
