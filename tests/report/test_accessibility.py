"""axe-core finds nothing in the reports, on a wide screen and a narrow one, and something where a fault is planted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gensvar.report.as_html import draw_html
from gensvar.report.assessment import assessment_document
from gensvar.report.rulebook import rulebook_document
from gensvar.rulebook.edition import Edition
from gensvar.text import Language

Judge = Callable[[str, Path, int], dict[str, Any]]


@pytest.mark.parametrize("width", [1366, 500])
def test_the_report(assessment: dict[str, Any], language: Language, axe: Judge, tmp_path: Path, width: int) -> None:
    found = axe(draw_html(assessment_document(assessment, language)), tmp_path, width)
    assert found["faults"] == []
    assert found["passes"] > 25
    assert found["wide"] <= width


def test_the_rulebook(edition: Edition, language: Language, axe: Judge, tmp_path: Path) -> None:
    assert axe(draw_html(rulebook_document(edition, language)), tmp_path, 1366)["faults"] == []


def test_a_planted_fault_is_found(edition: Edition, axe: Judge, tmp_path: Path) -> None:
    page = draw_html(rulebook_document(edition, "sv"))
    planted = page.replace("</main>", '<img src="data:,"><p style="color:#ccc">ljusgrått</p></main>')
    faults = {fault["id"] for fault in axe(planted, tmp_path, 1366)["faults"]}
    assert {"image-alt", "color-contrast"} <= faults
