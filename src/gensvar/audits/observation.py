"""What the browser saw, as plain data: detectors judge this and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from gensvar.audits.elements import Box, Element, Form, Frame, Heading, Image, Link, TextItem

TargetKind = Literal[
    "phone", "email", "address", "opening_hours", "chat", "complaint", "withdrawal", "cancellation", "identity", "buy"
]
# hovered: seen only while a mouse rests on a control; never part of a path
StateKind = Literal["loaded", "overlay_closed", "opened", "hovered", "after_tab"]


@dataclass(frozen=True)
class Viewport:
    """The window: its size in CSS pixels, and whether it is a touch screen."""

    name: Literal["desktop", "mobile"]
    width: int
    height: int
    touch: bool = False


DESKTOP = Viewport("desktop", 1366, 768)
MOBILE = Viewport("mobile", 390, 844, touch=True)
VIEWPORTS: dict[str, Viewport] = {one.name: one for one in (DESKTOP, MOBILE)}


@dataclass(frozen=True)
class TabStop:
    """What had the focus after one press of Tab. `shows`: focus can be seen (outline, shadow or a change of style)."""

    element: Element
    covered: bool
    shows: bool | None


@dataclass(frozen=True)
class TabRound:
    """A traversal by Tab. `trapped`: the focus went round in a few elements that are not the page (or never moved).

    `complete`: the focus left the document; else the limit of presses was met or, `cut`, the page stopped answering.
    """

    stops: tuple[TabStop, ...]
    complete: bool
    trapped: bool = False
    trap: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True)
class AxeFinding:
    """One rule of axe with the nodes it names: `(selector, html of at most 300 characters, summary)` each."""

    id: str
    impact: str
    help: str
    tags: tuple[str, ...]
    nodes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Axe:
    """A run of axe-core: violations, and apart from them what a person must look at (`review`)."""

    version: str
    violations: tuple[AxeFinding, ...]
    review: tuple[AxeFinding, ...]
    passes: int


@dataclass(frozen=True)
class Overlay:
    """What lies over the page: the share of a 10 x 12 grid of the window that a fixed or sticky layer covers.

    `kind`: cookie (a consent question), login (a password field), chat, bar, other.
    """

    share: float
    kind: Literal["cookie", "login", "chat", "bar", "other"]
    element: Element
    closers: tuple[Element, ...] = ()


@dataclass(frozen=True)
class PageState:
    """One state of one page.

    `id` is unique in its walk (`p3.loaded`, `p3.opened.2`). `kind` + `label`: loaded; overlay_closed; opened by the
    control named `label`; after_tab. `steps` are those that lead from the loaded page to this state. `text` is all
    visible text, `main_text` that of the main landmark (or of the page without header, nav, aside and footer).
    `overlay_share` is the largest overlay's share of the window. `microdata`: `(itemtype, itemprop, value)`.
    """

    id: str
    url: str
    status: int
    kind: StateKind
    label: str = ""
    steps: tuple[Step, ...] = ()
    title: str = ""
    lang: str = ""  # that the main text is said to be in; parts said to be in another are not in `main_text`
    text: str = ""
    main_text: str = ""
    texts: tuple[TextItem, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    controls: tuple[Element, ...] = ()
    forms: tuple[Form, ...] = ()
    images: tuple[Image, ...] = ()
    frames: tuple[Frame, ...] = ()
    json_ld: tuple[str, ...] = ()
    microdata: tuple[tuple[str, str, str], ...] = ()
    meta: dict[str, str] = field(default_factory=dict)  # robots, viewport, description, refresh, x-robots-tag
    alternates: tuple[tuple[str, str], ...] = ()  # link[rel=alternate][hreflang]: (language, address)
    overlays: tuple[Overlay, ...] = ()
    overlay_share: float = 0.0
    cloaked: tuple[tuple[str, str], ...] = ()  # (selector, address) of e-mail that only a script shows
    tabs: TabRound | None = None
    axe: Axe | None = None
    aria: str | None = None
    failed_requests: tuple[str, ...] = ()  # scripts and frames that were refused or did not answer
    scroll_height: float = 0.0
    screenshot: str | None = None
    dom_hash: str = ""
    time: str = ""  # UTC, ISO 8601

    @property
    def is_first(self) -> bool:
        """The state a visitor meets."""
        return self.kind == "loaded"


@dataclass(frozen=True)
class Page:
    """One address of the site. `depth` is the distance in links from the start page, `reached_by` their labels.

    `soft_404`: the answer was 200 but the page says it does not exist. `asks_login`: it shows a password field where
    its content should be, or sent the visitor to one. `robots_allows` is None when robots.txt could not be read.
    """

    url: str
    final_url: str
    status: int
    depth: int
    reached_by: tuple[str, ...] = ()
    linked_from: tuple[str, ...] = ()
    in_sitemap: bool = False
    robots_allows: bool | None = None
    soft_404: bool = False
    asks_login: bool = False
    states: tuple[PageState, ...] = ()

    @property
    def first(self) -> PageState:
        """The page as it was loaded."""
        return self.states[0]


@dataclass(frozen=True)
class Unreached:
    """A page that was not seen, and why: see `reason`."""

    url: str
    reason: Literal[
        "http_error", "blocked", "timeout", "robots", "limit", "download", "unresolved", "outside", "login", "forbidden"
    ]
    detail: str = ""
    label: str = ""


@dataclass(frozen=True)
class Contact:
    """A way to reach somebody, found in a page state by `contacts`.

    `value` is the normal form (+46…, lower case address, `mon-fri 08:00-17:00` …), `shown` what stands on the page.
    `source`: text, link (tel:, mailto:), alt, ocr, json_ld, microdata, script (obfuscated and put together),
    attribute, hidden. `about` carries what the kind knows: `rate` of a number (`normal free shared premium short
    mobile uan unknown`), `valid`, `obfuscated`, `personal`, `sample`, `near` (the nearest label).
    """

    kind: TargetKind
    value: str
    shown: str
    source: Literal["text", "link", "alt", "ocr", "json_ld", "microdata", "script", "attribute"]
    url: str
    state: str
    selector: str
    box: Box | None = None
    visible: bool = True
    hidden_reason: str = ""
    region: str = ""
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One activation by a person: a control that was visible and topmost at its middle.

    `landed` is the address and state afterwards; `label` the visible text, `name` the accessible name; `screenshot`
    the window just before, the element marked.
    """

    kind: Literal["click", "press", "open", "close_overlay", "accept_cookies"]
    selector: str
    name: str = ""
    role: str = ""
    label: str = ""
    url_before: str = ""
    url_after: str = ""
    landed: str = ""
    box: Box | None = None
    screenshot: str | None = None


@dataclass(frozen=True)
class Path:
    """The shortest way to a target. Without `replayed` it is not a path but a guess: cannot tell, for the reason
    `why_not`.

    `scroll` is the vertical distance in window heights that the person scrolls, steps and target together;
    `end_scroll` the last part of it (on the target's page). `keyboard`: the same steps done by Tab and Enter alone
    (None: not tried). `keyboard_why_not` says where that stopped. `behind_overlay`: the target is covered until an
    overlay is closed.
    """

    kind: TargetKind
    value: str
    steps: tuple[Step, ...]
    scroll: float
    replayed: bool
    url: str
    state: str
    selector: str
    shown: str = ""
    end_scroll: float = 0.0
    why_not: str = ""
    keyboard: bool | None = None
    keyboard_why_not: str = ""
    keyboard_presses: int | None = None
    behind_overlay: bool = False
    evidence: tuple[str, ...] = ()
    contact: Contact | None = None


@dataclass(frozen=True)
class Walk:
    """A whole visit to one site in one window.

    `paths` holds the best replayed path of each kind first, then those that could not be replayed. `blocked` says why
    the site could not be looked at at all (then every verdict is cannot_tell); "" otherwise. `sitemap` is None when
    the site has none. `desktop_paths` is given to the mobile walk when both were made, to compare. `complete`: no
    page was left for the limit.
    """

    site: str
    start: str
    viewport: Viewport
    start_status: int
    pages: tuple[Page, ...] = ()
    contacts: tuple[Contact, ...] = ()
    paths: tuple[Path, ...] = ()
    desktop_paths: tuple[Path, ...] | None = None
    robots: str | None = None
    robots_status: int | None = None
    sitemap: tuple[str, ...] | None = None
    unreached: tuple[Unreached, ...] = ()
    blocked: str = ""
    complete: bool = True
    has_search: bool = False
    timings: dict[str, float] = field(default_factory=dict)
    agent: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    time: str = ""

    def states(self) -> Iterator[PageState]:
        """Every state of every page, the start page's first."""
        for page in self.pages:
            yield from page.states

    def state(self, id: str) -> PageState | None:  # noqa: A002
        """The state with this id."""
        return next((one for one in self.states() if one.id == id), None)

    def best(self, kind: TargetKind) -> Path | None:
        """The shortest replayed path to a target of this kind."""
        found = [one for one in self.paths if one.kind == kind and one.replayed]
        return min(found, key=lambda one: (len(one.steps), one.scroll), default=None)

    def unreplayed(self, kind: TargetKind) -> tuple[Path, ...]:
        """Guesses that could not be replayed: the reason for cannot_tell."""
        return tuple(one for one in self.paths if one.kind == kind and not one.replayed)

    def contact_path(self) -> tuple[Page, ...]:
        """The start page and every page on a replayed path (also the targets' pages)."""
        used = {one.url for one in self.paths if one.replayed}
        used |= {step.url_after for one in self.paths if one.replayed for step in one.steps}
        return tuple(page for at, page in enumerate(self.pages) if not at or page.url in used or page.final_url in used)


def as_data(thing: Any) -> dict[str, Any]:
    """Return an observation as plain JSON data."""
    return asdict(thing)


def walk_from(data: Any) -> Walk:
    """Read a walk back from its JSON data; raises pydantic's ValidationError where it is no walk."""
    from pydantic import TypeAdapter  # only when a stored walk is read

    return TypeAdapter(Walk).validate_python(data)
