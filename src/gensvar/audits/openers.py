"""Which controls of a page may hide something worth opening: menus, accordions, tabs, chats. Never what buys or
sends.
"""

from __future__ import annotations

import re

from gensvar.audits.elements import Element
from gensvar.audits.labels import weight
from gensvar.audits.observation import Overlay, PageState

_NEVER = re.compile(
    r"\b(köp|lägg i|lägg till|buy|add to|betala|pay\b|ta bort|delete|remove|logga (in|ut)|log ?(in|out)|skriv ut|print|dela\b|share|"  # noqa: E501
    r"spela|play|pausa?|nästa|föregående|next|prev|slide|till toppen|back to top|acceptera|godkänn|accept|bekräfta|confirm|"  # noqa: E501
    r"jag förstår|got it|ångra|säg upp|withdraw|skicka|send|submit|ring upp)\b",
    re.IGNORECASE,
)
_MENU = re.compile(r"\b(meny|menu|valikko|navigation|hamburger|nav-?toggle|navbar-toggler)\b|^☰|^≡", re.IGNORECASE)
_OPENS = re.compile(
    r"visa|läs mer|mer info|show|more|öppna|open|expand|fäll ut|avaa|chatt?|frågor|hjälp|help", re.IGNORECASE
)
_REFUSES = re.compile(
    r"avvisa|neka|nej|reject|decline|deny|nödvändiga|necessary|hylkää|inte nu|not now|skip|hoppa", re.IGNORECASE
)
_CLOSES = re.compile(r"stäng|close|sulje|dismiss|^[×x✕✖]$", re.IGNORECASE)


def openers(state: PageState) -> list[Element]:
    """Return the controls of a state that may open something, the most promising first."""
    links = [one.element for one in state.links if one.kind in ("fragment", "other") and _acts(one.element, one.href)]
    found = [one for one in [*state.controls, *links] if _may_open(one)]
    order = {one.selector: at for at, one in enumerate(found)}
    unique = {one.selector: one for one in found}
    return sorted(unique.values(), key=lambda one: (-_promise(one), order[one.selector]))


def signature(element: Element) -> tuple[str, str, str]:
    """What makes two controls on different pages the same one."""
    return element.region, element.name or element.text, element.wanted.get("class", "")


def closers(overlay: Overlay) -> list[Element]:
    """Return the ways out of an overlay, refusing before closing before accepting; links to elsewhere last."""
    return sorted(overlay.closers, key=lambda one: (_leads_away(one), _manner(one.text or one.name)))


def _leads_away(element: Element) -> bool:
    href = element.wanted.get("href", "")
    return element.tag == "a" and bool(href) and not href.startswith(("#", "javascript:"))


def _manner(label: str) -> int:
    return 0 if _REFUSES.search(label) else 1 if _CLOSES.search(label) else 2


def _acts(element: Element, href: str) -> bool:
    wanted = element.wanted
    marks = ("aria-expanded", "aria-haspopup", "data-toggle", "data-bs-toggle", "onclick", "listens")
    if href.startswith(("javascript:", "#")) and (href in ("#", "#!") or href.startswith("javascript:")):
        return True
    return any(mark in wanted for mark in marks) or element.role in ("button", "tab", "menuitem") or "/" in href[:3]


def _may_open(element: Element) -> bool:
    wanted = element.wanted
    if not element.visible or element.topmost is False or element.tag in ("input", "select", "textarea", "iframe"):
        return False
    if (wanted.get("form") and wanted.get("type") == "submit") or "disabled" in wanted:
        return False
    if wanted.get("aria-expanded") == "true" or wanted.get("aria-selected") == "true" or "open" in wanted:
        return False
    label = element.name or element.text
    return len(label) <= 160 and not _NEVER.search(label)


def _promise(element: Element) -> int:
    label, wanted = element.name or element.text, element.wanted
    points = weight(label)
    points += 60 if _MENU.search(f"{label} {wanted.get('class', '')} {wanted.get('id', '')}") else 0
    points += 30 if wanted.get("aria-expanded") == "false" or element.tag == "summary" else 0
    points += 20 if "aria-haspopup" in wanted or "aria-controls" in wanted else 0
    points += 15 if _OPENS.search(label) else 0
    return points + (10 if element.region in ("header", "nav") else 0)
