"""A document as plain text for a terminal: wrapped, aligned, quiet."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from gensvar.report.cells import RIGHT, badge, cell_text, plain
from gensvar.report.document import (
    Block,
    Bullets,
    Callout,
    Card,
    Chart,
    Details,
    Document,
    Facts,
    Film,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Table,
    Tiles,
)
from gensvar.report.words import SIGN
from gensvar.text import Language

WIDTH = 96


def draw_text(document: Document) -> str:
    """Return the document as text, at most `WIDTH` characters wide where words allow; a callout's edge comes on top."""
    title = [document.title, "═" * min(len(document.title), WIDTH)]
    if document.subtitle:
        title.append(document.subtitle)
    parts = ["\n".join(title)]
    if document.meta:
        parts.append(_facts(Facts(document.meta), document.language))
    parts += _blocks(document.blocks, document.language)
    return "\n\n".join(part for part in parts if part) + "\n"


def _blocks(blocks: Sequence[Block], language: Language) -> list[str]:
    return [drawn for block in blocks if (drawn := _block(block, language))]


def _block(block: Block, language: Language) -> str:
    match block:
        case Heading():
            return _heading(block, language)
        case Paragraph(text):
            return _wrap(plain(text, language))
        case Bullets(items):
            return "\n".join(_wrap(plain(item, language), "  • ", "    ") for item in items)
        case Numbered(items):
            return "\n".join(_wrap(plain(item, language), f"{n:3}. ", "     ") for n, item in enumerate(items, 1))
        case Quote(text, by):
            return _wrap(plain(text, language), "  │ ", "  │ ") + (f"\n  │ – {by}" if by else "")
        case Film(frames):
            return "\n".join(_wrap(one.caption or one.alt, f"{n:3}. ", "     ") for n, one in enumerate(frames, 1))
        case Facts():
            return _facts(block, language)
        case Tiles(tiles):
            return "\n".join(f"{SIGN.get(t.tone, ' '):>3} {t.figure:>8}  {t.label}  {t.note}".rstrip() for t in tiles)
        case Table():
            return _table(block, language)
        case Chart():
            return _table(block.table, language)
        case Callout() | Card() | Details():
            return _container(block, language)
        case _:
            return ""


def _container(block: Callout | Card | Details, language: Language) -> str:
    title = {Callout: "title", Details: "summary"}.get(type(block))
    head = [getattr(block, title)] if title else []
    inside = "\n\n".join(head + _blocks(block.blocks, language))
    return textwrap.indent(inside, "  │ " if isinstance(block, Callout) else "")


def _heading(block: Heading, language: Language) -> str:
    text = f"{block.label}  {block.text}" if block.label else block.text
    if block.badge:
        text = f"{text}  [{badge(block.badge, language)}]"
    rule = {2: "─" * WIDTH, 3: "─" * min(len(text), WIDTH)}.get(block.level, "")
    return f"\n{text}\n{rule}".rstrip()


def _wrap(text: str, first: str = "", then: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False)


def _facts(facts: Facts, language: Language) -> str:
    wide = min(max((len(term) for term, _ in facts.items), default=0), 34)
    lines = [_wrap(plain(value, language), f"  {term:<{wide}}  ", " " * (wide + 4)) for term, value in facts.items]
    return "\n".join(lines)


def _table(table: Table, language: Language) -> str:
    heads = [column.title for column in table.columns]
    rows = [[cell_text(c, col, language) for c, col in zip(row, table.columns, strict=True)] for row in table.rows]
    widths = [max(len(cell) for cell in cells) for cells in zip(heads, *rows, strict=True)]
    if sum(widths) + 2 * len(widths) > WIDTH:
        return f"{table.caption}\n" + "\n\n".join(_record(heads, row) for row in rows)
    right = [column.kind in RIGHT for column in table.columns]
    lines = [_line(heads, widths, right), "  ".join("─" * width for width in widths)]
    return "\n".join([table.caption, *lines, *(_line(row, widths, right) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = [f"{c:>{w}}" if r else f"{c:<{w}}" for c, w, r in zip(cells, widths, right, strict=True)]
    return "  ".join(placed).rstrip()


def _record(heads: Sequence[str], row: Sequence[str]) -> str:
    wide = max(len(head) for head in heads)
    return "\n".join(
        _wrap(cell, f"  {head:<{wide}}  ", " " * (wide + 4)) for head, cell in zip(heads, row, strict=True)
    )
