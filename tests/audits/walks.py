"""Small walks built by hand: pages of texts and links, contacts found by the product's own code, ways as if replayed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from gensvar.audits.auditing import contacts_of
from gensvar.audits.elements import Box, Element, Field, Form, Frame, Heading, Image, Link, Style, TextItem
from gensvar.audits.observation import (
    DESKTOP,
    Axe,
    AxeFinding,
    Contact,
    Overlay,
    Page,
    PageState,
    Path,
    Step,
    TabRound,
    TabStop,
    Unreached,
    Walk,
)
from gensvar.audits.sites import kind_of, plain
from gensvar.audits.verdict import Detection, detectors, settings

START = "https://www.lampor.test/"
READABLE = Style("#000", "#fff", 21.0, 16.0)
BOX = Box(0, 100, 200, 20)
SV = (
    "Vi på Lampor hjälper dig med ditt köp och svarar på det som du undrar över. Du kan ringa till oss eller skriva ett brev, "
    "och vi tar hand om din fråga så fort vi kan. Har du ett fel på en lampa är det vi som ska lösa det för dig, inte du. "
    "När du har pratat med oss får du ett svar som du kan spara."
)
EN = (
    "We at Lamps help you with your order and answer what you want to know. You can call us or write a letter to us, and we "
    "will take care of the question as soon as we can. If there is a fault in a lamp it is for us to mend it and not for you. "
    "When you have talked to us you get an answer that you can keep."
)


def text(said: str, at: str = "", **more: Any) -> TextItem:
    """A visible block of text."""
    kept = {"visible": True, "style": READABLE, "box": BOX, "region": "main", "block": said, **more}
    return TextItem(said, at or f"#t{abs(hash(said)) % 10**8}", kept.pop("tag", "p"), **kept)


def element(label: str, at: str = "", tag: str = "a", **more: Any) -> Element:
    """A visible element with a label that is its name, too."""
    kept = {"name": label, "style": READABLE, "box": BOX, "topmost": True, "region": "main", **more}
    return Element(at or f"#{tag}-{abs(hash((label, str(more)))) % 10**8}", tag, text=label, **kept)


def link(label: str, href: str, base: str = START, **more: Any) -> Link:
    """A link; its kind and target as the product tells them."""
    kind, target = kind_of(href, base, START)
    return Link(element(label, **more), href, target, kind)


def heading(label: str, level: int = 1) -> Heading:
    """A heading."""
    return Heading(element(label, tag=f"h{level}"), level)


def button(label: str, **more: Any) -> Element:
    """A button."""
    return element(label, tag="button", role="button", **more)


def form(*fields: str, label: str = "Skicka", action: str | None = "/skicka", **more: Any) -> Form:
    """A form; a field is written `type label`."""
    made = tuple(Field(f"#f{at}", *_field(one)) for at, one in enumerate(fields))
    kept = {"method": "post", "text": "", **more}
    return Form(element("", tag="form"), action, fields=made, buttons=(button(label),), **kept)


def _field(one: str) -> tuple[str, str, str]:
    kind, _, label = one.partition(" ")
    return kind, label.lower().replace(" ", "_"), label


def page(address: str = "", *parts: Any, label: str = "", depth: int | None = None, **more: Any) -> Page:
    """A page of texts (also plain strings), links, headings, forms, buttons, pictures, frames; `state=` for the rest."""
    url = plain(START + address)
    number = address.strip("/").replace(".html", "") or "p0"
    items = [text(one) if isinstance(one, str) else one for one in parts]
    words = [one.text for one in items if isinstance(one, TextItem) and one.visible]
    words += [one.element.text for one in items if isinstance(one, Heading | Link) and one.element.visible]
    told = "\n".join(words)
    given = more.pop("state", {})
    first = PageState(
        id=f"{number}.loaded", url=url, status=more.get("status", 200), kind="loaded", lang=more.pop("lang", "sv"), text=told, main_text=told,
        title=more.pop("title", label or "Lampor"), texts=_only(items, TextItem), links=_only(items, Link), headings=_only(items, Heading),
        forms=_only(items, Form), controls=_only(items, Element), images=_only(items, Image), frames=_only(items, Frame),
        overlays=_only(items, Overlay), **given,
    )  # fmt: skip
    others = more.pop("others", ())
    kept = {"status": 200, "reached_by": (label,) if label else (), "robots_allows": True, **more}
    return Page(url, url, depth=depth if depth is not None else int(bool(address)), states=(first, *others), **kept)


def _only(items: Iterable[Any], kind: type) -> tuple[Any, ...]:
    return tuple(one for one in items if isinstance(one, kind))


def opened(of: Page, launcher: Element, *parts: Any, kind: str = "opened") -> PageState:
    """The state of a page after a click on a control."""
    step = Step("open", launcher.selector, launcher.name, "button", launcher.text, of.url, of.url)
    shown = page("x", *parts).first
    return replace(
        shown, id=f"{of.first.id.split('.')[0]}.opened.1", url=of.url, kind=kind, label=launcher.text, steps=(step,),
        texts=of.first.texts + shown.texts, controls=of.first.controls + shown.controls,
    )  # fmt: skip


def walk(
    *pages: Page, replay: bool = True, why_not: str = "covered", unreplayed: Sequence[str] = (), **more: Any
) -> Walk:
    """A walk of pages; each kind's nearest visible contact has a way of as many steps as its page is deep."""
    found = contacts_of(pages)
    kept = {"robots_status": 200, "sitemap": tuple(one.url for one in pages), "complete": True, **more}
    paths = kept.pop("paths", None)
    if paths is None:
        paths = _ways(pages, found, replay=replay, why_not=why_not, unreplayed=unreplayed)
    return Walk("www.lampor.test", START, kept.pop("viewport", DESKTOP), 200, tuple(pages), found, paths, **kept)


def _ways(
    pages: Sequence[Page], found: Sequence[Contact], *, replay: bool, why_not: str, unreplayed: Sequence[str]
) -> tuple[Path, ...]:
    from gensvar.audits.paths import _is_target

    of = {state.id: one for one in pages for state in one.states}
    best: dict[str, Path] = {}
    for one in sorted(
        (one for one in found if _is_target(one)), key=lambda one: (of[one.state].depth, one.about.get("personal", ""))
    ):
        ok = replay and one.kind not in unreplayed
        best.setdefault(one.kind, way(one, of[one.state], replayed=ok, why_not="" if ok else why_not))
    return tuple(best.values())


def way(contact: Contact, on: Page, **more: Any) -> Path:
    """A way to a contact: a click on the label of its page, then on as many as it is deep; then what must be opened."""
    label = (on.reached_by or ("Vidare till sidan",))[-1]
    steps = tuple(Step("click", f"#s{at}", label, "link", label, START, on.url) for at in range(on.depth))
    steps += next((state.steps for state in on.states if state.id == contact.state), ())
    kept = {"keyboard": True, "keyboard_presses": 3, "replayed": True, **more}
    return Path(contact.kind, contact.value, steps, 0.5, url=on.url, state=contact.state, selector=contact.selector, shown=contact.shown, contact=contact, **kept)  # fmt: skip


def way_to(seen: Walk, kind: str, **more: Any) -> Walk:
    """The walk with the way to one kind changed."""
    return replace(seen, paths=tuple(replace(one, **more) if one.kind == kind else one for one in seen.paths))


def tabs(*stops: tuple[bool, bool | None], trapped: bool = False) -> TabRound:
    """A round by Tab: each stop `(covered, shows)`."""
    made = tuple(TabStop(element(f"stopp {at}"), *one) for at, one in enumerate(stops))
    return TabRound(made, complete=not trapped, trapped=trapped, trap=("#trap",) if trapped else ())


def axe(*broken: str, review: Sequence[str] = ()) -> Axe:
    """A run of axe with violations and what needs review."""

    def one(name: str) -> AxeFinding:
        return AxeFinding(name, "serious", f"help for {name}", ("wcag2a",), (("#x", "<p>", ""),))

    return Axe("4.14.1", tuple(one(name) for name in broken), tuple(one(name) for name in review), 10)


def unread(reason: str, url: str = "https://www.lampor.test/kontakt", **more: Any) -> Unreached:
    """A page that was not seen."""
    return Unreached(url, reason, **more)


def judged(id: str, seen: Walk, **thresholds: float) -> Detection:  # noqa: A002
    """Return one detector's verdict."""
    one = next(each for each in detectors() if each.id == id)
    return one.detect(seen, settings(one, thresholds))


def verdict(id: str, seen: Walk, **thresholds: float) -> str:  # noqa: A002
    """Return one detector's verdict alone; its reason must be whole in both languages."""
    said = judged(id, seen, **thresholds)
    assert said.reason.sv and said.reason.en and "{" not in said.reason.sv + said.reason.en
    return said.verdict


CHAT_BUTTON = button("Chatta med oss")
BOT_SAYS = "Hej! Jag är en chattbot som drivs av AI och ingen människa. Vad gäller din fråga?"


def with_chat(
    *says: Any, launcher: Element = CHAT_BUTTON, more: Sequence[Any] = ("Ring 08-465 004 17",), **kept: Any
) -> Walk:
    """A site with a chat that says something when it is opened, and with other ways in `more`."""
    first = page("", launcher, *more)
    return walk(replace(first, states=(*first.states, opened(first, launcher, *says))), **kept)
