"""A document as one self-contained HTML file: styles, fonts and drawings within, no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any

from gensvar import __version__
from gensvar.report import markup, palette
from gensvar.report.document import (
    Block,
    Callout,
    Card,
    Chart,
    Details,
    Document,
    Frame,
    Gauge,
    Heading,
    Table,
    headings,
)
from gensvar.report.words import SIGN, VERDICT, say
from gensvar.text import Language, Text

HERE = Path(__file__).parent
WORDS = {
    "skip": Text(sv="Hoppa till innehållet", en="Skip to the content"),
    "contents": Text(sv="Innehåll", en="Contents"),
    "show_table": Text(sv="Visa siffrorna i diagrammet", en="Show the figures of the chart"),
    "figures": Text(sv="Siffrorna i diagrammet", en="The figures of the chart"),
    "made_by": Text(sv="Framställd med Gensvar", en="Made with Gensvar"),
    "page": Text(sv="Sida", en="Page"),
    "of": Text(sv="av", en="of"),
    "top": Text(sv="Till början", en="Back to top"),
}


def draw_html(document: Document) -> str:
    """Return the document as HTML for a screen; its security policy allows its own style and fonts only."""
    style = stylesheet("screen")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"  # noqa: E501
    return render(document, "page.html.jinja", style, policy=policy)


def render(document: Document, template: str, style: str, **more: Any) -> str:
    """Return the document set in a template with a stylesheet."""
    drawings = Drawings(document.language, count(1))
    words = {key: text.into(document.language) for key, text in WORDS.items()}
    repeated = said_above(document.blocks)
    drawn: str = (
        _environment()
        .get_template(template)
        .render(
            document=document,
            style=style,
            contents=contents(document),
            words=words,
            rich=partial(markup.rich, language=document.language),
            cells=partial(markup.cells, language=document.language),
            badge=partial(markup.badge, language=document.language),
            say_verdict=partial(say, VERDICT, language=document.language),
            repeats=lambda block: id(block) in repeated,
            drawing=drawings.draw,
            png=_png,
            version=__version__,
            **more,
        )
    )
    return drawn


@dataclass(frozen=True)
class Drawings:
    """Charts and gauges as inline SVG, each with ids of its own within the page."""

    language: Language
    numbers: Iterator[int]

    def name(self) -> str:
        """Return an id that nothing else in the page has."""
        return f"d{next(self.numbers)}"

    def draw(self, block: Chart | Gauge) -> Any:
        """Return the block's drawing as markup."""
        from markupsafe import Markup

        from gensvar.report.gauge import draw_gauge
        from gensvar.report.svg import draw_svg

        if isinstance(block, Gauge):
            return Markup(draw_gauge(block, self.language, self.name()))  # noqa: S704 - sealed by seal_svg
        return Markup(draw_svg(block.spec, block.alt, self.language, self.name()))  # noqa: S704 - sealed by seal_svg


def _png(frame: Frame) -> str:
    return f"data:image/png;base64,{base64.b64encode(frame.png).decode()}"


def said_above(blocks: Sequence[Block], above: str = "") -> frozenset[int]:
    """Return the tables (by `id()`) whose caption only repeats the heading or summary right above them."""
    found: set[int] = set()
    for block in blocks:
        if isinstance(block, Table) and block.caption == above:
            found.add(id(block))
        elif isinstance(block, Callout | Card | Details):
            found |= said_above(block.blocks, block.summary if isinstance(block, Details) else "")
        above = block.text if isinstance(block, Heading) else ""
    return frozenset(found)


def contents(document: Document) -> list[tuple[Heading, list[Heading]]]:
    """Return the headings of level 2, each with those of level 3 beneath it."""
    found: list[tuple[Heading, list[Heading]]] = []
    for heading in headings(document):
        if heading.level == 2:
            found.append((heading, []))
        elif heading.level == 3 and found:
            found[-1][1].append(heading)
    return found


@cache
def stylesheet(medium: str) -> str:
    """Return the style for `screen` or `paper`, with the palette as variables and the fonts within."""
    colours = {name.lower(): value for name, value in vars(palette).items() if name.isupper() and name != "TONES"}
    for tone, (ink, ground, bar) in palette.TONES.items():
        colours |= {f"{tone}-ink": ink, f"{tone}-ground": ground, f"{tone}-bar": bar}
    root = ";".join(f"--{name}:{value}" for name, value in colours.items())
    sheets = [(HERE / "styles" / f"{name}.css").read_text("utf-8") for name in ("shared", medium)]
    return "\n".join([f":root{{{root}}}", _face("Regular", 400), _face("SemiBold", 600), *sheets])


def _face(name: str, weight: int) -> str:
    data = base64.b64encode((HERE / "fonts" / f"Inter-{name}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:Inter;font-weight:{weight};font-style:normal;src:{source}}}"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(side=markup.side, SIGN=SIGN)
    return environment
