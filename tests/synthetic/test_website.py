"""The demo organisation's website: whole, the same every time, with the flaws that its README names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gensvar.synthetic.website import FJALLGNISTA, make_website, render


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("website")
    make_website(folder)
    return folder


def pages(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in folder.glob("*.html")}


def test_every_link_leads_to_a_file_beside_it(website: Path) -> None:
    links = {link for text in pages(website).values() for link in re.findall(r'(?:href|src|action)="([^"#:,]+)"', text)}
    assert len(links) > 8
    assert {link for link in links if not (website / link).is_file()} == set()


def test_two_makings_are_the_same(website: Path, tmp_path: Path) -> None:
    made = make_website(tmp_path / "again")
    assert {one.name: one.read_bytes() for one in made} == {one.name: one.read_bytes() for one in website.iterdir()}


def test_every_page_says_its_title_and_who_is_behind_it(website: Path) -> None:
    for name, text in pages(website).items():
        assert f"<title>{re.search('<h1>(.*?)</h1>', text)[1]} – {FJALLGNISTA.name}</title>" in text, name  # type: ignore[index]
        assert FJALLGNISTA.organisation_number in text, name
        assert "$" not in text, name


def test_the_flaws_are_there(website: Path) -> None:
    texts = pages(website)
    assert re.search(
        r'class="mobil">\s*<details><summary>Andra frågor</summary>.*tel:', texts["kontakt.html"], re.DOTALL
    )
    assert "tel:+46939" in texts["hjalp.html"] and "kr per minut" not in texts["hjalp.html"]
    for word in ("ngra avtalet", "tillgänglighetsredogörelse", "uppförandekod", "Bildtelefoni"):
        assert not [name for name, text in texts.items() if word in text], word


def test_a_word_the_company_does_not_know_is_an_error(tmp_path: Path) -> None:
    for name, text in {"header.html": "", "footer.html": "", "index.html": "<h1>Hej</h1> $wrong"}.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(KeyError, match="wrong"):
        render(sorted(tmp_path.glob("*.html")), FJALLGNISTA)
