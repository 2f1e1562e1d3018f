"""D10: ways for people who do not hear or speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gensvar.audits.detectors.saying import element_proof, say, words
from gensvar.audits.detectors.seen import first_states, gap
from gensvar.audits.hours import hours_in
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_WAYS = {
    "bildtelefoni.net": re.compile(r"bildtelefoni|flexitext", re.IGNORECASE),
    "texttelefoni": re.compile(r"texttelefon", re.IGNORECASE),
    "teletal": re.compile(r"\bteletal\b", re.IGNORECASE),
    "teckenspråk": re.compile(r"teckenspråk\w*|sign language|viittomakiel", re.IGNORECASE),
    "SIP": re.compile(r"\bsips?:[\w.+-]+@|\bSIP[- ](adress|address)", re.IGNORECASE),
    "sms": re.compile(
        r"(skicka|via|med|per)( ett)? sms|sms:a oss|\bsmsa\b|text us|\bsms[: ]+(till )?\+?\d", re.IGNORECASE
    ),
}
_MAIL = re.compile(r"e-?post|mejl|mail", re.IGNORECASE)
_STATEMENT = re.compile(r"tillgänglighetsredogörelse|accessibility statement|saavutettavuusseloste", re.IGNORECASE)


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    states = list(first_states(walk))
    real = [one for state in states if not is_statement(state) for one in _ways(state)]
    if real:
        names = list(dict.fromkeys(name for name, _ in real))
        said = words(
            "den som inte hör eller talar kan använda: {ways}",
            "who cannot hear or speak can use: {ways}",
            ways=", ".join(names),
        )
        return say(
            "D10", "pass", said, found=names, evidence=[proof for _, proof in real], figures={"ways": float(len(names))}
        )
    if why := gap(walk):
        return say(
            "D10", "cannot_tell", words("ingen sådan väg sågs, men: {why}", "no such way was seen, but: {why}", why=why)
        )
    mentioned = [proof for state in states for _, proof in _ways(state)]
    said = words(
        "ingen väg för den som inte hör eller talar nämns där kunden letar",
        "no way for people who cannot hear or speak is named where a customer looks",
    )
    return say("D10", "fail", said, evidence=mentioned, figures={"ways": 0.0})


def is_statement(state: PageState) -> bool:
    """Whether a page is an accessibility statement: what it mentions is no offer."""
    return any(one.level == 1 and _STATEMENT.search(one.element.text) for one in state.headings) or bool(
        _STATEMENT.search(state.title)
    )


def _ways(state: PageState) -> Iterator[tuple[str, Evidence]]:
    for link in state.links:
        if link.kind == "sms" and link.element.visible:
            yield "sms", element_proof(state, link.element)
    for item in state.texts:
        if not item.visible:
            continue
        for name, pattern in _WAYS.items():
            if pattern.search(item.text):
                yield name, Evidence(state.url, state.id, item.selector, item.text[:200])
        if _MAIL.search(item.text) and hours_in(item.text):
            yield "e-post med tider", Evidence(state.url, state.id, item.selector, item.text[:200])


DETECTOR = FunctionDetector(
    id="D10",
    title=Text(sv="Vägar för den som inte hör eller talar", en="Ways for people who cannot hear or speak"),
    definition=Text(
        sv="Redovisar vilka som finns: Bildtelefoni.net, texttelefoni, Teletal, teckenspråk, SIP-adress, sms, e-post med tider. Godkänt när minst en erbjuds, underkänt när hela webbplatsen är sedd och ingen finns.",
        en="Reports which exist: Bildtelefoni.net, text relay, Teletal, sign language, SIP address, text messages, e-mail with hours. Passes when at least one is offered, fails when the whole site was seen and there is none.",
    ),
    known_false_results=Text(
        sv="Att de bara nämns i tillgänglighetsredogörelsen räknas inte. Att tjänsten nämns betyder inte att personalen kan ta emot samtalet.",
        en="A mention in the accessibility statement alone does not count. That a service is named does not mean that the staff can take the call.",
    ),
    judge=_judge,
)
