"""One door: every form, and none other."""

from __future__ import annotations

import pytest

from gensvar.report.document import Document
from gensvar.report.draw import draw


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "Titel\n═"), ("md", "# Titel"), ("html", "<!doctype html>"), ("pdf", b"%PDF-1.7"), ("xlsx", b"PK")],
)
def test_every_form(form: str, start: str | bytes) -> None:
    drawn = draw(Document("Titel", "sv", ()), form)
    assert drawn.startswith(start)  # type: ignore[arg-type]


def test_no_other_form() -> None:
    with pytest.raises(KeyError):
        draw(Document("Titel", "sv", ()), "docx")


def test_every_form_draws_whole_reports(report: Document, book: Document) -> None:
    for document in (report, book):
        for form in ("text", "md"):
            drawn = draw(document, form)
            assert document.title in drawn  # type: ignore[operator]
            assert all(ord(sign) >= 32 or sign == "\n" for sign in drawn)  # type: ignore[union-attr]
