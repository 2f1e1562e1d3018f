"""The document itself: anchors, reading order, and a table that must be square."""

from __future__ import annotations

import pytest

from gensvar.report.document import (
    Card,
    Chart,
    Column,
    Details,
    Document,
    Heading,
    Paragraph,
    Table,
    headings,
    slug,
    tables,
    walk,
)

TABLE = Table((Column("A"),), (("a",),), "T")


def test_a_table_must_have_as_many_cells_as_columns() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table((Column("A"),), (("a", "b"),), "T")


@pytest.mark.parametrize(
    ("text", "id_"), [("Återuppringning & kö", "ateruppringning-ko"), ("  ", "x"), ("KS-1.5 Mål", "ks-1-5-mal")]
)
def test_a_slug_is_plain(text: str, id_: str) -> None:
    assert slug(text) == id_


def test_blocks_within_blocks_are_found_in_reading_order() -> None:
    chart = Chart({}, "alt", TABLE, "C")
    card = Card((Heading(3, "Två"), Details("S", (Paragraph("p"), chart))))
    document = Document("T", "sv", (Heading(2, "Ett"), card, TABLE))
    assert [type(block).__name__ for block in walk(document.blocks)] == [
        "Heading",
        "Card",
        "Heading",
        "Details",
        "Paragraph",
        "Chart",
        "Table",
    ]
    assert [heading.text for heading in headings(document)] == ["Ett", "Två"]
    assert tables(document) == [TABLE, TABLE]


def test_an_anchor_is_the_id_or_made_of_the_words() -> None:
    assert Heading(2, "Brister", "gaps").anchor == "gaps"
    assert Heading(3, "Kö", label="KS-1.5").anchor == "ks-1-5-ko"
