"""An edition as a file. Drawing a PDF takes seconds, so each is kept until the edition or the program changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gensvar import __version__
from gensvar.evidence import write_whole
from gensvar.rulebook.edition import Edition
from gensvar.text import Language


@dataclass(frozen=True)
class Form:
    """A format: its key in the address, its name, the ending and the media type of the file."""

    key: str
    name: str
    ending: str
    media_type: str
    both_languages: bool


FORMS = {
    form.key: form
    for form in (
        Form("pdf", "PDF", "pdf", "application/pdf", False),
        Form("xlsx", "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        Form("json", "JSON", "json", "application/json", True),
        Form("oscal", "OSCAL", "oscal.json", "application/json", True),
    )
}


def content_of(edition: Edition, form: Form, language: Language) -> bytes:
    """Return the file."""
    spoken = "" if form.both_languages else f"-{language}"
    kept = Path(settings.DATA) / "cache" / "editions" / f"{edition.hash[7:23]}-{__version__}{spoken}.{form.ending}"
    if kept.exists():
        return kept.read_bytes()
    content = _drawn(edition, form, language)
    write_whole(kept, content)
    return content


def _drawn(edition: Edition, form: Form, language: Language) -> bytes:
    if form.both_languages:
        from gensvar.rulebook.exporting import export_text

        return export_text(edition, form.key).encode()
    from gensvar.report.draw import draw
    from gensvar.report.rulebook import rulebook_document

    drawn = draw(rulebook_document(edition, language), form.key)
    return drawn if isinstance(drawn, bytes) else drawn.encode()
