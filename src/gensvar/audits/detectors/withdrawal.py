"""D07 and L02: the withdrawal function of distance contracts, and its two steps (EU law since 19 June 2026)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS, element_proof, listed, say, words
from gensvar.audits.detectors.seen import gap, has_login, page_of, sells
from gensvar.audits.elements import Form
from gensvar.audits.observation import Contact, Page, PageState, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D07", "withdrawal", Text(sv="en ångerfunktion", en="a withdrawal function"))
_CONFIRMS = re.compile(r"bekräfta|confirm|vahvista", re.IGNORECASE)
_ASKED: tuple[tuple[Text, re.Pattern[str]], ...] = (
    (Text(sv="namn", en="name"), re.compile(r"namn|name|nimi", re.IGNORECASE)),
    (Text(sv="vilket avtal", en="which contract"), re.compile(r"beställning|order|avtal|köp|kund|contract|purchase|faktura|tilaus", re.IGNORECASE)),
    (Text(sv="e-post eller telefon", en="e-mail or telephone"), re.compile(r"e-?post|mejl|e-?mail|telefon|phone|mobil|sähköposti", re.IGNORECASE)),
)  # fmt: skip


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    return judge_reach(_SOUGHT, walk, limits, _none("D07", walk))


def _none(id: str, walk: Walk) -> Detection | None:  # noqa: A002
    """What to say where the whole site was seen and no function was found; None: plainly that there is none."""
    if not sells(walk):
        return say(id, "not_applicable", words("webbplatsen säljer inget på nätet", "the site sells nothing online"))
    if has_login(walk):
        said = words("ingen ångerfunktion syns öppet; den kan ligga bakom inloggningen, vilket är tillåtet",
                     "no withdrawal function is in the open; it may lie behind the log-in, which is allowed")  # fmt: skip
        return say(id, "cannot_tell", said)
    return None


def _judge_two_steps(walk: Walk, _: Mapping[str, float]) -> Detection:
    path = walk.best("withdrawal")
    if not path or not path.contact:
        if not sells(walk) and not walk.unreplayed("withdrawal") and not gap(walk):
            return say(
                "L02", "not_applicable", words("webbplatsen säljer inget på nätet", "the site sells nothing online")
            )
        return say(
            "L02",
            "cannot_tell",
            words("ingen ångerfunktion nåddes, se D07", "no withdrawal function was reached, see D07"),
        )
    page = _led_to(walk, path.contact)
    if not page:
        said = words(
            "sidan bakom ”{label}” kunde inte ses", "the page behind “{label}” could not be seen", label=path.shown
        )
        return say("L02", "cannot_tell", said, path=path)
    forms = [(state, form) for state in page.states for form in state.forms if any(one.visible for one in form.fields)]
    return _judge_forms(forms, page)


def _led_to(walk: Walk, contact: Contact) -> Page | None:
    """The page that the control leads to, or stands on when it is the button of the form itself."""
    state = walk.state(contact.state)
    link = next((one for one in state.links if one.element.selector == contact.selector), None) if state else None
    return page_of(walk, link.target if link and link.kind == "page" else contact.url)


def _judge_forms(forms: list[tuple[PageState, Form]], page: Page) -> Detection:
    confirming = [
        (state, form) for state, form in forms if any(_CONFIRMS.search(one.text or one.name) for one in form.buttons)
    ]
    if not confirming:
        said = words("efter ångerfunktionen kommer ingen knapp som bekräftar ({url})",
                     "after the withdrawal function there is no button that confirms ({url})", url=page.final_url)  # fmt: skip
        return say(
            "L02",
            "fail",
            said,
            evidence=[element_proof(state, form.element) for state, form in forms],
        )
    state, form = confirming[0]
    labels = " ".join(f"{one.label} {one.name} {one.type}" for one in form.fields)
    lacking = [name for name, pattern in _ASKED if not pattern.search(labels)]
    proven = [element_proof(state, button) for button in form.buttons]
    if lacking:
        said = words(
            "kunden kan bekräfta, men inte ange {lacking}",
            "a customer can confirm, but not state {lacking}",
            lacking=listed(lacking),
        )
        return say("L02", "cannot_tell", said, evidence=proven)
    said = words("först väljer kunden att ångra, sedan fyller hen i tre uppgifter och bekräftar",
                 "first the customer chooses to withdraw, then states three things and confirms")  # fmt: skip
    return say("L02", "pass", said, evidence=proven, figures={"fields": float(len(form.fields))})


DETECTORS = (
    FunctionDetector(
        id="D07",
        title=Text(sv="Ångerfunktion", en="Withdrawal function"),
        definition=Text(
            sv="Gäller webbplatser som säljer på nätet. Godkänt när en knapp eller länk som tydligt säger att man ångrar avtalet eller köpet nås på en upprepad väg. Underkänt när hela webbplatsen är sedd och ingen finns. Krav i EU sedan 19 juni 2026, direktiv (EU) 2023/2673.",
            en="Concerns sites that sell online. Passes when a button or link that clearly says that one withdraws from the contract or purchase is reached by a replayed way. Fails when the whole site was seen and there is none. Required in the EU since 19 June 2026, Directive (EU) 2023/2673.",
        ),
        known_false_results=Text(
            sv="Text om ångerrätt är inte funktionen. Den får ligga bakom inloggning: då blir svaret ”kan inte avgöras”. Varor utan ångerrätt känns inte igen.",
            en="Text about the right of withdrawal is not the function. It may lie behind a log-in: then the answer is “cannot tell”. Goods without that right are not recognised.",
        ),
        judge=_judge,
        thresholds=(MAX_STEPS, MAX_SCROLL),
    ),
    FunctionDetector(
        id="L02",
        title=Text(sv="Ångerfunktion i två steg", en="Withdrawal in two steps"),
        definition=Text(
            sv="Godkänt när ångerfunktionen leder till ett formulär för namn, avtal och elektronisk kontaktväg med en knapp som bekräftar. Underkänt när ingen sådan knapp finns. Krav i EU sedan 19 juni 2026, direktiv (EU) 2023/2673.",
            en="Passes when the withdrawal function leads to a form for name, contract and electronic contact, with a button that confirms. Fails where there is no such button. Required in the EU since 19 June 2026, Directive (EU) 2023/2673.",
        ),
        known_false_results=Text(
            sv="Formulär i flera sidor och uppgifter som fylls i åt en inloggad kund syns inte utifrån; saknade fält ger därför ”kan inte avgöras”. Kvittot efteråt prövas aldrig: formulär skickas inte.",
            en="Forms over several pages, and what is filled in for a logged-in customer, are not seen from outside; missing fields therefore give “cannot tell”. The receipt is never tried: forms are not sent.",
        ),
        judge=_judge_two_steps,
    ),
)  # fmt: skip
