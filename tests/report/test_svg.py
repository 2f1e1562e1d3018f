"""Charts: every specification compiles to one sealed SVG, the same every time, in the reader's numbers."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from gensvar.report.bars import histogram, pareto, verdicts_by_chapter
from gensvar.report.document import Chart
from gensvar.report.months import Point, Target, per_month
from gensvar.report.svg import draw_svg
from gensvar.text import Language

POINTS = [
    Point("2026-01", 0.61, 400, (0.56, 0.66)),
    Point("2026-02", None, 3),
    Point("2026-03", 0.745, 20, (0.6, 0.85)),
]


def charts(language: Language) -> list[Chart]:
    return [
        per_month("Servicenivå", POINTS, "share", Target(0.8, "minst 80 %"), language),
        per_month("Väntan", [Point("2026-01", 640.0, 99), Point("2026-02", 12.0, 99)], "s", None, language),
        per_month("Noll", [Point("2026-01", 0.0, 99), Point("2026-02", 0.0, 99)], "s", None, language),
        verdicts_by_chapter([("Ett", {"met": 2, "not_met": 1}), ("Två", {"not_applicable": 1})], language),
        pareto("Orsaker", [("Faktura", 1200), ("Flytt", 80)], language),
        histogram("Väntan", [("0–30 s", 900), ("30–60 s", 300), ("1–2 min", 80)], language, "30–60 s"),
    ]


@pytest.mark.parametrize("number", range(6))
def test_a_chart_is_drawn_sealed_and_the_same_every_time(number: int, language: Language) -> None:
    chart = charts(language)[number]
    svg = draw_svg(chart.spec, chart.alt, language, "c7")
    assert svg == draw_svg(chart.spec, chart.alt, language, "c7")
    root = ElementTree.fromstring(svg)
    assert root[0].tag.endswith("title")
    assert root[0].text == chart.alt
    assert root.attrib["aria-labelledby"] == root[0].attrib["id"] == "c7-title"
    assert not re.search(r"<script|<style|style=|\son\w+=|href=|<image", svg)
    assert not any(marker in svg for marker in ("NaN", "undefined", "Infinity"))


@pytest.mark.parametrize("number", range(6))
def test_a_chart_has_its_table_and_says_in_words_what_it_shows(number: int, language: Language) -> None:
    chart = charts(language)[number]
    assert chart.table.rows
    assert len(chart.alt) > 20


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    for language, shown in (("sv", "60\u00a0%"), ("en", "60%")):
        chart = charts(language)[0]  # type: ignore[arg-type]
        texts = [
            element.text
            for element in ElementTree.fromstring(draw_svg(chart.spec, chart.alt, language, "c")).iter()
            if element.text
        ]  # type: ignore[arg-type]
        assert shown in texts


def test_a_month_without_a_value_is_a_gap_and_few_observations_are_hollow() -> None:
    rows = charts("sv")[0].spec["data"]["values"]
    assert [row["value"] for row in rows] == [0.61, None, 0.745]
    assert [row["few"] for row in rows] == [False, True, True]


def test_an_axis_of_nothing_but_noughts_is_readable() -> None:
    chart = charts("sv")[2]
    assert chart.spec["layer"][1]["encoding"]["y"]["scale"]["domain"] == [0.0, 1.0]
