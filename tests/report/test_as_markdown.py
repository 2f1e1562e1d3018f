"""Markdown: structure as markup, data as text."""

from __future__ import annotations

import pytest

from gensvar.report.as_markdown import draw_markdown, escape
from gensvar.report.document import Added, Code, Column, Document, Formula, Heading, Link, Paragraph, Removed, Table


def drawn(*blocks: object) -> str:
    return draw_markdown(Document("T", "sv", blocks))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("a|b", r"a\|b"),
        ("# inte rubrik", r"\# inte rubrik"),
        ("1. inte lista", r"\1. inte lista"),
        ("- inte lista", r"\- inte lista"),
        ("[x](y)", r"\[x\](y)"),
        ("AT&T &amp; Co", r"AT&T \&amp; Co"),
    ],
)
def test_whatever_data_say_is_text(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_table_with_numbers_to_the_right_and_bars_escaped() -> None:
    table = Table((Column("A"), Column("B", "number")), (("x|y", 12),), "Tabell")
    assert "| A | B |\n| --- | ---: |\n| x\\|y | 12 |" in drawn(table)


def test_headings_can_be_linked_to() -> None:
    assert '<a id="gaps"></a>\n\n## Brister (✗ Inte uppfylld)' in drawn(Heading(2, "Brister", "gaps", badge="not_met"))


def test_spans() -> None:
    spans = (Code("a`b"), Formula("|x|"), Added("ny"), Removed("gammal"), Link("ut", "javascript:x"), Link("in", "#a"))
    text = drawn(Paragraph(spans))
    assert "``a`b``" in text
    assert "`\u2223x\u2223`" in text
    assert "<ins>ny</ins><del>gammal</del>" in text
    assert "javascript" not in text
    assert "[in](<#a>)" in text
