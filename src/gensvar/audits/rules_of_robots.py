"""robots.txt and sitemaps: what the site asks of visitors that are not people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

from gensvar.audits.address import Allowed, Forbidden, checked_url
from gensvar.audits.browser import Session
from gensvar.audits.sites import plain, same_site

NAME = "Gensvar"


@dataclass(frozen=True)
class Robots:
    """robots.txt as read (None: there is none), its status, and the sitemap's addresses (None: there is none)."""

    text: str | None
    status: int
    sitemap: tuple[str, ...] | None
    _parsed: Any = None

    def allows(self, url: str) -> bool | None:
        """Whether a visitor of our name may read an address; None when robots.txt could not be read."""
        if self._parsed is None:
            return True if 400 <= self.status < 500 else None
        return bool(self._parsed.can_fetch(url, NAME))

    def delay_s(self) -> float:
        """The pause that is asked for between pages, in seconds, at most 10."""
        asked = self._parsed.crawl_delay(NAME) if self._parsed else None
        return min(float(asked or 0), 10.0)


async def read_robots(session: Session, start: str, allowed: Allowed) -> Robots:
    """Read robots.txt and the sitemaps it names, or /sitemap.xml."""
    from protego import Protego

    status, text = await session.fetch(urljoin(start, "/robots.txt"))
    good = status == 200 and "<html" not in text[:500].lower()
    parsed = Protego.parse(text) if good else None
    named = list(parsed.sitemaps) if parsed else []
    places = [one for one in named if same_site(one, start)] or [urljoin(start, "/sitemap.xml")]
    return Robots(text if good else None, status, await _sitemap(session, places, start, allowed), parsed)


async def _sitemap(session: Session, places: list[str], start: str, allowed: Allowed) -> tuple[str, ...] | None:
    found, queue, read = list[str](), list(places), 0
    known = False
    while queue and read < 5:
        place, read = queue.pop(0), read + 1
        try:
            status, text = await session.fetch(checked_url(place, allowed))
        except Forbidden:
            continue
        if status != 200 or "<loc" not in text.lower():
            continue
        known = True
        inside = [
            unescape(one.strip()) for one in re.findall(r"<loc>\s*(.*?)\s*</loc>", text, re.IGNORECASE | re.DOTALL)
        ]
        inside = [one for one in inside if same_site(one, start)]
        if "<sitemapindex" in text[:2000].lower():
            queue += inside
        else:
            found += [plain(one) for one in inside]
    return tuple(dict.fromkeys(found))[:5000] if known else None
