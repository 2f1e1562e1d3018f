"""H03: a log-in between the customer and customer service."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.detectors.seen import TO_CONTACT, for_people, gap, has_login, login_pages, said_to_need_login
from gensvar.audits.labels import weight
from gensvar.audits.observation import TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_OPEN_WAYS: tuple[TargetKind, ...] = ("phone", "email", "chat")


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    claimed = [
        (kind, Evidence(state.url, state.id, item.selector, item.text[:200]))
        for kind in _OPEN_WAYS
        if not walk.best(kind) and not for_people(walk, kind)
        for state, item in said_to_need_login(walk, kind)
    ]
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
    walls = login_pages(walk)
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


DETECTOR = FunctionDetector(
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
    judge=_judge,
)
