"""H11: customer service is only on somebody else's domain, in an app or on social media."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, say, words
from gensvar.audits.detectors.seen import TO_CONTACT, contact_forms, first_states, for_people, gap
from gensvar.audits.labels import weight
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_SOCIAL = re.compile(
    r"//(www\.|m\.)?(facebook|instagram|twitter|x|linkedin|tiktok|discord|whatsapp|wa|m|messenger)\.(com|me|gg)/",
    re.IGNORECASE,
)


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    outside = [
        (state, link)
        for state in first_states(walk)
        for link in state.links
        if link.kind == "outside" and link.element.visible
    ]
    contact = [(state, link) for state, link in outside if weight(link.element.text or link.element.name) >= TO_CONTACT]
    social = [(state, link) for state, link in outside if _SOCIAL.search(link.target)]
    led = [one for one in walk.unreached if one.reason == "outside" and weight(one.label) >= TO_CONTACT]
    figures = {"contact_links_outside": float(len(contact) + len(led)), "social_links": float(len(social))}
    if for_people(walk, "phone", "email", "chat") or contact_forms(walk):
        return say(
            "H11",
            "pass",
            words(
                "kunden når kundservice på webbplatsen själv", "a customer reaches customer service on the site itself"
            ),
            figures=figures,
        )
    if any(walk.unreplayed(kind) for kind in ("phone", "email", "chat")) or gap(walk):
        return say(
            "H11",
            "cannot_tell",
            words(
                "ingen egen väg sågs, men allt kunde inte ses", "no way of its own was seen, but not all could be seen"
            ),
            figures=figures,
        )
    if contact or led:
        proven = [element_proof(state, link.element) for state, link in contact] + [Evidence(one.url) for one in led]
        where = contact[0][1].target if contact else led[0].detail or led[0].url
        said = words(
            "kundservice finns bara på en annan domän ({where})",
            "customer service is only on another domain ({where})",
            where=where,
        )
        return say("H11", "fail", said, evidence=proven, figures=figures)
    if social:
        said = words(
            "kunden når företaget bara på sociala medier", "a customer reaches the company only on social media"
        )
        return say(
            "H11",
            "fail",
            said,
            evidence=[element_proof(state, link.element) for state, link in social],
            figures=figures,
        )
    return say(
        "H11",
        "not_applicable",
        words(
            "ingen kundservice alls, varken här eller någon annanstans, se D01",
            "no customer service at all, here or elsewhere, see D01",
        ),
        figures=figures,
    )


DETECTOR = FunctionDetector(
    id="H11",
    title=Text(sv="Kundservice någon annanstans", en="Customer service elsewhere"),
    definition=Text(
        sv="Underkänt när webbplatsen inte själv har telefon, e-post, chatt eller formulär utan länkar för kontakt till en annan registrerad domän, en app eller sociala medier.",
        en="Fails when the site itself has no telephone, e-mail, chat or form but links for contact to another registered domain, an app or social media.",
    ),
    known_false_results=Text(
        sv="En koncern kan ha gemensam kundservice på en annan domän. Den öppnas inte.",
        en="A group may share customer service on another domain. It is not opened.",
    ),
    judge=_judge,
)
