"""The PDF: what veraPDF says of it, what it carries, that it is the same twice, and that faults are noticed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from gensvar.errors import GensvarError
from gensvar.report.as_pdf import draw_pdf, print_html
from gensvar.report.document import Document
from gensvar.report.rulebook import rulebook_document
from gensvar.rulebook.edition import Edition
from gensvar.text import LANGUAGES, Language

Printed = Callable[[Language], bytes]

PAGE = "<!doctype html><html lang=sv><head><title>T</title>{}</head><body><h1>T</h1>{}</body></html>"
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
PICTURE = f"<img src='data:image/svg+xml,{SHAPE.replace('#', '%23')}'>".replace('"', "&quot;")


def test_verapdf_finds_nothing_in_real_documents_and_something_in_planted_faults(
    tmp_path: Path, printed: Printed, edition: Edition, pdf_faults: Callable[..., dict[str, list[str]]]
) -> None:
    contents = {"untitled": print_html(PAGE.format("", SHAPE)), "untagged": untagged()}
    for language in LANGUAGES:
        contents[f"report-{language}"] = printed(language)
        contents[f"book-{language}"] = draw_pdf(rulebook_document(edition, language))
    files = [tmp_path / f"{name}.pdf" for name in contents]
    for file in files:
        file.write_bytes(contents[file.stem])
    found = pdf_faults(*files)
    assert any(fault.startswith("7.3-1 ") for fault in found.pop("untitled.pdf")), "a silent checker proves nothing"
    assert found.pop("untagged.pdf"), "a silent checker proves nothing"
    assert found == {f"{name}-{language}.pdf": [] for language in LANGUAGES for name in ("report", "book")}


def untagged() -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=PAGE.format("", "<p>text</p>")).write_pdf())


def test_it_carries_language_title_dates_and_bookmarks(report: Document, printed: Printed) -> None:
    reader = PdfReader(BytesIO(printed(report.language)))
    assert reader.trailer["/Root"]["/Lang"] == report.language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.title == report.title
    assert reader.metadata["/CreationDate"] == "D:20260701083000+00'00"
    titles = [entry.title for entry in reader.outline[0:1]]  # type: ignore[union-attr]
    assert titles == [report.title]
    assert len(flat(reader.outline)) > 20


def flat(outline: Any) -> list[Any]:
    return [one for entry in outline for one in (flat(entry) if isinstance(entry, list) else [entry])]


def test_every_page_but_the_first_says_what_it_belongs_to_and_all_say_which_they_are(
    report: Document, printed: Printed
) -> None:
    pages = PdfReader(BytesIO(printed(report.language))).pages
    of = "av" if report.language == "sv" else "of"
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"{number} {of} {len(pages)}" in text
        assert (report.running in text) is (number > 1)


def test_the_same_document_gives_the_same_bytes(report: Document, printed: Printed) -> None:
    assert draw_pdf(report) == printed(report.language)


def test_a_picture_without_alternative_text_is_an_error() -> None:
    with pytest.raises(GensvarError, match="alt"):
        print_html(PAGE.format("", PICTURE))


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(GensvarError, match="colour"):
        print_html(PAGE.format("<style>p{colour:red}</style>", "<p>text</p>"))


def test_a_broken_link_is_an_error() -> None:
    with pytest.raises(GensvarError, match="nowhere"):
        print_html(PAGE.format("", '<p><a href="#nowhere">x</a></p>'))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname"])
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(GensvarError, match="protocol"):
        print_html(PAGE.format("", f'<p><img alt="x" src="{address}"></p>'))


def test_what_went_wrong_before_is_not_blamed_on_the_next() -> None:
    with pytest.raises(GensvarError):
        print_html(PAGE.format("", PICTURE))
    assert print_html(PAGE.format("", "<p>text</p>")).startswith(b"%PDF-1.7")
