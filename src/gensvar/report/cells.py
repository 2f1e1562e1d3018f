"""Cells and spans in words: what every drawer needs before it draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from gensvar.report.document import Badge, Cell, Column, Figure, Link, Rich, Span
from gensvar.report.words import SIGN, UNIT, VERDICT, say
from gensvar.text import Language, format_date, format_number, format_percent, format_value
from gensvar.text.format import COUNTED

NONE = "–"
RIGHT = frozenset({"number", "percent", "figure"})
WRITTEN = frozenset(
    {"share", "s", "business_s", "sek", "count", "score", "ratio", *COUNTED}
)  # units that `text` can write


def spans(rich: Rich) -> tuple[Span, ...]:
    """Return rich text as a tuple of spans."""
    return (rich,) if isinstance(rich, str) else rich


def plain(rich: Rich, language: Language) -> str:
    """Return rich text without its marking."""
    return "".join(_plain_span(span, language) for span in spans(rich))


def _plain_span(span: Span, language: Language) -> str:
    if isinstance(span, str):
        return span
    if isinstance(span, Badge):
        return badge(span.verdict, language)
    return span.text


def badge(verdict: str, language: Language) -> str:
    """Return a verdict as its sign and its word: `✗ Inte uppfylld`."""
    return f"{SIGN.get(verdict, '·')} {say(VERDICT, verdict, language)}"


def figure(value: float | None, unit: str, language: Language) -> str:
    """Return a figure with its unit in words where the unit is not a sign: `3 månader`, `84,2 %`."""
    if value is None:
        return NONE
    if unit in WRITTEN:
        return format_value(value, unit, language)
    number = format_number(value, language, 0 if float(value).is_integer() else 1)
    return f"{number}\u00a0{say(UNIT, unit, language)}" if unit else number


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """Return a cell as a reader of `language` writes it; `–` for nothing, empty where a reader fills in."""
    if cell is None:
        return "" if column.entry else NONE
    if isinstance(cell, Figure):
        return figure(cell.value, cell.unit, language)
    if isinstance(cell, bool):
        return _yes_no(cell, language)
    if isinstance(cell, int | float):
        return _number(cell, column, language)
    if isinstance(cell, date):
        return format_date(cell, language)
    if column.kind == "verdict" and isinstance(cell, str):
        return badge(cell, language) if cell else NONE
    return plain(cell, language)


def _yes_no(value: bool, language: Language) -> str:
    if language == "sv":
        return "Ja" if value else "Nej"
    return "Yes" if value else "No"


def _number(value: float, column: Column, language: Language) -> str:
    if column.kind == "percent":
        return format_percent(value, language)
    return format_number(value, language, 0 if float(value).is_integer() else 2)


def cell_spans(cell: Cell, column: Column, language: Language) -> tuple[Span, ...]:
    """Return a cell as spans, so that links and badges survive."""
    if column.kind == "verdict" and isinstance(cell, str) and cell in VERDICT:
        return (Badge(cell),)  # type: ignore[arg-type]
    if isinstance(cell, tuple):
        return cell
    return (cell_text(cell, column, language),)


def render(rich: Rich, draw: Callable[[Span], str]) -> str:
    """Return the spans of `rich`, each drawn by `draw`, joined."""
    return "".join(draw(span) for span in spans(rich))


def is_beside(link: Link) -> bool:
    """Return whether a link leads to a report that lies beside the document or in a folder below it."""
    return re.fullmatch(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.html", link.href) is not None


def is_outside(link: Link) -> bool:
    """Return whether a link leaves the document by a scheme that is safe to print."""
    return link.href.startswith(("https://", "http://", "mailto:"))
