"""Components drawn without a template: everything that comes from outside is escaped, in any place of a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from django.utils.safestring import mark_safe
from django.utils.translation import override

from gensvar.text import Text
from gensvar_web.kit import drawing
from gensvar_web.kit.charts import Spot, line_chart
from gensvar_web.kit.tables import Cell, Column, table

EVIL = "\"'><script>x</script>&"


def _parsed(html: str) -> ET.Element:
    """Read it as XML: an unescaped sign or an element that is not closed fails."""
    return ET.fromstring(html.replace("&nbsp;", " "))


def test_what_comes_from_outside_is_escaped_everywhere() -> None:
    columns = [Column("a", EVIL), Column("b", EVIL, "number")]
    rows = [[Cell(EVIL, url=EVIL), Cell(EVIL, note=EVIL, verdict=EVIL)]]
    chart = line_chart(
        EVIL,
        EVIL,
        [Spot(EVIL, 1.0, EVIL), Spot(EVIL, 2.0, EVIL)],
        said=EVIL,
        ticks=[(0, EVIL), (3, EVIL)],
        target=(1, EVIL),
    )
    drawn = [
        drawing.table(table(columns, rows, lambda row: row, EVIL), "sv"),
        drawing.tile(EVIL, EVIL, EVIL, EVIL, EVIL),
        drawing.verdict(EVIL, "sv", EVIL),
        drawing.tag(EVIL, EVIL, "sv"),
        drawing.line_chart(chart),
    ]
    for one in drawn:
        assert "<script" not in one
        assert _parsed(one).iter("script") is not None and not list(_parsed(one).iter("script"))


def test_a_table_has_a_heading_for_each_row_and_a_label_for_each_cell() -> None:
    columns = [Column("day", "Dag", "date"), Column("n", "Antal", "number"), Column("v", "Utfall", "verdict")]
    rows = [["2026-11-25", Cell(None, note="saknas"), Cell("", verdict="met")]]
    drawn = _parsed(drawing.table(table(columns, rows, lambda row: row, "Dagar"), "sv"))
    head = drawn.find(".//tbody/tr/th")
    assert head is not None and head.attrib == {"scope": "row", "data-kind": "date"}
    cells = drawn.findall(".//td")
    assert [one.attrib["data-label"] for one in cells] == ["Antal", "Utfall"]
    assert ["".join(one.itertext()) for one in cells] == ["–saknas", "✓Uppfylld"]


def test_words_follow_the_language_and_numbers_the_reader() -> None:
    assert "Not met" in drawing.verdict("not_met", "en")
    assert ">a<" in drawing.tag(Text(sv="å", en="a"), "info", "en")
    with override("sv"):
        assert drawing.written(1.5) == "1,5"
    assert drawing.written(1200) == "1200"
    assert drawing.written(mark_safe("<b>")) == "<b>"


def test_a_stack_says_its_numbers() -> None:
    drawn = drawing.stack({"met": 3, "not_met": 1}, "sv")
    assert 'width="75"' in drawn
    assert drawn.count("<rect") == drawn.count('class="count"') == 2
