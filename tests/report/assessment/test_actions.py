"""The workbook of actions: every gap with what to do, ready for owner and date."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from gensvar.report.assessment import actions_document
from gensvar.report.draw import draw
from gensvar.text import Language


def test_one_row_per_suggested_action_the_worst_first(assessment: dict[str, Any]) -> None:
    table = actions_document(assessment, "sv").sheets[0]
    assert table.caption == "Åtgärder"
    assert [row[0] for row in table.rows] == [
        rule for rule in ("XK-2.5", "XK-1.5", "XK-1.6", "XK-2.4") for _ in range(2)
    ]
    titles = [column.title for column in table.columns if column.entry]
    assert titles == ["Ägare", "Klart senast", "Läge", "Anteckning"]
    assert {row[-2] for row in table.rows} == {"Inte påbörjad"}
    assert {row[0] for row in table.rows if row[6]} == {"XK-1.6"}


def test_a_gap_without_a_suggestion_still_has_its_row(assessment: dict[str, Any], language: Language) -> None:
    for finding in assessment["findings"]:
        finding["actions"] = []
    assert len(actions_document(assessment, language).sheets[0].rows) == 4


def test_read_back_it_is_safe_and_whole(assessment: dict[str, Any], language: Language) -> None:
    assessment["findings"][3]["reasons"] = {"sv": "=cmd|'/c calc'!A1", "en": "=cmd|'/c calc'!A1"}
    book = load_workbook(BytesIO(draw(actions_document(assessment, language), "xlsx")))
    assert len(book.sheetnames) == 5
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.quotePrefix for cell in cells if str(cell.value).startswith("=cmd")]
    first = book.worksheets[0]
    assert first["E2"].value == 0.617
    assert first["E2"].number_format == "0.0%"
    assert {rule.type for rule in first.data_validations.dataValidation} == {"list", "date", "textLength"}


def test_without_gaps_the_rules_are_still_there(assessment: dict[str, Any]) -> None:
    for finding in assessment["findings"]:
        finding["verdict"] = "met"
    document = actions_document(assessment, "sv")
    assert [table.caption for table in document.sheets] == ["Alla regler"]
    assert len(document.sheets[0].rows) == len(assessment["findings"])
