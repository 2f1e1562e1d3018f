"""What names a person is masked, in texts and in pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")
from looked import looked
from served_pages import page

from gensvar.audits.evidence import Folder, hidden
from gensvar.audits.tab import Tab

PEOPLE = (
    "<main><p>Chef: Anna Svensson, anna.svensson@foretaget.se, 811218-9876</p><p>Mejla info@foretaget.se</p></main>"
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Anna Svensson, anna.svensson@foretaget.se", "A*** S***, a***@foretaget.se"),
        ("Mejla kund.service@foretaget.se", "Mejla kund.service@foretaget.se"),
        ("Anna Svensson svarar", "Anna Svensson svarar"),  # a name alone is not known to be one
        ("811218-9876", "811218-****"),
    ],
)
def test_texts(text: str, masked: str) -> None:
    assert hidden(text) == masked


def test_the_page_is_masked_before_its_picture_is_taken(tmp_path: Path) -> None:
    async def shot(tab: Tab) -> str:
        assert await Folder(tmp_path).marked(tab, "start")
        said = await tab.ask("() => document.body.innerText")
        assert isinstance(said, str)
        return said

    said = looked({"/": page("Hem", PEOPLE)}, shot)
    assert "A*** S***, a***@foretaget.se, 811218-****" in said
    assert "info@foretaget.se" in said
    assert (tmp_path / "evidence" / "start.png").read_bytes().startswith(b"\x89PNG")
