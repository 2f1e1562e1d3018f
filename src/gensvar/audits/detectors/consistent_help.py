"""A08: help stands in the same place on every page (WCAG 3.2.6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, say, words
from gensvar.audits.detectors.seen import gap, real_pages
from gensvar.audits.elements import Link
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.sites import plain
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_HELP = re.compile(r"kontakt|contact|kundservice|kundtjänst|kundcenter|customer (service|care|support)|\bhjälp\b|\bhelp\b|support\b|faq|frågor och svar|vanliga frågor|chatt?a?\b|yhteystied|asiakaspalvelu|ohje", re.IGNORECASE)  # fmt: skip
_REPEATED = ("header", "nav", "footer")
Place = tuple[PageState, Link]


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    places: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    orders: list[list[str]] = []
    for page in real_pages(walk):
        firsts = _firsts(page.first)
        orders.append(list(firsts))
        for key, link in firsts.items():
            places[key]["footer" if link.element.region == "footer" else "top"].append((page.first, link))
    repeated = {key: where for key, where in places.items() if sum(map(len, where.values())) > 1}
    figures = {"pages": float(len(orders)), "repeated": float(len(repeated))}
    if not repeated:
        if why := gap(walk):
            return say(
                "A08",
                "cannot_tell",
                words(
                    "ingen hjälp sågs på flera sidor, men: {why}",
                    "no help was seen on several pages, but: {why}",
                    why=why,
                ),
            )
        return say(
            "A08",
            "not_applicable",
            words("ingen hjälp upprepas på flera sidor", "no help is repeated on several pages"),
            figures=figures,
        )
    for where in repeated.values():
        if len(where) > 1:
            one, other = where["top"][0], where["footer"][0]
            said = words("”{label}” står överst på en sida och i sidfoten på en annan", "“{label}” stands at the top of one page and in the footer of another", label=one[1].element.text or one[1].element.name)  # fmt: skip
            return say(
                "A08",
                "fail",
                said,
                evidence=[element_proof(state, link.element) for state, link in (one, other)],
                figures=figures,
            )
    if turned := _turned([[key for key in order if key in repeated] for order in orders]):
        said = words("hjälpen står i olika ordning på olika sidor", "help stands in different order on different pages")
        return say("A08", "fail", said, found=turned, figures=figures)
    return say(
        "A08",
        "pass",
        words("hjälpen står på samma plats på alla sidor", "help stands in the same place on every page"),
        figures=figures,
    )


def _firsts(state: PageState) -> dict[str, Link]:
    """The first link to each help in what pages repeat: header, menu, footer; in the page's order."""
    found: dict[str, Link] = {}
    for link in state.links:
        label = link.element.text or link.element.name
        if link.element.region in _REPEATED and (
            link.kind in ("tel", "mailto") or (link.kind == "page" and _HELP.search(label))
        ):
            found.setdefault(plain(link.target) if link.kind == "page" else link.href, link)
    return found


def _turned(orders: list[list[str]]) -> list[str]:
    """Two kinds of help that change places between pages."""
    before = {(a, b) for order in orders for at, a in enumerate(order) for b in order[at + 1 :]}
    return next(([a, b] for a, b in before if (b, a) in before), [])


DETECTOR = FunctionDetector(
    id="A08",
    title=Text(sv="Hjälpen på samma plats", en="Help in the same place"),
    definition=Text(
        sv="WCAG 3.2.6, nivå A i WCAG 2.2: kontaktuppgifter, kundservice, frågor och svar och chatt som upprepas på flera sidor ska stå i samma ordning i sidhuvud, meny och sidfot. Underkänt när de byter plats.",
        en="WCAG 3.2.6, level A in WCAG 2.2: contact details, customer service, questions and answers and chat that are repeated on several pages must stand in the same order in header, menu and footer. Fails when they change places.",
    ),
    known_false_results=Text(
        sv="En kassa eller annan avskalad sida utan meny räknas inte. EN 301 549 v3.2.1 bygger på WCAG 2.1, så kravet är god sed och ännu inte lagens golv.",
        en="A checkout or other bare page without a menu does not count. EN 301 549 v3.2.1 builds on WCAG 2.1, so this is good practice and not yet the legal floor.",
    ),
    judge=_judge,
)
