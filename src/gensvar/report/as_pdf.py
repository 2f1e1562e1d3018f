"""A document as PDF/UA-1: tagged, in its language, bookmarked, the same bytes every time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from gensvar.errors import GensvarError
from gensvar.report.as_html import render, stylesheet
from gensvar.report.document import Document
from gensvar.text import Text


def draw_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1.

    Raises GensvarError for anything the renderer warns of (a drawing without alternative text, a
    broken link, a style it does not know): a warning is a fault of ours, never of the reader's.
    """
    created = document.created.isoformat() if document.created else ""
    return print_html(render(document, "paper.html.jinja", stylesheet("paper"), created=created))


def print_html(html: str) -> bytes:
    """Return an HTML page as PDF/UA-1. Nothing but `data:` is fetched; GensvarError for any warning."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    with _warnings_are_errors():
        page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
        return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


class _Collect(logging.Handler):
    """Keeps what WeasyPrint warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    logger, collect = logging.getLogger("weasyprint"), _Collect()
    level = logger.level
    logger.addHandler(collect)
    logger.setLevel(logging.WARNING)  # whatever the application lets through, a warning has to reach us
    try:
        yield
    finally:
        logger.setLevel(level)
        logger.removeHandler(collect)
    if collect.said:
        what = "; ".join(collect.said[:5])
        raise GensvarError(Text(sv=f"PDF-filen blev inte felfri: {what}", en=f"the PDF came out faulty: {what}"))
