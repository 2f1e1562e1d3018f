"""Axe looks into frames of the same site, and leaves those of others alone."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from looked import looked
from served_pages import page

from gensvar.audits.deepening import run_axe

FORM = page("Formulär", "<main><h1>Skriv</h1><form><input name='m'><button></button></form></main>")


def test_a_fault_in_a_frame_of_the_site_is_found() -> None:
    files: dict[str, str | tuple[int, str]] = {
        "/": page("Hem", '<main><h1>Hej</h1><iframe title="Skriv till oss" src="/form"></iframe></main>'),
        "/form": FORM,
    }
    told = looked(files, run_axe)
    assert told
    assert {"label", "button-name"} <= {one.id for one in told.violations}


def test_a_page_without_frames_is_looked_at_alone() -> None:
    told = looked({"/": page("Hem", "<main><h1>Hej</h1><p>Text</p></main>")}, run_axe)
    assert told
    assert told.violations == ()
