"""Which page to look at next: what leads to customer service first, every page once, never past the limit."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from gensvar.audits.labels import weight
from gensvar.audits.observation import PageState
from gensvar.audits.sites import plain

_REGION = {"header": 12, "nav": 12, "footer": 14, "main": 0, "aside": 2, "dialog": 0, "": 0}


@dataclass(frozen=True)
class Wanted:
    """A page to look at: how far from the start, by which labels."""

    url: str
    depth: int
    labels: tuple[str, ...] = ()


@dataclass
class Frontier:
    """The pages that are waiting. The order depends on nothing but what was added, in the order it was added."""

    start: str
    limit: int
    taken: int = 0
    _heap: list[tuple[float, int, Wanted]] = field(default_factory=list)
    _best: dict[str, float] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    linked_from: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, wanted: Wanted, score: float) -> None:
        """Let a page wait; a better score moves it forward."""
        url = wanted.url
        if url in self._done or self._best.get(url, -1e9) >= score:
            return
        self._best[url] = score
        heapq.heappush(self._heap, (-score, len(self._best) * 1000 + len(self._heap), wanted))

    def add_links(self, state: PageState, page: Wanted) -> None:
        """Add the links of a page, also hidden ones (their target may still matter), by label, place and distance."""
        for link in state.links:
            if link.kind != "page":
                continue
            label = link.element.name or link.element.text
            sources = self.linked_from.setdefault(link.target, [])
            if page.url not in sources:
                sources.append(page.url)
            self.labels.setdefault(link.target, label[:100])
            points = weight(label) + weight(_words(link.target)) * 0.5 + _REGION[link.element.region]
            points -= 9 * page.depth + (5 if not link.element.visible else 0)
            self.add(Wanted(link.target, page.depth + 1, (*page.labels, label[:80])), points)

    def add_sitemap(self, addresses: tuple[str, ...]) -> None:
        """Add what the sitemap names; it leads nowhere by itself, so it waits behind what is linked."""
        for url in addresses:
            self.add(Wanted(plain(url), 99), weight(_words(url)) * 0.8 - 30)

    def take(self, count: int) -> list[Wanted]:
        """Return the next pages, at most `count` and never past the limit."""
        found: list[Wanted] = []
        while self._heap and len(found) < count and self.taken < self.limit:
            wanted = heapq.heappop(self._heap)[2]
            if wanted.url not in self._done:
                self._done.add(wanted.url)
                self.taken += 1
                found.append(wanted)
        return found

    def give_back(self) -> None:
        """An address that gave no page does not count against the limit."""
        self.taken -= 1

    def waiting(self) -> list[Wanted]:
        """Return what was never looked at."""
        left = {one.url: one for _, _, one in sorted(self._heap) if one.url not in self._done}
        return list(left.values())


def _words(url: str) -> str:
    return re.sub(r"[-_/.+=&?]+", " ", unquote(urlsplit(url).path + " " + urlsplit(url).query))
