"""The barometer as a page: without a fault for axe, with links to the sites' own reports, honest about few sites."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gensvar.audits.league import Sector, sectors
from gensvar.report.audit.league import league_document
from gensvar.report.draw import draw
from gensvar.text import Language

WORD: dict[str, str] = {"sv": "Få webbplatser", "en": "Few sites"}


def some(count: int) -> tuple[Sector, ...]:
    """So many sites: of every four one hides its number, one cannot be told."""
    kinds = (("pass", 1, 0.4), ("pass", 2, 1.4), ("fail", None, None), ("cannot_tell", None, None))
    return sectors((f"site{at}", _visit(at, *kinds[at % 4])) for at in range(count))


def _visit(at: int, verdict: str, steps: int | None, scroll: float | None) -> dict[str, Any]:
    phone = {"id": "D01", "verdict": verdict, "steps": steps, "scroll": scroll, "reason": {"sv": "så"}, "evidence": []}
    mail = {"id": "D02", "verdict": "fail", "steps": None, "scroll": None, "reason": {"sv": "så"}, "evidence": []}
    return {"site": f"https://site{at}.example/", "viewport": "desktop", "pages": 9, "detectors": [phone, mail]}


def test_the_page_has_no_fault_and_leads_to_the_sites(language: Language, axe: Any, tmp_path: Path) -> None:
    page = draw(league_document(some(8), tmp_path, language, "2026-11-25"), "html")
    assert axe(page, tmp_path, 500)["faults"] == []
    assert '<a href="site0/report.html">site0.example</a>' in page
    assert WORD[language] in page


@pytest.mark.parametrize("count", [8, 80])
def test_the_share_that_hides_is_of_those_that_could_be_judged(count: int) -> None:
    said = draw(league_document(some(count), None, "sv", "2026-11-25"), "text")
    assert "33 %" in said.replace("\u00a0", " ")
    assert (WORD["sv"] in said) == (count == 8)
