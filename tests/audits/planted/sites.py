"""Planted sites: the clean site of a made-up shop, and variants of it with one fault, or one look-alike, each.

A variant is a list of small changes to the clean site's files, so that it can be read as a difference. What every
detector should say about it stands in `truth.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from gensvar.synthetic.website import Company, render
from planted.serving import Answer, answer

PAGES = Path(__file__).parent / "pages"
# The numbers are ones the telecom authority keeps free for fiction; the organisation number is not given out.
SHOP = Company(
    name="Lövsta Lampor AB",
    organisation_number="559999-9009",
    phone="08-465 004 17",
    tel="+46846500417",
    email="kundservice@lovsta-lampor.se",
    street="Glödgatan 12",
    postcode="903 99",
    town="Umeå",
)
PHONE_LINK = f'<a href="tel:{SHOP.tel}">{SHOP.phone}</a>'
PHONE_LINE = f"<p>Telefon: {PHONE_LINK}</p>\n"
MAIL_LINK = f'<a href="mailto:{SHOP.email}">{SHOP.email}</a>'


@dataclass
class Draft:
    """A site being made: its texts by file name, and what is special about how a file is answered."""

    texts: dict[str, str]
    special: dict[str, dict[str, object]] = field(default_factory=dict)
    missing: Answer | None = None

    def html(self) -> list[str]:
        """The names of the pages."""
        return [name for name in self.texts if name.endswith(".html")]


Change = Callable[[Draft], None]


@dataclass(frozen=True)
class Site:
    """A site to audit. `windows`: those whose verdicts are compared; `most` pages; `limit_s` for each of them."""

    name: str
    changes: tuple[Change, ...] = ()
    windows: tuple[str, ...] = ("desktop",)
    most: int = 14
    limit_s: float = 10.0
    alone: bool = False  # touches everything: never audited in one with others

    def files(self) -> tuple[dict[str, Answer], Answer | None]:
        """Return the answers by file name, and what every other address answers."""
        draft = Draft(dict(clean()))
        for change in self.changes:
            change(draft)
        if "sitemap.xml" not in draft.texts:
            draft.texts["sitemap.xml"] = sitemap(draft.html())
        found = {name: answer(name, text, **draft.special.get(name, {})) for name, text in draft.texts.items()}  # type: ignore[arg-type]
        return found, draft.missing


@cache
def clean() -> tuple[tuple[str, str], ...]:
    """Return the clean site's files; robots.txt names the sitemap."""
    texts = render(sorted(PAGES.glob("*.html")), SHOP)
    texts["robots.txt"] = "User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n"
    return tuple(texts.items())


def sitemap(names: list[str]) -> str:
    """Return a sitemap of these pages."""
    rows = "".join(f"<url><loc>{{origin}}/{'' if one == 'index.html' else one}</loc></url>" for one in names)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


# Changes: each returns a function that changes a draft, and fails when there is nothing to change.


def swap(old: str, new: str, *names: str) -> Change:
    """Put a text in place of another on the named pages (on all that have it, if none is named)."""

    def change(draft: Draft) -> None:
        held = [one for one in names or draft.html() if old in draft.texts[one]]
        assert held and (not names or len(held) == len(names)), f"{old!r} is not on {names}"
        for one in held:
            draft.texts[one] = draft.texts[one].replace(old, new)

    return change


def cut(pattern: str, *names: str) -> Change:
    """Take away what matches, on the named pages (on all that have it, if none is named)."""

    def change(draft: Draft) -> None:
        held = [one for one in names or draft.html() if re.search(pattern, draft.texts[one], re.DOTALL)]
        assert held and (not names or len(held) == len(names)), f"{pattern!r} is not on {names}"
        for one in held:
            draft.texts[one] = re.sub(pattern, "", draft.texts[one], flags=re.DOTALL)

    return change


def add(html: str, *names: str, before: str = "</main>") -> Change:
    """Add to the named pages (all pages, if none is named), before a mark."""

    def change(draft: Draft) -> None:
        for one in names or draft.html():
            assert before in draft.texts[one], f"{before!r} is not on {one}"
            draft.texts[one] = draft.texts[one].replace(before, html + before, 1)

    return change


def page(name: str, html: str) -> Change:
    """Add a page, or put one in place of another; the title is its first heading."""

    def change(draft: Draft) -> None:
        like = draft.texts["om-oss.html"]
        body = re.sub(
            r'(<main id="innehall">).*(</main>)', lambda found: found[1] + html + found[2], like, flags=re.DOTALL
        )
        heading = re.search(r"<h1>(.*?)</h1>", html)
        assert heading
        draft.texts[name] = re.sub(r"<title>.*?</title>", f"<title>{heading[1]} – {SHOP.name}</title>", body)

    return change


def drop(*names: str) -> Change:
    """Take pages away."""

    def change(draft: Draft) -> None:
        for one in names:
            del draft.texts[one]

    return change


def file(name: str, text: str) -> Change:
    """Put a file that is no page."""

    def change(draft: Draft) -> None:
        draft.texts[name] = text

    return change


def answers(name: str, **special: object) -> Change:
    """Let a file be answered with `status`, `headers` or `delay_s`."""

    def change(draft: Draft) -> None:
        assert name in draft.texts
        draft.special[name] = special

    return change


def everything_answers(status: int, text: str) -> Change:
    """Let every address answer the same: a firewall."""

    def change(draft: Draft) -> None:
        draft.texts.clear()
        draft.texts["sitemap.xml"] = draft.texts["robots.txt"] = text
        draft.special.update({one: {"status": status} for one in draft.texts})
        draft.missing = answer("x.html", text, status)

    return change


def mobile_too(site: Site) -> Site:
    """Return the site, to be looked at in both windows."""
    return replace(site, windows=("desktop", "mobile"))


NO_PHONE = swap(PHONE_LINE, "", "kontakt.html")
NO_PHONE_DATA = cut(rf'"telephone": "{re.escape(SHOP.tel)}"', "kontakt.html")
