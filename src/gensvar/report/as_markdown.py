"""A document as Markdown (CommonMark with tables); whatever data say is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gensvar.report.cells import RIGHT, badge, cell_spans, is_outside, render
from gensvar.report.document import (
    Added,
    Badge,
    Block,
    Bullets,
    Callout,
    Card,
    Cell,
    Chart,
    Code,
    Column,
    Contents,
    Details,
    Document,
    Facts,
    Film,
    Formula,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Quote,
    Removed,
    Rich,
    Span,
    Strong,
    Table,
    Tiles,
    headings,
)
from gensvar.text import Language

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])|(&)(?=#?\w+;)")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,6}\s|[-+]\s|\d+[.)]\s|=+\s*$|-+\s*$)")


def draw_markdown(document: Document) -> str:
    """Return the document as Markdown."""
    parts = [f"# {escape(document.title)}"]
    if document.subtitle:
        parts.append(escape(document.subtitle))
    if document.meta:
        parts.append(_facts(Facts(document.meta), document.language))
    parts += [_block(block, document) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows exactly its characters."""
    special = _SPECIAL.sub(lambda match: "\\" + match.group(0), text)
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}", special)


def _block(block: Block, document: Document) -> str:  # noqa: C901, PLR0912 -- one case a kind of block
    language = document.language
    match block:
        case Heading():
            return _heading(block, language)
        case Paragraph(text):
            return _rich(text, language)
        case Bullets(items):
            return "\n".join(f"- {_rich(item, language)}" for item in items)
        case Numbered(items):
            return "\n".join(f"{number}. {_rich(item, language)}" for number, item in enumerate(items, 1))
        case Quote(text, by):
            return f"> {_rich(text, language)}" + (f"\n>\n> – {escape(by)}" if by else "")
        case Film(frames):
            return _block(Numbered(tuple(one.caption or one.alt for one in frames)), document)
        case Facts():
            return _facts(block, language)
        case Tiles(tiles):
            return "\n".join(f"- **{escape(t.figure)}** {escape(f'{t.label} {t.note}'.strip())}" for t in tiles)
        case Table():
            return _table(block, language)
        case Chart():
            return f"{escape(block.alt)}\n\n{_table(block.table, language)}"
        case Callout() | Card() | Details():
            return _container(block, document)
        case Contents():
            return _contents(document)
        case _:
            return ""


def _container(block: Callout | Card | Details, document: Document) -> str:
    inside = "\n\n".join(drawn for part in block.blocks if (drawn := _block(part, document)))
    if isinstance(block, Card):
        return inside
    title = block.title if isinstance(block, Callout) else block.summary
    whole = f"**{escape(title)}**\n\n{inside}".strip()
    if isinstance(block, Details):
        return whole
    return "\n".join(f"> {line}".rstrip() for line in whole.splitlines())


def _heading(block: Heading, language: Language) -> str:
    label = f"{escape(block.label)} " if block.label else ""
    verdict = f" ({badge(block.badge, language)})" if block.badge else ""
    return f'<a id="{block.anchor}"></a>\n\n{"#" * block.level} {label}{escape(block.text)}{verdict}'


def _contents(document: Document) -> str:
    found = [heading for heading in headings(document) if heading.level == 2]
    return "\n".join(f"- [{escape(heading.text)}](#{heading.anchor})" for heading in found)


def _facts(facts: Facts, language: Language) -> str:
    return "\n".join(f"- **{escape(term)}:** {_rich(value, language)}" for term, value in facts.items)


def _table(table: Table, language: Language) -> str:
    heads = " | ".join(escape(column.title) for column in table.columns)
    rule = " | ".join("---:" if column.kind in RIGHT else "---" for column in table.columns)
    rows = [_row(row, table.columns, language) for row in table.rows]
    return "\n".join([f"**{escape(table.caption)}**", "", f"| {heads} |", f"| {rule} |", *rows])


def _row(row: Sequence[Cell], columns: Sequence[Column], language: Language) -> str:
    cells = [
        _rich(cell_spans(cell, column, language), language).replace("\n", " ")
        for cell, column in zip(row, columns, strict=True)
    ]
    return f"| {' | '.join(cells)} |"


def _rich(rich: Rich, language: Language) -> str:
    return render(rich, lambda span: _span(span, language))


def _span(span: Span, language: Language) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            return f"**{escape(text)}**"
        case Code(text) | Formula(text):
            return _code(text)
        case Link(text, href):
            safe = is_outside(span) or href.startswith("#")
            return f"[{escape(text)}](<{href.replace('>', '%3E')}>)" if safe else escape(text)
        case Added(text):
            return f"<ins>{escape(text)}</ins>"
        case Removed(text):
            return f"<del>{escape(text)}</del>"
        case Badge(verdict):
            return f"**{badge(verdict, language)}**"
        case _:
            return escape(span.text)


def _code(text: str) -> str:
    """Return code between enough backticks; a bar would end a table cell, so it is written as its sign."""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text.replace('|', chr(0x2223))}{space}{fence}"
