"""What stands on a page, as plain data: elements, texts, links, forms, pictures. All lengths in CSS pixels.

Coordinates are of the whole document (not of the window), measured with the page scrolled to its top.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Region = Literal["header", "nav", "main", "aside", "footer", "dialog", ""]
# Why something in the document cannot be seen; "" when it can.
HiddenReason = Literal[
    "", "display", "visibility", "opacity", "clip", "zero_box", "off_screen", "closed", "covered", "same_colour"
]


@dataclass(frozen=True)
class Box:
    """A rectangle: left upper corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point a click goes to."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Style:
    """Computed style. `contrast` is None where a picture, a gradient or blending makes it unknown."""

    colour: str = ""
    background: str = ""
    contrast: float | None = None
    font_px: float = 0.0
    bold: bool = False


@dataclass(frozen=True)
class Element:
    """One element that matters: a control, a heading, a landmark.

    `selector` is a CSS path that is unique in its page state. `name` is the accessible name, `text` the
    visible label. `topmost`: a hit test at the middle, scrolled into view, met the element or something in it;
    None where it was not tested (invisible). `wanted` holds attributes a detector may ask for
    (`href type aria-expanded aria-controls aria-hidden aria-haspopup title id class role tabindex open for`).
    """

    selector: str
    tag: str
    role: str = ""
    name: str = ""
    text: str = ""
    box: Box | None = None
    style: Style = field(default_factory=Style)
    visible: bool = True
    hidden_reason: HiddenReason = ""
    topmost: bool | None = None
    region: Region = ""
    wanted: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """A heading and its level 1 to 6."""

    element: Element
    level: int


@dataclass(frozen=True)
class Link:
    """An `a[href]` or `area[href]`. `target` is the absolute address without fragment; `href` what is written.

    `kind`: `page` (same site), `fragment` (same page), `outside` (another registrable domain), `tel`, `mailto`,
    `sms`, `download`, `other` (javascript:, data: …).
    """

    element: Element
    href: str
    target: str
    kind: Literal["page", "fragment", "outside", "tel", "mailto", "sms", "download", "other"]
    rel: str = ""
    hreflang: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a form; `label` is its accessible name, `value` only what the page itself filled in."""

    selector: str
    type: str
    name: str
    label: str
    required: bool = False
    visible: bool = True
    autocomplete: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Form:
    """A form, never submitted. `action` is the attribute as written ("" when empty, None when absent).

    `has_handler`: a submit listener, `onsubmit` or a listener on its submit button was seen (True), surely none
    (False), not knowable (None: listeners may sit on an ancestor). `text` is everything readable inside.
    """

    element: Element
    action: str | None
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[Element, ...]
    has_handler: bool | None = None
    text: str = ""


@dataclass(frozen=True)
class TextItem:
    """A run of text: the text of one innermost block, seen or not, with the first element's style and the block's box.

    `block` is the text of the nearest larger block (a table row, list item, section; at most 400 characters): what
    stands beside it. `topmost` as in `Element`. `inside_link` is the href of the link it stands in, else "".
    """

    text: str
    selector: str
    tag: str
    box: Box | None = None
    style: Style = field(default_factory=Style)
    visible: bool = True
    hidden_reason: HiddenReason = ""
    topmost: bool | None = None
    region: Region = ""
    block: str = ""
    inside_link: str = ""
    is_running: bool = False  # a paragraph of running text (for readability), not a menu, table or list of links


@dataclass(frozen=True)
class Image:
    """A picture (`img`, `svg[role=img]`, CSS background with text size): `read` is what OCR saw, None when not run."""

    element: Element
    src: str
    alt: str | None
    read: str | None = None


@dataclass(frozen=True)
class Frame:
    """An iframe: where it goes and whether its content could be looked into. `text` is "" when not."""

    element: Element
    src: str
    title: str
    outside: bool
    loaded: bool | None = None
    text: str = ""
