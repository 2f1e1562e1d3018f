"""H09: a form as the only way, or a form that sends nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from gensvar.audits.detectors.saying import element_proof, say, words
from gensvar.audits.detectors.seen import contact_forms, for_people, gap
from gensvar.audits.elements import Form
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

# A form that says itself that it does nothing.
_SAYS_DEAD = re.compile(
    r"(formulär\w*|demo\w*)[^.!?]{0,60}(skickar|lagrar|sparar)[^.!?]{0,25}\b(inte|inga|inget)\b|skickar eller lagrar inga|"
    r"(is|as) a demo|does not (send|store|submit)|no data is (sent|stored)|skickas inte (in|iväg|någonstans)",
    re.IGNORECASE,
)


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    forms = contact_forms(walk)
    others = for_people(walk, "phone", "email")
    if not forms:
        if why := gap(walk):
            return say(
                "H09", "cannot_tell", words("inget formulär sågs, men: {why}", "no form was seen, but: {why}", why=why)
            )
        return say(
            "H09",
            "not_applicable",
            words("inget formulär att skriva till kundservice i", "no form for writing to customer service"),
        )
    lives = [(state, form, _alive(form, state)) for state, form in forms]
    figures = {"forms": float(len(forms)), "dead": float(sum(life == "dead" for *_, life in lives))}
    dead = [element_proof(state, form.element) for state, form, life in lives if life == "dead"]
    if dead:
        said = words("ett formulär till kundservice skickar ingenting", "a form to customer service sends nothing")
        return say("H09", "fail", said, evidence=dead, figures=figures)
    proven = [element_proof(state, form.element) for state, form, _ in lives]
    if not others:
        unclear = gap(walk) or walk.unreplayed("phone") or walk.unreplayed("email")
        said = words("ett formulär är enda vägen till kundservice", "a form is the only way to customer service")
        return say("H09", "cannot_tell" if unclear else "fail", said, evidence=proven, figures=figures)
    if any(life == "unknown" for *_, life in lives):
        said = words(
            "om formuläret skickar något går inte att se utan att skicka det",
            "whether the form sends anything cannot be seen without sending it",
        )
        return say("H09", "cannot_tell", said, evidence=proven, figures=figures)
    return say(
        "H09",
        "pass",
        words(
            "formuläret går någonstans, och det finns andra vägar", "the form goes somewhere, and there are other ways"
        ),
        figures=figures,
    )


def _alive(form: Form, state: PageState) -> Literal["alive", "dead", "unknown"]:
    """Inferred from what the form is bound to and what it says: forms are never sent."""
    nowhere = form.action is None or form.action.strip() in ("", "#", "javascript:void(0)", "javascript:;")
    if _SAYS_DEAD.search(form.text) or (nowhere and _SAYS_DEAD.search(state.main_text)):
        return "dead"
    if not nowhere or form.has_handler:
        return "alive"
    return "dead" if form.has_handler is False and form.method != "post" else "unknown"


DETECTOR = FunctionDetector(
    id="H09",
    title=Text(sv="Bara formulär, eller dött formulär", en="Only a form, or a dead one"),
    definition=Text(
        sv="Underkänt när ett formulär är enda vägen till kundservice, eller när ett formulär varken har mål eller skript som tar emot, eller själv säger att det inte skickar något.",
        en="Fails when a form is the only way to customer service, or when a form has neither an address nor a script to take it, or says itself that it sends nothing.",
    ),
    known_false_results=Text(
        sv="Formulär skickas aldrig: om de kommer fram syns inte. Ett formulär med post till den egna sidan, eller med skript högre upp i sidan, ger ”kan inte avgöras”.",
        en="Forms are never sent: whether they arrive is not seen. A form that posts to its own page, or has a script higher up in the page, gives “cannot tell”.",
    ),
    judge=_judge,
)
