"""The shortest candidate paths to each kind of target, over the states that were seen. A guess until it has been
replayed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gensvar.audits.observation import Contact, Page, PageState, Step, TargetKind
from gensvar.audits.sites import plain

PER_KIND = 5  # candidates that are worth replaying
_NOT_OURS = {"112", "1177", "11414", "11313"}  # society's numbers, not the organisation's
_COSTLY = ("premium", "shared")


@dataclass(frozen=True)
class Candidate:
    """Steps from the start page to a contact, with the scroll in window heights that the map promises."""

    contact: Contact
    steps: tuple[Step, ...]
    scroll: float
    hover: bool = False  # some state on the way opens only under a mouse


@dataclass(frozen=True)
class _Way:
    steps: tuple[Step, ...]
    scroll: float
    hover: bool


def candidates(
    pages: Iterable[Page], contacts: Iterable[Contact], jumps: Iterable[tuple[str, Step, str]], height: int
) -> dict[TargetKind, list[Candidate]]:
    """Return the candidates of each kind, shortest first: steps, then scroll."""
    ways = _ways(list(pages), list(jumps), height)
    found: dict[TargetKind, list[Candidate]] = {}
    for contact in contacts:
        way = ways.get(contact.state)
        if way and _is_target(contact):
            scroll = way.scroll + _screens(contact, height)
            found.setdefault(contact.kind, []).append(Candidate(contact, way.steps, scroll, way.hover))
    return {kind: _shortest(some) for kind, some in found.items()}


def _shortest(some: list[Candidate]) -> list[Candidate]:
    order = sorted(some, key=_likeliest)
    kept: list[Candidate] = []
    for one in order:
        if (
            all(one.contact.value != old.contact.value or len(one.steps) != len(old.steps) for old in kept)
            or sum(one.contact.value == old.contact.value for old in kept) < 2
        ):
            kept.append(one)
    return kept[:PER_KIND]


def _likeliest(one: Candidate) -> tuple[bool, bool, int, bool, bool, float]:
    """An employee's own address is no way to customer service as long as there is another, however far; of two
    numbers as many steps away the one at the usual rate comes first.
    """
    contact = one.contact
    costly, hidden = contact.about.get("rate") in _COSTLY, contact.hidden_reason != ""
    return one.hover, is_personal(contact), len(one.steps), costly, hidden, round(one.scroll, 2)


def is_personal(contact: Contact) -> bool:
    """Whether an address is an employee's own."""
    return contact.about.get("personal") == "yes"


def _is_target(contact: Contact) -> bool:
    """What a person can see and use: no example, no number behind a word, nothing that only machines read."""
    if not contact.visible or contact.source in ("json_ld", "microdata", "ocr", "alt", "attribute"):
        return False
    if contact.about.get("sample") or contact.value in _NOT_OURS:
        return False
    if contact.kind == "phone":
        return contact.source == "text" or sum(letter.isdigit() for letter in contact.shown) >= 5
    return True


def _screens(contact: Contact, height: int) -> float:
    return max(0.0, contact.box.middle[1] / height) if contact.box else 0.0


def _ways(pages: list[Page], jumps: list[tuple[str, Step, str]], height: int) -> dict[str, _Way]:
    """The shortest way from the start page to every state (Dijkstra over steps, then scroll)."""
    entry = {address: page.first.id for page in reversed(pages) for address in (page.url, page.final_url)}
    states = {state.id: state for page in pages for state in page.states}
    parents = {state.id: page for page in pages for state in page.states}
    best: dict[str, _Way] = {}
    start = pages[0].first.id if pages else ""
    heap: list[tuple[bool, int, float, int, str, _Way]] = (
        [(False, 0, 0.0, 0, start, _Way((), 0.0, False))] if pages else []
    )
    pushed = 0
    while heap:
        *_, id, way = heapq.heappop(heap)  # noqa: A001
        if id in best:
            continue
        best[id] = way
        for onward, step, scroll, hover in _edges(states[id], parents[id], entry, jumps, height):
            if onward not in best:
                pushed += 1
                new = _Way((*way.steps, *step), way.scroll + scroll, way.hover or hover)
                heapq.heappush(heap, (new.hover, len(new.steps), round(new.scroll, 3), pushed, onward, new))
    return best


def _edges(
    state: PageState, page: Page, entry: dict[str, str], jumps: list[tuple[str, Step, str]], height: int
) -> Iterable[tuple[str, tuple[Step, ...], float, bool]]:
    for other in page.states:
        if other.kind in ("opened", "overlay_closed") and other.steps and _opens_from(state, other):
            yield other.id, other.steps[-1:], _down(other.steps[-1], height), False
        if other.kind == "hovered" and other.steps == state.steps and state.kind != "hovered":
            yield other.id, (), 0.0, True
    for target, step in _followed(state, height):
        if target in entry:
            yield entry[target], (step,), _down(step, height), False
    for at, step, url in jumps:
        if at == state.id and url in entry:
            yield entry[url], (step,), _down(step, height), False


def _opens_from(state: PageState, other: PageState) -> bool:
    """Whether the last step to `other` can be taken here: from the state before it, or past an overlay left open."""
    if other.id == state.id:
        return False
    if other.steps[:-1] == state.steps:
        return True
    left_open = [one for one in other.steps[:-1] if one.kind not in ("close_overlay", "accept_cookies")]
    last = other.steps[-1]
    controls = (*state.controls, *(one.element for one in state.links))  # a menu's button may be a link to a fragment
    on_top = any(one.selector == last.selector and one.topmost for one in controls)
    return other.kind == "opened" and not state.steps and not left_open and on_top


def _followed(state: PageState, height: int) -> list[tuple[str, Step]]:
    """The visible, topmost link to each page that takes the least scrolling."""
    best: dict[str, tuple[float, Step]] = {}
    for link in state.links:
        one = link.element
        if link.kind == "page" and one.visible and one.topmost and plain(link.target) != plain(state.url):
            depth = one.box.middle[1] if one.box else 0.0
            step = Step("click", one.selector, one.name, one.role, one.text, state.url, link.target, box=one.box)
            if link.target not in best or depth < best[link.target][0]:
                best[link.target] = (depth, step)
    return [(target, step) for target, (_, step) in best.items()]


def _down(step: Step, height: int) -> float:
    return max(0.0, step.box.middle[1] / height) if step.box else 0.0


def relocated(candidate: Candidate, contact: Contact) -> Candidate:
    """The same way to another copy of a contact on its page."""
    return replace(candidate, contact=contact)
