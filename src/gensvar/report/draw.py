"""One door to the drawers: a document in, the file's content out."""

from __future__ import annotations

from typing import Literal, overload

from gensvar.report.document import Document

Form = Literal["text", "md", "html", "pdf", "xlsx"]
TextForm = Literal["text", "md", "html"]
FileForm = Literal["pdf", "xlsx"]


@overload
def draw(document: Document, form: TextForm) -> str: ...
@overload
def draw(document: Document, form: FileForm) -> bytes: ...
@overload
def draw(document: Document, form: str) -> str | bytes: ...
def draw(document: Document, form: str) -> str | bytes:
    """Return the document as text, Markdown or HTML (str), or as PDF or XLSX (bytes).

    The same document gives the same bytes. Raises KeyError for a form that is none of `Form`.
    """
    match form:
        case "text":
            from gensvar.report.as_text import draw_text as drawer
        case "md":
            from gensvar.report.as_markdown import draw_markdown as drawer
        case "html":
            from gensvar.report.as_html import draw_html as drawer
        case "pdf":
            from gensvar.report.as_pdf import draw_pdf

            return draw_pdf(document)
        case "xlsx":
            from gensvar.report.as_xlsx import draw_xlsx

            return draw_xlsx(document)
        case _:
            raise KeyError(form)
    return drawer(document)
