"""An assessment as a file: the forms there are, and drawing one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import override

from gensvar.text import Language
from gensvar_web.rooms.findings.names import with_names
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import AssessmentRecord


@dataclass(frozen=True)
class Form:
    """A form: its key in addresses, its name, the ending and the media type of the file."""

    key: str
    name: str
    ending: str
    media_type: str


FORMS = {
    form.key: form
    for form in (
        Form("pdf", "PDF", "pdf", "application/pdf"),
        Form("html", "HTML", "html", "text/html; charset=utf-8"),
        Form("xlsx", "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )
}


def drawn(record: AssessmentRecord, form: str, language: Language) -> bytes:
    """Return the report; a PDF takes half a minute."""
    from gensvar.report.assessment import actions_document, assessment_document
    from gensvar.report.draw import draw

    with override(language):
        document = with_names(document_of(record))
    made = actions_document if form == "xlsx" else assessment_document
    content = draw(made(document, language), form)
    return content if isinstance(content, bytes) else content.encode()


def file_name(record: AssessmentRecord, ending: str) -> str:
    """Return what a downloaded file is called."""
    return f"{record.edition.rulebook}-{record.created_at:%Y-%m-%d}.{ending}"
