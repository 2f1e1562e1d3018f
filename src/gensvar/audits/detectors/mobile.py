"""A07: the same on a phone: nothing lost, and the page may be enlarged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, listed, say, words
from gensvar.audits.detectors.seen import gap
from gensvar.audits.elements import Element
from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, FunctionDetector, Threshold
from gensvar.text import Text

_KINDS: dict[TargetKind, Text] = {
    "phone": Text(sv="telefonnumret", en="the telephone number"),
    "email": Text(sv="e-postadressen", en="the e-mail address"),
    "opening_hours": Text(sv="öppettiderna", en="the opening hours"),
    "chat": Text(sv="chatten", en="the chat"),
    "complaint": Text(sv="vägen att klaga", en="the way to complain"),
    "withdrawal": Text(sv="ångerfunktionen", en="the withdrawal function"),
    "cancellation": Text(sv="vägen att säga upp", en="the way to cancel"),
}
_TWICE = 2.0  # WCAG 1.4.4: text can be enlarged to twice its size


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    pages = walk.contact_path()
    blocked = [page.first for page in pages if _blocks_zoom(page.first.meta.get("viewport", ""))]
    if blocked:
        said = words("sidan går inte att förstora med två fingrar", "the page cannot be enlarged with two fingers")
        return say("A07", "fail", said, evidence=[element_proof(one, Element("head > meta[name=viewport]", "meta", text=one.meta["viewport"])) for one in blocked])  # fmt: skip
    if not pages:
        return say("A07", "cannot_tell", words("ingen sida kunde ses", "no page could be seen"))
    if not walk.viewport.touch or walk.desktop_paths is None:
        said = words(
            "sidan går att förstora; stegen i mobilen jämförs när båda fönstren granskas",
            "the page can be enlarged; the steps on a phone are compared when both windows are audited",
        )
        return say("A07", "pass", said)
    return _compare(walk, walk.desktop_paths, limits)


def _compare(walk: Walk, desktop: tuple[Path, ...], limits: Mapping[str, float]) -> Detection:
    there = {kind: len(one.steps) for kind in _KINDS for one in desktop if one.kind == kind and one.replayed}
    lost = [kind for kind in there if not walk.best(kind)]
    more = {kind: len(path.steps) - count for kind, count in there.items() if (path := walk.best(kind))}
    figures = {f"more_{kind}": float(count) for kind, count in more.items()} | {"lost": float(len(lost))}
    if lost:
        unclear = gap(walk) or any(walk.unreplayed(kind) for kind in lost)
        said = words(
            "i mobilen nås inte: {what}", "not reached on a phone: {what}", what=listed(_KINDS[kind] for kind in lost)
        )
        return say("A07", "cannot_tell" if unclear else "fail", said, figures=figures)
    worst = max(more.values(), default=0)
    if worst > limits.get("max_more_steps", worst):
        return say(
            "A07",
            "fail",
            words("vägen i mobilen är {count} steg längre", "the way on a phone is {count} steps longer", count=worst),
            figures=figures,
        )
    return say("A07", "pass", words("allt som nås på datorn nås i mobilen, med högst {count} steg till", "all that is reached on a computer is reached on a phone, with at most {count} more steps", count=max(worst, 0)), figures=figures)  # fmt: skip


def _blocks_zoom(content: str) -> bool:
    plain = content.replace(" ", "").lower()
    scale = re.search(r"maximum-scale=([\d.]+)", plain)
    return bool(re.search(r"user-scalable=(no|0)\b", plain)) or bool(
        scale and float(scale[1].strip(".") or 10) < _TWICE
    )


DETECTOR = FunctionDetector(
    id="A07",
    title=Text(sv="I mobilen", en="On a phone"),
    definition=Text(
        sv="Underkänt när sidan inte går att förstora till dubbel storlek (WCAG 1.4.4) eller när något som nås på datorn inte nås i ett fönster på 390 × 844. Fler steg i mobilen redovisas, och underkänns när en gräns är satt.",
        en="Fails when the page cannot be enlarged to twice its size (WCAG 1.4.4) or when something reached on a computer is not reached in a window of 390 × 844. More steps on a phone are reported, and fail when a limit is set.",
    ),
    known_false_results=Text(
        sv="Vissa telefoner förstorar fast sidan ber dem att låta bli. Utan granskning i båda fönstren jämförs inga steg.",
        en="Some phones enlarge although the page asks them not to. Without an audit in both windows no steps are compared.",
    ),
    judge=_judge,
    thresholds=(
        Threshold(
            "max_more_steps",
            Text(sv="högst så många fler steg än på datorn", en="at most this many more steps than on a computer"),
            "steps",
        ),
    ),
)
