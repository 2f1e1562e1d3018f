"""What was seen of the site and what was not: the ground on which "there is none" may be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gensvar.audits.elements import Form, TextItem
from gensvar.audits.labels import weight
from gensvar.audits.observation import Contact, Page, PageState, TargetKind, Unreached, Walk
from gensvar.audits.sites import plain
from gensvar.text import Text

TO_CONTACT = 90  # weight of labels that lead to customer service itself
_READ_BY_MACHINES = ("json_ld", "microdata", "ocr", "alt", "attribute")
_WHY = {
    "blocked": Text(sv="en sida som kunde ha visat det nekade oss", en="a page that could have shown it refused us"),
    "timeout": Text(sv="en sida svarade inte i tid", en="a page did not answer in time"),
    "robots": Text(sv="robots.txt bad oss låta bli en sida", en="robots.txt asked us to leave a page alone"),
    "limit": Text(sv="sidor återstod när gränsen var nådd", en="pages were left when the limit was reached"),
    "http_error": Text(sv="en sida svarade med ett fel", en="a page answered with an error"),
    "login": Text(sv="sidan för kontakt kräver inloggning", en="the contact page asks for a log-in"),
}
_LOGIN = re.compile(
    r"\blogga in|\blog ?in\b|\bsign in\b|mina sidor|my pages|mitt konto|my account|kirjaudu", re.IGNORECASE
)


WALL = 0.5  # share of the window: behind a layer that large nobody uses the page


def walled(walk: Walk) -> bool:
    """Whether a layer without a way out covers the start page: no step can be taken, whatever lies behind it."""
    start = next(first_states(walk), None)
    if not start:
        return False
    shut = any(one.share >= WALL and not one.closers for one in start.overlays)
    return shut and start.overlay_share >= WALL


def gap(walk: Walk) -> Text | None:
    """Return why something not found may still exist; None when the whole site was seen."""
    if not walk.complete:
        return _WHY["limit"]
    for one in walk.unreached:
        if one.reason in _WHY and not _gone(one) and (one.reason != "login" or weight(one.label) >= TO_CONTACT):
            return Text(sv=f"{_WHY[one.reason].sv} ({one.url})", en=f"{_WHY[one.reason].en} ({one.url})")
    return _WHY["login"] if login_pages(walk) else None


_NEEDS_LOGIN: dict[TargetKind, re.Pattern[str]] = {
    "phone": re.compile(r"logga in[^.!?]{0,40}\b(ring|telefon|numret)|(telefon\w*|numret)\b[^.!?]{0,60}(mina sidor|inlogg|logga(t|r)? in)|log ?in[^.!?]{0,40}\b(call|phone)", re.IGNORECASE),
    "email": re.compile(r"logga in[^.!?]{0,40}\b(mejla|skriva|e-post)|e-post\w*[^.!?]{0,40}(inlogg|logga(t|r)? in)|log ?in[^.!?]{0,40}\be-?mail us", re.IGNORECASE),
    "chat": re.compile(r"logga in[^.!?]{0,40}\bchatta|log ?in[^.!?]{0,40}\bchat\b", re.IGNORECASE),
}  # fmt: skip


def said_to_need_login(walk: Walk, kind: TargetKind) -> list[tuple[PageState, TextItem]]:
    """Return where the site itself says that one must log in to reach somebody in this way."""
    pattern = _NEEDS_LOGIN.get(kind)
    if pattern is None:
        return []
    return [
        (state, item)
        for state in first_states(walk)
        for item in state.texts
        if item.visible and pattern.search(item.text)
    ]


def _gone(one: Unreached) -> bool:
    """A page that does not exist hides nothing."""
    return one.reason == "http_error" and bool(re.search(r"\b(404|410)\b", one.detail))


def real_pages(walk: Walk) -> tuple[Page, ...]:
    """Return the pages that are pages: answered, and not an error in disguise."""
    return tuple(one for one in walk.pages if one.states and one.status < 400 and not one.soft_404)


def login_pages(walk: Walk) -> list[Page]:
    """Return the pages that a link calls contact and that ask for a log-in."""
    return [page for page in walk.pages if page.asks_login and _called_contact(page)]


def _called_contact(page: Page) -> bool:
    """Whether the link that led to a page says that it is for contact."""
    return weight(" ".join(page.reached_by[-1:])) >= TO_CONTACT


def where_customers_look(walk: Walk) -> tuple[Page, ...]:
    """Return the pages of the contact path and, found there or not, those whose link says contact."""
    path = walk.contact_path()
    return (*path, *(one for one in contact_pages(walk) if one not in path))


def first_states(walk: Walk) -> Iterator[PageState]:
    """Every page as it was loaded."""
    return (page.first for page in real_pages(walk))


def contacts(walk: Walk, *kinds: TargetKind) -> list[Contact]:
    """Return the contacts of some kinds in pages or code that are meant: no examples."""
    return [one for one in walk.contacts if one.kind in kinds and not one.about.get("sample")]


def for_people(walk: Walk, *kinds: TargetKind) -> list[Contact]:
    """Return the contacts that a person can see."""
    return [one for one in contacts(walk, *kinds) if one.visible and one.source not in _READ_BY_MACHINES]


def page_of(walk: Walk, url: str) -> Page | None:
    """Return the page at an address."""
    wanted = plain(url)
    return next((one for one in walk.pages if wanted in (plain(one.url), plain(one.final_url))), None)


def contact_pages(walk: Walk) -> tuple[Page, ...]:
    """Return the pages where the nearest telephone number and e-mail stand, and those that are labelled as such."""
    paths = [path for kind in ("phone", "email") if (path := walk.best(kind))]
    found = [page for path in paths if (page := page_of(walk, path.url))]
    found += [page for page in real_pages(walk)[1:] if _called_contact(page)]
    return tuple({page.final_url: page for page in found if not page.asks_login}.values())


def contact_forms(walk: Walk) -> list[tuple[PageState, Form]]:
    """Return the forms one writes a message in, each once per page."""
    return [(state, form) for state in first_states(walk) for form in state.forms if _for_messages(form)]


def _for_messages(form: Form) -> bool:
    kinds = {one.type for one in form.fields if one.visible}
    if kinds & {"password", "search"}:
        return False
    says = " ".join(f"{one.text} {one.name}" for one in form.buttons)
    writes = re.search(
        r"meddelande|fråga|message|ärende|viesti", " ".join(one.label for one in form.fields), re.IGNORECASE
    )
    sends = re.search(r"skicka|send|submit|lähetä", says, re.IGNORECASE)
    return "textarea" in kinds or bool("email" in kinds and sends and writes)


def has_login(walk: Walk) -> bool:
    """Whether the site has something behind a log-in."""
    if any(page.asks_login for page in walk.pages) or any(one.reason == "login" for one in walk.unreached):
        return True
    return any(
        _LOGIN.search(link.element.text or link.element.name) for state in first_states(walk) for link in state.links
    )


def sells(walk: Walk) -> bool:
    """Whether one can buy or sign up on the site."""
    return bool(walk.best("buy")) or bool(for_people(walk, "buy"))
