"""Plain text for a terminal: wrapped, aligned, whole."""

from __future__ import annotations

from gensvar.report.as_text import WIDTH, draw_text
from gensvar.report.document import Column, Document, Figure, Heading, Paragraph, Table


def test_lines_stay_within_the_width(report: Document) -> None:
    allowed = WIDTH + len("  │ ")  # what a callout adds
    lines = draw_text(report).splitlines()
    long = [line for line in lines if len(line) > allowed and "sha256:" not in line and not line.endswith("]")]
    assert not long


def test_a_narrow_table_is_aligned() -> None:
    table = Table(
        (Column("Regel"), Column("Värde", "figure")),
        (("A", Figure(0.5, "share")), ("BB", Figure(1, "share"))),
        "Tabell",
    )
    lines = draw_text(Document("T", "sv", (table,))).splitlines()
    assert lines[-2:] == ["A       50,0\u00a0%", "BB     100,0\u00a0%"]


def test_a_wide_table_becomes_records() -> None:
    table = Table((Column("A"), Column("B")), (("x" * 60, "y " * 30),), "Tabell")
    text = draw_text(Document("T", "sv", (table,)))
    assert "  A  " + "x" * 60 in text
    assert "  B  y y" in text


def test_headings_and_paragraphs() -> None:
    text = draw_text(Document("Titel", "sv", (Heading(2, "Kapitel"), Paragraph("ord " * 60))))
    assert text.startswith("Titel\n═════\n")
    assert "Kapitel\n" + "─" * WIDTH in text
