"""Reading pictures with tesseract: what stands in them, what is too small, and where the program is missing."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from looked import looked
from served_pages import page

from gensvar.audits.elements import Image
from gensvar.audits.looking import look
from gensvar.audits.pictures import languages, read_pictures
from gensvar.audits.tab import Tab

WRITTEN = """<svg role="img" width="420" height="70"><rect width="420" height="70" fill="#fff"/>
<text x="10" y="40" font-family="sans-serif" font-size="24">Ring 08-465 004 17</text></svg>"""
DOT = '<svg role="img" aria-label="Stjärna" width="12" height="12"><circle r="5" cx="6" cy="6"/></svg>'


async def _read(tab: Tab) -> tuple[Image, ...]:
    state, _ = await look(tab, id="p0", start=tab.url, status=200, time="")
    return await read_pictures(tab, state.images)


def test_a_number_in_a_picture_is_read_and_a_dot_is_not_tried() -> None:
    read = looked({"/": page("Hem", f"<main><p>{WRITTEN}</p><p>{DOT}</p></main>")}, _read)
    assert [one.read for one in read] == ["Ring 08-465 004 17", ""]


def test_without_the_program_pictures_stay_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    languages.cache_clear()
    try:
        assert languages() == ""
    finally:
        monkeypatch.undo()
        languages.cache_clear()
    assert "swe" in languages()
