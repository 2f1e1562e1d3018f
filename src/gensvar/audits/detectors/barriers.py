"""H03 and H04: a log-in, a cookie wall or another layer between the customer and the contact details."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, proof, say, words
from gensvar.audits.detectors.seen import TO_CONTACT, first_states, for_people, gap, has_login
from gensvar.audits.labels import weight
from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector, Threshold
from gensvar.text import Text

_OPEN_WAYS: tuple[TargetKind, ...] = ("phone", "email", "chat")
_NEEDS_LOGIN: dict[TargetKind, re.Pattern[str]] = {
    "phone": re.compile(r"logga in[^.!?]{0,40}\b(ring|telefon|numret)|(telefon\w*|numret)\b[^.!?]{0,60}(mina sidor|inlogg|logga(t|r)? in)|log ?in[^.!?]{0,40}\b(call|phone)", re.IGNORECASE),
    "email": re.compile(r"logga in[^.!?]{0,40}\b(mejla|skriva|e-post)|e-post\w*[^.!?]{0,40}(inlogg|logga(t|r)? in)|log ?in[^.!?]{0,40}\be-?mail us", re.IGNORECASE),
    "chat": re.compile(r"logga in[^.!?]{0,40}\bchatta|log ?in[^.!?]{0,40}\bchat\b", re.IGNORECASE),
}  # fmt: skip


def _judge_login(walk: Walk, _: Mapping[str, float]) -> Detection:
    claimed = [
        (kind, Evidence(state.url, state.id, item.selector, item.text[:200]))
        for kind, pattern in _NEEDS_LOGIN.items() if not walk.best(kind) and not for_people(walk, kind)
        for state in first_states(walk) for item in state.texts if item.visible and pattern.search(item.text)
    ]  # fmt: skip
    if claimed:
        said = words(
            "kunden måste logga in för att få veta hur man når kundservice",
            "a customer must log in to learn how to reach customer service",
        )
        return say("H03", "fail", said, found=[kind for kind, _ in claimed], evidence=[one for _, one in claimed])
    reached = [path for kind in _OPEN_WAYS if (path := walk.best(kind))]
    if reached:
        return say(
            "H03",
            "pass",
            words("kunden når kundservice utan att logga in", "a customer reaches customer service without logging in"),
            path=reached[0],
        )
    walls = [page for page in walk.pages if page.asks_login and weight(" ".join(page.reached_by[-1:])) >= TO_CONTACT]
    walls_far = [one for one in walk.unreached if one.reason == "login" and weight(one.label) >= TO_CONTACT]
    if walls or walls_far:
        proven = [Evidence(page.final_url, page.first.id) for page in walls] + [Evidence(one.url) for one in walls_far]
        return say(
            "H03",
            "fail",
            words("sidan för kontakt kräver inloggning", "the contact page asks for a log-in"),
            evidence=proven,
        )
    if has_login(walk) or gap(walk) or any(walk.unreplayed(kind) for kind in _OPEN_WAYS):
        said = words(
            "ingen väg till kundservice nåddes; den kan ligga bakom inloggning",
            "no way to customer service was reached; it may lie behind a log-in",
        )
        return say("H03", "cannot_tell", said)
    return say(
        "H03",
        "not_applicable",
        words(
            "ingen inloggning och ingen väg till kundservice, se D01",
            "no log-in and no way to customer service, see D01",
        ),
    )


def _judge_overlay(walk: Walk, limits: Mapping[str, float]) -> Detection:
    start = next(first_states(walk), None)
    if not start:
        return say("H04", "cannot_tell", words("startsidan kunde inte ses", "the start page could not be seen"))
    figures = {"share": start.overlay_share}
    proven = [element_proof(start, one.element) for one in start.overlays]
    if start.overlay_share > limits.get("max_share", 1.0):
        said = words(
            "ett lager täcker mer av startsidan än gränsen", "a layer covers more of the start page than the limit"
        )
        return say("H04", "fail", said, evidence=proven, figures=figures)
    stuck = _stuck(walk)
    walls = [one for one in start.overlays if not one.closers]
    if stuck and walls:
        said = words(
            "ett lager som inte går att stänga täcker vägen till kundservice",
            "a layer that cannot be closed covers the way to customer service",
        )
        return say("H04", "fail", said, evidence=proven, figures=figures)
    paths = [path for kind in _OPEN_WAYS if (path := walk.best(kind))]
    if paths and all(_past(one) for one in paths):
        said = words(
            "kunden måste först stänga eller svara på ett lager som täcker vägen",
            "a customer must first close or answer a layer that covers the way",
        )
        return say(
            "H04",
            "fail",
            said,
            path=paths[0],
            evidence=proven or [proof(one.contact) for one in paths if one.contact],
            figures=figures,
        )
    if paths or not start.overlays:
        return say("H04", "pass", words("inget lager täcker vägen till kundservice", "no layer covers the way to customer service"), path=paths[0] if paths else None, figures=figures)  # fmt: skip
    return say("H04", "cannot_tell", words("ett lager ligger över sidan och ingen väg nåddes", "a layer lies over the page and no way was reached"), evidence=proven, figures=figures)  # fmt: skip


def _stuck(walk: Walk) -> bool:
    """Every way that is known is covered."""
    guesses = [one for kind in _OPEN_WAYS for one in walk.unreplayed(kind)]
    covered = [one for one in walk.contacts if one.kind in _OPEN_WAYS and one.hidden_reason == "covered"]
    blocked = any("covered" in one.why_not for one in guesses) or bool(covered) or walk_covered(walk)
    return blocked and not any(walk.best(kind) for kind in _OPEN_WAYS)


def walk_covered(walk: Walk) -> bool:
    """Whether no link of the start page can be clicked because something lies over all of them."""
    start = next(first_states(walk), None)
    links = [one.element for one in start.links if one.element.visible] if start else []
    return bool(links) and all(one.topmost is False for one in links)


def _past(path: Path) -> bool:
    return path.behind_overlay or any(step.kind in ("accept_cookies", "close_overlay") for step in path.steps)


DETECTORS = (
    FunctionDetector(
        id="H03",
        title=Text(sv="Bakom inloggning", en="Behind a log-in"),
        definition=Text(
            sv="Underkänt när webbplatsen själv säger att man måste logga in för att få numret, mejla eller chatta, eller när sidan för kontakt är en inloggning, och inget öppet sätt finns.",
            en="Fails when the site itself says that one must log in to get the number, e-mail or chat, or when the contact page is a log-in, and there is no open way.",
        ),
        known_false_results=Text(
            sv="Mina sidor med en öppen motsvarighet är inget fel. Vi loggar aldrig in och ser inte vad som finns bakom.",
            en="Customer pages with an open twin are no fault. We never log in and do not see what is behind.",
        ),
        judge=_judge_login,
    ),
    FunctionDetector(
        id="H04",
        title=Text(sv="Lager över sidan", en="A layer over the page"),
        definition=Text(
            sv="Underkänt när kakfrågan, en ruta eller ett annat lager måste stängas eller besvaras innan kunden kan ta något steg till telefon, e-post eller chatt. Andelen av fönstret som täcks mäts i ett rutnät om 10 gånger 12 punkter.",
            en="Fails when the cookie question, a box or another layer must be closed or answered before a customer can take a step to telephone, e-mail or chat. The share of the window that is covered is measured on a grid of 10 by 12 points.",
        ),
        known_false_results=Text(
            sv="Chattbubblor och smala fält nederst täcker lite och hindrar ingen väg: de är inga fel.",
            en="Chat bubbles and narrow bars at the bottom cover little and block no way: they are no faults.",
        ),
        judge=_judge_overlay,
        thresholds=(
            Threshold("max_share", Text(sv="högst så stor del täckt", en="at most this share covered"), "share"),
        ),
    ),
)
