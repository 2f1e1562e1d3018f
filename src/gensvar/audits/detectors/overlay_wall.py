"""H04: a cookie wall or another layer between the customer and customer service."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, proof, say, words
from gensvar.audits.detectors.seen import first_states
from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, FunctionDetector, Threshold
from gensvar.text import Text

_OPEN_WAYS: tuple[TargetKind, ...] = ("phone", "email", "chat")


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
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
    blocked = any("covered" in one.why_not for one in guesses) or bool(covered) or _nothing_clickable(walk)
    return blocked and not any(walk.best(kind) for kind in _OPEN_WAYS)


def _nothing_clickable(walk: Walk) -> bool:
    """Whether no link of the start page can be clicked because something lies over all of them."""
    start = next(first_states(walk), None)
    links = [one.element for one in start.links if one.element.visible] if start else []
    return bool(links) and all(one.topmost is False for one in links)


def _past(path: Path) -> bool:
    return path.behind_overlay or any(step.kind in ("accept_cookies", "close_overlay") for step in path.steps)


DETECTOR = FunctionDetector(
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
    judge=_judge,
    thresholds=(Threshold("max_share", Text(sv="högst så stor del täckt", en="at most this share covered"), "share"),),
)
