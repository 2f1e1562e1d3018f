"""The components that stand in rows and lists, drawn without a template.

A template within a template costs a tenth of a millisecond, and a page has a hundred of these. Everything
that comes from outside passes through `written`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from gensvar.report.words import SIGN, VERDICT
from gensvar.text import Language, Text
from gensvar_web.kit import charts
from gensvar_web.kit.tables import Cell, Column, Table

ARROWS = {"ascending": "▲", "descending": "▼", "": "↕"}
CURRENT = ' aria-current="page"'
HIDDEN = ' class="ds-sr-only"'


def written(value: Any) -> str:
    """Return a value as it stands in a page: escaped unless marked safe, numbers and days as the reader writes."""
    if isinstance(value, str):
        return conditional_escape(value)
    return str(value) if isinstance(value, int) else conditional_escape(localize(value))


def whole(parts: Iterable[str]) -> SafeString:
    """Return parts that are drawn or escaped as one piece of a page."""
    return mark_safe("".join(parts))  # noqa: S308  # each part has passed through `written`


def attribute(name: str, value: str) -> str:
    """Return an attribute; nothing where there is no value."""
    return f' {name}="{written(value)}"' if value else ""


def verdict(code: str, language: Language, size: str = "") -> SafeString:
    """Return a verdict as sign and word, never by colour alone."""
    text = VERDICT.get(code)
    word = text.into(language) if text else code
    head = f'<span class="verdict" data-code="{written(code)}"{attribute("data-size", size)}>'
    return whole((head, f'<span aria-hidden="true">{SIGN.get(code, "·")}</span>', written(word), "</span>"))


def tag(text: Any, tone: str, language: Language) -> SafeString:
    """Return a small label."""
    shown = text.into(language) if isinstance(text, Text) else "" if text is None else text
    return whole((f'<span class="tag" data-tone="{written(tone)}">', written(shown), "</span>"))


def tile(label: str, value: Any, note: str, url: str, tone: str) -> SafeString:
    """Return a figure with its name."""
    shown = f'<a href="{written(url)}">{written(value)}</a>' if url else written(value)
    below = f'<dd class="small muted">{written(note)}</dd>' if note else ""
    head = f'<div class="tile" data-tone="{written(tone)}"><dt>{written(label)}</dt>'
    return whole((head, f'<dd class="tile-value">{shown}</dd>', below, "</div>"))


def breadcrumb(label: str, pairs: Iterable[tuple[Any, Any]], here: Any) -> SafeString:
    """Return the way to the page: addresses with their labels, last the page itself."""
    steps = (f'<li><a href="{written(url)}">{written(text)}</a></li>' for text, url in pairs)
    head = f'<nav class="crumbs" aria-label="{written(label)}"><ol>'
    return whole((head, *steps, f'<li aria-current="page">{written(here)}</li></ol></nav>'))


def tabs(label: str, items: Iterable[tuple[str, Any, Any]], current: str) -> SafeString:
    """Return links between views of one thing; the current one is marked."""
    links = (
        f'<li><a href="{written(url)}"{CURRENT if key == current else ""}>{written(text)}</a></li>'
        for key, text, url in items
    )
    return whole((f'<nav class="tabs" aria-label="{written(label)}"><ul>', *links, "</ul></nav>"))


def table(one: Table, language: Language) -> SafeString:
    """Return a table; below 640 px each row becomes a card."""
    labels = [(written(column.kind), written(column.title)) for column in one.columns]
    parts = ['<div class="table-box"><table class="table"><caption', "" if one.show_caption else HIDDEN, ">"]
    parts += [written(one.caption), "</caption><thead><tr>", *(_head(head) for head in one.heads)]
    parts.append("</tr></thead><tbody>")
    for row in one.rows:
        parts += ["<tr>", *_row(row, one.columns, labels, language), "</tr>"]
    parts.append("</tbody></table></div>")
    return whole(parts)


def _head(head: dict[str, Any]) -> str:
    column, aria, title = head["column"], head["aria"], written(head["column"].title)
    if head["url"]:
        title = f'<a href="{written(head["url"])}">{title}<span aria-hidden="true">{ARROWS[aria]}</span></a>'
    return f'<th scope="col" data-kind="{column.kind}"{attribute("aria-sort", aria)}>{title}</th>'


def _row(
    row: Sequence[Cell], columns: Sequence[Column], labels: Sequence[tuple[str, str]], language: Language
) -> Iterable[str]:
    kind = ' data-kind="date"' if columns[0].kind == "date" else ""
    yield f'<th scope="row"{kind}>{cell(row[0], language)}</th>'
    for one, (kind, title) in zip(row[1:], labels[1:], strict=True):
        yield f'<td data-kind="{kind}" data-label="{title}">{cell(one, language)}</td>'


def cell(one: Cell, language: Language) -> str:
    """Return what stands in a cell."""
    shown = "–" if one.text is None else written(one.text)
    if one.verdict:
        shown = verdict(one.verdict, language)
    elif one.url:
        shown = f'<a href="{written(one.url)}">{written(one.text)}</a>'
    return f'{shown}<span class="cell-note">{written(one.note)}</span>' if one.note else shown


def stack(counts: dict[str, int], language: Language) -> SafeString:
    """Return how many rules got each verdict: a bar, and the numbers with sign and word beneath it."""
    parts, bar, beneath = charts.stack(counts), [], []
    for part in parts:
        word = VERDICT[part.code].into(language).lower()
        bar.append(
            f'<rect class="part" data-code="{part.code}" x="{part.x:g}" y="0" width="{part.width:g}" height="6"/>'
        )
        sign = f'<span aria-hidden="true">{SIGN[part.code]} </span>'
        beneath.append(
            f'<span class="count" data-code="{part.code}">{sign}{part.n} <span class="muted">{word}</span></span>'
        )
    head = '<svg class="stack" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    return whole((head, *bar, '</svg><span class="row small counts">', *beneath, "</span>"))


def line_chart(chart: charts.LineChart) -> SafeString:
    """Return a line with its band and target as an SVG; its figures must also stand in a table."""
    name, width, height = written(chart.name), f"{chart.width:g}", f"{chart.height:g}"
    head = f'<figure class="chart"><svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title"'
    head += f' preserveAspectRatio="xMidYMid meet"><title id="{name}-title">{written(chart.said)}</title>'
    across = f'x1="{chart.left:g}" x2="{chart.right:g}"'
    grid = ((f'<line class="grid" {across} {_level(one)}/>', _text(one, ' dy="3"', "end")) for one in chart.ticks)
    spots = (
        f'<circle class="spot" cx="{one.x:g}" cy="{one.y:g}" r="3"><title>{written(one.text)}</title></circle>'
        for one in chart.spots
    )
    title = f"<figcaption>{written(chart.title)}</figcaption>" if chart.title else ""
    return whole((
        head,
        *(part for pair in grid for part in pair),
        *(f'<polygon class="band" points="{written(band)}"/>' for band in chart.bands),
        _target(chart.target, across) if chart.target else "",
        *(f'<polyline class="line" points="{written(line)}" fill="none"/>' for line in chart.lines),
        *spots,
        *(_text(one, "", "middle") for one in chart.labels),
        f"</svg>{title}</figure>",
    ))  # fmt: skip


def _target(one: charts.Place, across: str) -> str:
    line = f'<line class="target" {across} {_level(one)} stroke-dasharray="4 3"/>'
    return line + _text(one, ' dy="-3"', "end", ' class="target-text"')


def _level(one: charts.Place) -> str:
    return f'y1="{one.y:g}" y2="{one.y:g}"'


def _text(one: charts.Place, moved: str, anchor: str, kind: str = "") -> str:
    return f'<text{kind} x="{one.x:g}" y="{one.y:g}"{moved} text-anchor="{anchor}">{written(one.text)}</text>'
