"""Measured figures as a document: one section a measure, its formula beside it, problems in words."""

from __future__ import annotations

from datetime import date

import pytest

from gensvar.measures import Problem, Result, load_measures
from gensvar.measures.declaration import Formula
from gensvar.report.document import Document, Paragraph, Table, walk
from gensvar.report.draw import draw
from gensvar.report.measures import measures_document
from gensvar.text import Language, Text

FORMULA = Formula(words=Text(sv="besvarade / alla", en="answered / all"), symbols="A_τ / (A + B)")
SPAN = (date(2026, 1, 1), date(2026, 6, 30))


def result(measure: str = "service_level", variant: str = "C", **more: object) -> Result:
    given = {
        "group": {},
        "unit": "share",
        "parameters": {"tau": 60},
        "value": 0.8113,
        "n": 1060,
        "numerator": 860,
        "denominator": 1060,
        "interval": (0.79, 0.83),
    }
    return Result(id=measure, variant=variant, period=SPAN, formula=FORMULA, **{**given, **more})  # type: ignore[arg-type]


@pytest.fixture
def document(language: Language) -> Document:
    problem = Problem("missing_column", Text(sv="kolumnen x saknas", en="column x is missing"), ("x",))
    results = [
        result(group={"month": "2026-01", "queue": "faktura"}),
        result(group={"month": "2026-02", "queue": None}),
        result("patience", "survival", value=182.0, unit="s", interval=None, numerator=None),
        result("csat", "share", value=None, n=None, problem=problem),
    ]
    return measures_document(results, load_measures(), language)


def test_groups_become_columns_and_figures_their_units(document: Document, language: Language) -> None:
    table = next(block for block in walk(document.blocks) if isinstance(block, Table))
    words = {"sv": ["Variant", "Månad", "Kö", "Värde"], "en": ["Variant", "Month", "Queue", "Value"]}
    assert [column.title for column in table.columns[:4]] == words[language]
    assert table.rows[0][1:3] == ("jan 2026" if language == "sv" else "Jan 2026", "faktura")
    assert table.rows[1][2] == "–"


def test_a_problem_is_said_instead_of_a_figure(document: Document, language: Language) -> None:
    said = [block for block in walk(document.blocks) if isinstance(block, Paragraph)]
    assert any(("kolumnen x saknas" if language == "sv" else "column x is missing") in str(block) for block in said)


def test_every_form_draws_it_and_the_sheet_has_all_figures(document: Document) -> None:
    for form in ("text", "md", "html", "pdf", "xlsx"):
        assert draw(document, form)
    assert len(document.sheets[0].rows) == 4
    assert document.subtitle.endswith("2026-01-01 – 2026-06-30")
