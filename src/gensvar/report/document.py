"""A document as data: frozen blocks, no layout. Builders make it, the drawers draw it.

A `Document` is in one language. Text is `Rich`: a plain string, or a tuple of strings and spans.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from gensvar.text import Language

VerdictCode = Literal["met", "not_met", "cannot_be_judged", "not_applicable"]
VERDICTS: tuple[VerdictCode, ...] = ("not_met", "cannot_be_judged", "met", "not_applicable")  # what needs work first
Tone = Literal["plain", "met", "not_met", "cannot_be_judged", "not_applicable"]
Kind = Literal["text", "code", "number", "percent", "date", "figure", "verdict"]


@dataclass(frozen=True)
class Strong:
    """A stressed word or phrase."""

    text: str


@dataclass(frozen=True)
class Code:
    """An id, a formula, a hash or a command, shown as it is typed."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula; `_x` is a subscript: `A_τ / (A + B)`."""

    text: str


@dataclass(frozen=True)
class Muted:
    """A by-the-way: units, dates, sources."""

    text: str


@dataclass(frozen=True)
class Link:
    """A link; `href` is `#id` within the document or an absolute address."""

    text: str
    href: str


@dataclass(frozen=True)
class Added:
    """Words that a newer edition adds."""

    text: str


@dataclass(frozen=True)
class Removed:
    """Words that a newer edition takes away."""

    text: str


@dataclass(frozen=True)
class Badge:
    """A verdict: always drawn as a sign and a word, never as a colour alone."""

    verdict: VerdictCode


Span = str | Strong | Code | Formula | Muted | Link | Added | Removed | Badge
Rich = str | tuple[Span, ...]


@dataclass(frozen=True)
class Figure:
    """A measured value with the unit of its measure (`share`, `s`, `count`, …); None when there is none."""

    value: float | None
    unit: str


Cell = None | bool | int | float | date | Figure | Rich


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 to 4; the title of the document is level 1. `badge` stands beside it."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    id: str = ""
    label: str = ""
    badge: VerdictCode | None = None

    @property
    def anchor(self) -> str:
        """The id that links within the document go to."""
        return self.id or slug(f"{self.label} {self.text}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a `lead` is set larger, a `small` one smaller."""

    kind: ClassVar[str] = "paragraph"
    text: Rich
    style: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Rich, ...]


@dataclass(frozen=True)
class Numbered:
    """A list in order."""

    kind: ClassVar[str] = "numbered"
    items: tuple[Rich, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, such as the comment to an answer."""

    kind: ClassVar[str] = "quote"
    text: Rich
    by: str = ""


@dataclass(frozen=True)
class Column:
    """A table column. `width` is in characters (worksheets); `choices` and `entry` are for cells to fill in."""

    title: str
    kind: Kind = "text"
    width: int | None = None
    choices: tuple[str, ...] = ()
    entry: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns. With `header` the first cell of each row names the row."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str
    header: bool = True
    sheet: str = ""
    style: Literal["wide", "compact"] = "wide"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.caption!r}: {len(row)} cells under {len(self.columns)} columns")


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification as plain data, what it says in words, and the table it draws."""

    kind: ClassVar[str] = "chart"
    spec: dict[str, Any]
    alt: str
    table: Table
    caption: str
    beside: bool = True


@dataclass(frozen=True)
class Gauge:
    """One value on a scale with its interval and threshold, in the unit of the measure.

    `limit` says the threshold in words (`minst 80 %`).
    """

    kind: ClassVar[str] = "gauge"
    value: float
    threshold: float
    interval: tuple[float, float] | None
    unit: str
    limit: str
    verdict: VerdictCode
    alt: str


@dataclass(frozen=True)
class Facts:
    """Terms with their values."""

    kind: ClassVar[str] = "facts"
    items: tuple[tuple[str, Rich], ...]
    style: Literal["list", "row"] = "list"


@dataclass(frozen=True)
class Tile:
    """A big figure with a label; `tone` gives its sign and colour, `href` where to read on."""

    label: str
    figure: str
    note: str = ""
    tone: Tone = "plain"
    href: str = ""


@dataclass(frozen=True)
class Tiles:
    """A row of big figures."""

    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Callout:
    """Something the reader must not miss."""

    kind: ClassVar[str] = "callout"
    tone: Literal["note", "warning"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Card:
    """Blocks that belong together, edged in the tone of a verdict."""

    kind: ClassVar[str] = "card"
    blocks: tuple[Block, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Details:
    """Blocks that a reader may open; on paper they are always open."""

    kind: ClassVar[str] = "details"
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Frame:
    """One picture (PNG) with its alternative text and the words under it."""

    png: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Film:
    """Pictures in the order they happened, side by side: what a person sees, step by step."""

    kind: ClassVar[str] = "film"
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Contents:
    """The place of the table of contents on paper; on a screen it stands beside the text."""

    kind: ClassVar[str] = "contents"


@dataclass(frozen=True)
class PageBreak:
    """A new page on paper; nothing on a screen."""

    kind: ClassVar[str] = "page_break"


Block = (
    Heading
    | Paragraph
    | Bullets
    | Numbered
    | Quote
    | Table
    | Chart
    | Gauge
    | Facts
    | Tiles
    | Callout
    | Card
    | Details
    | Film
    | Contents
    | PageBreak
)


@dataclass(frozen=True)
class Document:
    """A whole document in one language.

    `kicker` stands above the title; `running` is the running header on paper; `sheets` are the
    worksheets of the XLSX (without any, every table of the document becomes one); `created` is
    given by the caller, because the library never asks the clock.
    """

    title: str
    language: Language
    blocks: tuple[Block, ...]
    subtitle: str = ""
    kicker: str = ""
    running: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    sheets: tuple[Table, ...] = ()
    created: datetime | None = None


def slug(text: str) -> str:
    """Return `text` as an id: lower case, letters and digits of ASCII, hyphens between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, containers before what they hold."""
    for block in blocks:
        yield block
        if isinstance(block, Callout | Card | Details):
            yield from walk(block.blocks)


def headings(document: Document) -> list[Heading]:
    """Return the headings in reading order."""
    return [block for block in walk(document.blocks) if isinstance(block, Heading)]


def tables(document: Document) -> list[Table]:
    """Return every table in reading order, those of charts included."""
    found = [block.table if isinstance(block, Chart) else block for block in walk(document.blocks)]
    return [block for block in found if isinstance(block, Table)]
