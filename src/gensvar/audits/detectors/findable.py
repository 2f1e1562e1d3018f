"""H07 and H08: the contact page is off the map, or kept from search engines."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.detectors.seen import TO_CONTACT, contact_pages, gap
from gensvar.audits.labels import weight
from gensvar.audits.observation import Page, Walk
from gensvar.audits.sites import plain
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text


def _judge_map(walk: Walk, _: Mapping[str, float]) -> Detection:
    pages = contact_pages(walk)
    if not pages:
        return _no_page("H07", walk)
    page, start = pages[0], walk.pages[0]
    if page.final_url == start.final_url:
        return say("H07", "pass", words("kontakten står på startsidan", "the contact stands on the start page"))
    linked = _linked(page, start)
    figures = {"linked_from_start": float(linked), "in_sitemap": float(page.in_sitemap)}
    if linked or page.in_sitemap:
        said = words("sidan för kontakt är länkad från startsidan", "the contact page is linked from the start page") if linked else words("sidan för kontakt finns i webbplatskartan", "the contact page is in the sitemap")  # fmt: skip
        return say("H07", "pass", said, figures=figures)
    if walk.sitemap is None and page.depth <= 1:
        return say(
            "H07", "not_applicable", words("webbplatsen har ingen karta", "the site has no sitemap"), figures=figures
        )
    said = words("sidan för kontakt ({url}) är varken länkad från startsidan eller med i någon webbplatskarta",
                 "the contact page ({url}) is neither linked from the start page nor in any sitemap", url=page.final_url)  # fmt: skip
    return say("H07", "fail", said, evidence=[Evidence(page.final_url, page.first.id)], figures=figures)


def _linked(page: Page, start: Page) -> bool:
    there = {plain(page.url), plain(page.final_url)}
    links = {plain(link.target) for state in start.states for link in state.links if link.kind == "page"}
    jumps = {plain(step.url_after) for state in start.states for step in state.steps if step.url_after}
    return bool(there & (links | jumps))


def _no_page(id: str, walk: Walk) -> Detection:  # noqa: A002
    if why := gap(walk):
        return say(
            id,
            "cannot_tell",
            words("ingen sida för kontakt sågs, men: {why}", "no contact page was seen, but: {why}", why=why),
        )
    return say(
        id,
        "not_applicable",
        words("webbplatsen har ingen sida för kontakt, se D01", "the site has no contact page, see D01"),
    )


def _judge_robots(walk: Walk, _: Mapping[str, float]) -> Detection:
    if walk.pages and walk.pages[0].robots_allows is False:
        said = words("robots.txt stänger ute sökmotorer från hela webbplatsen; det kan vara en provmiljö: fråga ägaren",
                     "robots.txt shuts search engines out of the whole site; it may be a test site: ask the owner")  # fmt: skip
        return say("H08", "cannot_tell", said)
    refused = [one for one in walk.unreached if one.reason == "robots" and weight(one.label) >= TO_CONTACT]
    pages = contact_pages(walk)
    shut = [page for page in pages if page.robots_allows is False]
    unlisted = [
        page
        for page in pages
        if "noindex" in f"{page.first.meta.get('robots', '')} {page.first.meta.get('x-robots-tag', '')}".lower()
    ]
    proven = [Evidence(one.url) for one in refused] + [
        Evidence(page.final_url, page.first.id) for page in [*shut, *unlisted]
    ]
    if refused or shut:
        return say(
            "H08",
            "fail",
            words(
                "robots.txt stänger ute sökmotorer från sidan för kontakt",
                "robots.txt shuts search engines out of the contact page",
            ),
            evidence=proven,
        )
    if unlisted:
        return say(
            "H08",
            "fail",
            words(
                "sidan för kontakt ber sökmotorer att inte visa den (noindex)",
                "the contact page asks search engines not to show it (noindex)",
            ),
            evidence=proven,
        )
    if not pages:
        return _no_page("H08", walk)
    if any(page.robots_allows is None for page in pages) and walk.robots_status not in (404, 410):
        return say("H08", "cannot_tell", words("robots.txt kunde inte läsas", "robots.txt could not be read"))
    return say(
        "H08", "pass", words("sökmotorer får visa sidan för kontakt", "search engines may show the contact page")
    )


DETECTORS = (
    FunctionDetector(
        id="H07",
        title=Text(sv="Utanför kartan", en="Off the map"),
        definition=Text(
            sv="Underkänt när sidan där numret eller adressen står varken är länkad från startsidan, inklusive sidfot och menyer, eller finns i webbplatskartan.",
            en="Fails when the page where the number or address stands is neither linked from the start page, footer and menus included, nor in the sitemap.",
        ),
        known_false_results=Text(
            sv="Många små webbplatser har ingen karta: då avgör länkarna ensamma.",
            en="Many small sites have no sitemap: then the links alone decide.",
        ),
        judge=_judge_map,
    ),
    FunctionDetector(
        id="H08",
        title=Text(sv="Undanhållet för sökmotorer", en="Kept from search engines"),
        definition=Text(
            sv="Underkänt när sidan för kontakt stängs ute i robots.txt eller bär noindex, i sidan eller i svarets huvud (X-Robots-Tag).",
            en="Fails when the contact page is disallowed in robots.txt or carries noindex, in the page or in the answer's header (X-Robots-Tag).",
        ),
        known_false_results=Text(
            sv="Provmiljöer stänger ute sökmotorer från allt: då blir svaret ”kan inte avgöras”.",
            en="Test sites shut search engines out of everything: then the answer is “cannot tell”.",
        ),
        judge=_judge_robots,
    ),
)
