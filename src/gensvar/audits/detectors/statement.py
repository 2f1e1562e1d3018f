"""A06: the site's own accessibility statement, what it says, and how to report a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.alternatives import is_statement
from gensvar.audits.detectors.saying import listed, say, words
from gensvar.audits.detectors.seen import first_states, gap
from gensvar.audits.languages import words_of
from gensvar.audits.mailboxes import mailboxes_in
from gensvar.audits.numbers import numbers_in
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_WHOSE = re.compile(r"(?:tillgänglighetsredogörelse|accessibility statement) (?:för|for|of) ([^\n.,:]{3,60})|(?:^|[.!?\n]\s*)([A-ZÅÄÖ][^\n.!?]{2,60}?) (?:står bakom|is committed|ansvarar för)", re.IGNORECASE)  # fmt: skip
_CONFORMS = re.compile(r"(helt|delvis|inte|ej|fullt ut)\s+(förenlig|förenligt|följer|uppfyller)|uppfyller (\w+ ){0,3}(kraven|lagen|wcag)|(fully|partially|not|non-?)\s*(compliant|conform\w*)|conforms? to|förenlig med", re.IGNORECASE)  # fmt: skip
_REPORTS = re.compile(
    r"tdosanmalan|anmäl|rapporter|kontakta|mejla|meddela|berätta|hör av dig|contact us|report|feedback|let us know",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b20\d\d-\d\d-\d\d\b|\b\d{1,2}\s+[a-zåäö]{3,9}\s+20\d\d|\b[A-Z][a-z]{2,8} \d{1,2},? 20\d\d|\b\d{1,2}[./]\d{1,2}[./]20\d\d",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"digital offentlig service|dos-lagen|\bDIGG\b|2018:1937", re.IGNORECASE)
_GENERIC = {"webbplatsen", "webbplats", "denna", "sidan", "tjänsten", "website", "this", "våra", "digitala", "service", "kommun", "kommuns"}  # fmt: skip
_LACKS = {
    "conformance": Text(sv="hur väl kraven uppfylls", en="how well the requirements are met"),
    "feedback": Text(sv="hur man berättar om ett hinder", en="how to report a barrier"),
    "date": Text(sv="datum", en="a date"),
    "authority": Text(sv="länk till anmälan hos myndigheten", en="a link for reports to the authority"),
}


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    statements = [state for state in first_states(walk) if is_statement(state)]
    own = [state for state in statements if _is_own(state, walk)]
    if not own:
        return _none(walk, statements)
    state = own[0]
    lacking = [name for name, there in _parts(state).items() if not there]
    proven = [Evidence(state.url, state.id, "h1", state.title)]
    figures = {name: float(there) for name, there in _parts(state).items()}
    if lacking:
        said = words(
            "tillgänglighetsredogörelsen saknar: {what}",
            "the accessibility statement lacks: {what}",
            what=listed(_LACKS[one] for one in lacking),
        )
        return say("A06", "fail", said, found=[state.url], evidence=proven, figures=figures)
    said = words(
        "tillgänglighetsredogörelsen säger läget, datum och hur man berättar om hinder",
        "the accessibility statement says how things stand, when, and how to report barriers",
    )
    return say("A06", "pass", said, found=[state.url], evidence=proven, figures=figures)


def _none(walk: Walk, others: list[PageState]) -> Detection:
    if others:
        said = words("den redogörelse som finns gäller någon annan", "the statement that is there is somebody else's")
        return say("A06", "fail", said, evidence=[Evidence(one.url, one.id, "h1", one.title) for one in others])
    if why := gap(walk):
        return say(
            "A06",
            "cannot_tell",
            words("ingen redogörelse sågs, men: {why}", "no statement was seen, but: {why}", why=why),
        )
    return say(
        "A06",
        "fail",
        words(
            "ingen tillgänglighetsredogörelse finns på webbplatsen", "there is no accessibility statement on the site"
        ),
    )


def _is_own(state: PageState, walk: Walk) -> bool:
    """Whether every organisation that the statement names as its own is known from the start page or the address."""
    start = walk.pages[0].first
    known = set(words_of(f"{start.text} {start.title} {' '.join(start.json_ld)}")) | set(
        words_of(walk.site.replace(".", " "))
    )
    text = "\n".join([*(one.element.text for one in state.headings), state.main_text or state.text])
    named = [(one[1] or one[2]) for one in _WHOSE.finditer(text)]
    tokens = [[word for word in words_of(one) if len(word) > 3 and word not in _GENERIC] for one in named]
    return all(any(word in known or word.rstrip("s") in known for word in some) for some in tokens if some)


def _parts(state: PageState) -> dict[str, bool]:
    text = state.main_text or state.text
    ways = bool(mailboxes_in(text) or numbers_in(text)) or any(
        link.kind in ("mailto", "tel") or link.element.region == "main" for link in state.links
    )
    parts = {
        "conformance": bool(_CONFORMS.search(text)),
        "feedback": bool(_REPORTS.search(text)) and ways,
        "date": bool(_DATE.search(text)),
    }
    if _PUBLIC.search(text):
        parts["authority"] = "tdosanmalan" in f"{text} {' '.join(link.href for link in state.links)}".lower()
    return parts


DETECTOR = FunctionDetector(
    id="A06",
    title=Text(sv="Tillgänglighetsredogörelse", en="Accessibility statement"),
    definition=Text(
        sv="Godkänt när webbplatsens egen redogörelse finns, säger hur väl kraven uppfylls, har datum och säger hur man berättar om hinder; åberopar den lagen om digital offentlig service ska den länka till anmälan hos DIGG. Underkänt när hela webbplatsen är sedd och ingen finns.",
        en="Passes when the site's own statement is there, says how well the requirements are met, has a date and says how to report barriers; where it invokes the Swedish act on digital public service it must link to the report form of the authority DIGG. Fails when the whole site was seen and there is none.",
    ),
    known_false_results=Text(
        sv="En annan organisations redogörelse är inte den egna: namnet jämförs med startsidan. Vem som måste ha en redogörelse avgör lagen, inte detektorn.",
        en="Another organisation's statement is not the site's own: its name is compared with the start page. Who must have a statement is for the law to say, not for the detector.",
    ),
    judge=_judge,
)
