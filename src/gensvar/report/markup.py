"""Spans and cells as HTML. Whatever data say is escaped; only what is built here is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from gensvar.report.cells import RIGHT, cell_spans, is_beside, is_outside, spans
from gensvar.report.document import (
    Added,
    Badge,
    Cell,
    Code,
    Column,
    Formula,
    Link,
    Muted,
    Removed,
    Rich,
    Span,
    Strong,
    Table,
)
from gensvar.report.words import SIGN, VERDICT, say
from gensvar.text import Language

_BREAK = Markup("<wbr>")
_SUB = re.compile(r"_(\w+)")


def rich(text: Rich, language: Language) -> Markup:
    """Return rich text as HTML."""
    return Markup("").join(_span(span, language) for span in spans(text))


def _span(span: Span, language: Language) -> Markup:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(text)
        case Code(text):
            return Markup("<code>{}</code>").format(breakable(text))
        case Formula(text):
            return Markup('<span class="formula">{}</span>').format(_formula(text))
        case Muted(text):
            return Markup('<span class="muted">{}</span>').format(text)
        case Link():
            return _link(span)
        case Added(text):
            return Markup("<ins>{}</ins>").format(text)
        case Removed(text):
            return Markup("<del>{}</del>").format(text)
        case Badge(verdict):
            return badge(verdict, language)


def _formula(text: str) -> Markup:
    parts = [
        Markup("<sub>{}</sub>").format(part) if at % 2 else escape(part) for at, part in enumerate(_SUB.split(text))
    ]
    return Markup("").join(parts)


def _link(link: Link) -> Markup:
    """Return a link that stays in the document, leads to one beside it or has a safe scheme; else its words only."""
    if not (link.href.startswith("#") or is_beside(link) or is_outside(link)):
        return escape(link.text)
    return Markup('<a href="{}">{}</a>').format(link.href, breakable(link.text))


def breakable(text: str) -> Markup:
    """Return a long word (a hash, an address, a command) with places where a line may break."""
    parts = []
    for word in text.split(" "):
        pieces = [word[at : at + 16] for at in range(0, len(word), 16)] if len(word) > 24 else [word]
        parts.append(_BREAK.join(escape(piece) for piece in pieces))
    return Markup(" ").join(parts)


def badge(verdict: str, language: Language) -> Markup:
    """Return a verdict as a sign (hidden from screen readers) and its word."""
    form = Markup('<span class="badge {}"><span class="sign" aria-hidden="true">{}</span> {}</span>')
    return form.format(verdict, SIGN.get(verdict, "·"), say(VERDICT, verdict, language))


def cells(row: Sequence[Cell], table: Table, language: Language) -> list[tuple[Column, Markup]]:
    """Return the columns of a table with the row's cells as HTML."""
    return [
        (col, rich(cell_spans(cell, col, language), language)) for cell, col in zip(row, table.columns, strict=True)
    ]


def side(column: Column) -> str:
    """Return the class of a column: numbers to the right, ids unbroken."""
    return "num" if column.kind in RIGHT else "id" if column.kind in ("code", "date") else ""
