"""Cells in words: numbers, shares, times, days, verdicts and nothing, as each reader writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gensvar.report.cells import badge, cell_spans, cell_text, figure, is_outside, plain
from gensvar.report.document import Badge, Column, Figure, Formula, Link, Strong

N = "\u00a0"


@pytest.mark.parametrize(
    ("cell", "kind", "sv", "en"),
    [
        (None, "text", "–", "–"),
        (41872, "number", f"41{N}872", "41,872"),
        (0.25, "number", "0,25", "0.25"),
        (0.683, "percent", f"68,3{N}%", "68.3%"),
        (Figure(0.683, "share"), "figure", f"68,3{N}%", "68.3%"),
        (Figure(412, "s"), "figure", f"6{N}min 52{N}s", f"6{N}min 52{N}s"),
        (Figure(None, "share"), "figure", "–", "–"),
        (date(2026, 7, 1), "date", "2026-07-01", "2026-07-01"),
        (True, "text", "Ja", "Yes"),
        ("not_met", "verdict", "✗ Inte uppfylld", "✗ Not met"),
        ("", "verdict", "–", "–"),
        (("a ", Strong("b"), Formula("A_τ")), "text", "a bA_τ", "a bA_τ"),
    ],
)
def test_a_cell_in_both_languages(cell: Any, kind: Any, sv: str, en: str) -> None:
    column = Column("x", kind)
    assert cell_text(cell, column, "sv") == sv
    assert cell_text(cell, column, "en") == en


def test_an_empty_cell_to_fill_in_is_empty() -> None:
    assert cell_text(None, Column("x", entry=True), "sv") == ""


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "months", f"1{N}månad"),
        (12, "months", f"12{N}månader"),
        (1.5, "ratio", "1,5"),
        (3, "", "3"),
        (1200, "sek", f"1{N}200{N}kr"),
    ],
)
def test_a_figure_has_its_unit(value: float, unit: str, said: str) -> None:
    assert figure(value, unit, "sv") == said


def test_a_verdict_becomes_a_badge_and_a_sign_with_its_word() -> None:
    assert cell_spans("met", Column("x", "verdict"), "sv") == (Badge("met"),)
    assert badge("met", "en") == "✓ Met"
    assert plain((Badge("met"),), "sv") == "✓ Uppfylld"


@pytest.mark.parametrize(
    ("href", "safe"),
    [("https://a", True), ("mailto:a@b", True), ("javascript:a", False), ("data:x", False), ("#a", False)],
)
def test_only_plain_schemes_lead_out(href: str, safe: bool) -> None:
    assert is_outside(Link("x", href)) is safe
