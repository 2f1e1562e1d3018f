"""The walk: pages of one site in one window, each in its states, the likeliest way to customer service first."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from gensvar.audits.address import Allowed, Forbidden, checked_url, refusal
from gensvar.audits.beside import Progress
from gensvar.audits.browser import Browser, Session
from gensvar.audits.exploring import Explorer
from gensvar.audits.frontier import Frontier, Wanted
from gensvar.audits.observation import Page, PageState, Step, Unreached, Viewport
from gensvar.audits.rules_of_robots import Robots, read_robots
from gensvar.audits.sites import plain, same_site
from gensvar.audits.tab import NoAnswer, Opened, Tab

TABS = 2  # more gave no more pages per second on two cores, only more memory
BATCH = 6  # pages whose order of arrival must not matter
RECYCLE = 20  # pages after which a context is thrown away: its memory only grows
_MISSING = re.compile(
    r"\b(404|sidan (finns inte|kunde inte hittas|hittades inte)|page not found|sivua ei löyt)", re.IGNORECASE
)


@dataclass
class Trail:
    """What was seen on the way: pages by address, addresses that gave none, buttons that lead to pages."""

    start: str
    status: int = 0
    blocked: str = ""
    pages: list[Page] = field(default_factory=list)
    unreached: list[Unreached] = field(default_factory=list)
    jumps: list[tuple[str, Step, str]] = field(default_factory=list)
    robots: Robots | None = None
    memory: Any = None
    late_ms: int = 0  # how long the start page takes to show its late parts (0: nothing came late)
    html: dict[str, str] = field(default_factory=dict)
    complete: bool = True


@dataclass(frozen=True)
class Manners:
    """How to behave: pages at most, seconds between pages (None: 1 on the open net), robots.txt, seconds per page."""

    max_pages: int = 40
    delay_s: float | None = None
    obey_robots: bool = True
    limit_s: float = 20.0


async def walk_site(
    browser: Browser, url: str, viewport: Viewport, manners: Manners, clock: Callable[[], str], progress: Progress
) -> Trail:
    """Walk a site from its start page. A site that cannot be looked at gives a trail with `blocked`."""
    return await _Walker(browser, Trail(url), viewport, manners, clock, progress).walk()


@dataclass
class _Walker:
    browser: Browser
    trail: Trail
    viewport: Viewport
    manners: Manners
    clock: Callable[[], str]
    progress: Progress

    async def walk(self) -> Trail:
        self.explorer = Explorer(self.trail.start, self.clock)
        session = await self.browser.session(self.viewport, limit_s=self.manners.limit_s)
        try:
            robots = self.trail.robots = await read_robots(session, self.trail.start, self.browser.allowed)
            if self.manners.obey_robots and robots.allows(self.trail.start) is False:
                self.trail.blocked = "robots.txt"
                return self.trail
            await self.first_page(session)
        finally:
            await session.close()
        if not self.trail.blocked:
            await self.other_pages()
        return self.trail

    async def first_page(self, session: Session) -> None:
        tab = await session.tab()
        opened = await tab.open(self.trail.start)
        self.trail.status = opened.status
        if opened.why:
            self.trail.blocked = f"{opened.why}: {opened.detail}"
            return
        try:
            early = await tab.ask("() => document.body.innerText.length + document.querySelectorAll('*').length")
            await tab.settle(least_ms=1200)
            late = await tab.ask("() => document.body.innerText.length + document.querySelectorAll('*').length")
            self.trail.late_ms = 1200 if early != late else 0
            states = await self.explorer.states(tab, "p0", opened, thorough=True)
        except NoAnswer as fault:
            self.trail.blocked = f"timeout: {fault}"
            return
        self.trail.start = self.explorer.start = opened.url
        self.frontier = Frontier(opened.url, self.manners.max_pages)
        self.frontier.add(Wanted(plain(opened.url), 0), 1000)
        self.frontier.take(1)
        self.keep(Wanted(plain(opened.url), 0), opened, states)
        self.trail.memory = await session.memory()
        if self.trail.robots and self.trail.robots.sitemap:
            self.frontier.add_sitemap(self.trail.robots.sitemap)

    async def other_pages(self) -> None:
        workers = [_Worker(self) for _ in range(TABS)]
        try:
            number = 1
            while batch := self.frontier.take(BATCH):
                names = [f"p{number + at}" for at in range(len(batch))]
                number += len(batch)
                queue = list(zip(names, batch, strict=True))
                found: dict[str, tuple[Opened, tuple[PageState, ...]]] = {}
                await asyncio.gather(*(worker.work(queue, found) for worker in workers))
                for name, wanted in zip(names, batch, strict=True):
                    self.keep(wanted, *found[name])
                self.progress("pages", len(self.trail.pages), self.manners.max_pages)
        finally:
            for worker in workers:
                await worker.close()
        left = self.frontier.waiting()
        self.trail.complete = not left
        self.trail.unreached += [Unreached(one.url, "limit", label=(one.labels or ("",))[-1]) for one in left[:500]]
        self.trail.jumps, self.trail.html = self.explorer.jumps, self.explorer.html

    def keep(self, wanted: Wanted, opened: Opened, states: tuple[PageState, ...]) -> None:
        """Keep a page with its states, or the reason why there is none; wait for what it links to."""
        label = (wanted.labels or ("",))[-1]
        if opened.why or not states:
            self.frontier.give_back()
            reason: Any = opened.why or "timeout"
            self.trail.unreached.append(Unreached(wanted.url, reason, opened.detail, label))
            return
        final = plain(opened.url)
        if final != wanted.url and any(one.final_url == final for one in self.trail.pages):
            self.frontier.give_back()  # a redirect to a page that has been seen
            self.trail.pages = [_also(one, wanted.url) if one.final_url == final else one for one in self.trail.pages]
            return
        robots = self.trail.robots
        page = Page(
            url=wanted.url,
            final_url=final,
            status=opened.status,
            depth=wanted.depth,
            reached_by=wanted.labels,
            linked_from=tuple(self.frontier.linked_from.get(wanted.url, ())[:20]),
            in_sitemap=bool(robots and robots.sitemap and {wanted.url, final} & set(robots.sitemap)),
            robots_allows=robots.allows(final) if robots else None,
            soft_404=_soft_404(states[0]),
            asks_login=_asks_login(states[0]),
            states=states,
        )
        self.trail.pages.append(page)
        for state in states:
            self.frontier.add_links(state, wanted)
        for _, step, url in self.explorer.jumps:
            if same_site(url, self.trail.start):
                self.frontier.add(Wanted(url, wanted.depth + 1, (*wanted.labels, step.label[:80])), 60)

    def forbidden(self, url: str) -> Opened | None:
        """Return why an address is not opened at all; None when it may be."""
        try:
            checked_url(url, self.browser.allowed)
        except Forbidden as fault:
            return Opened(url, 0, "forbidden", fault.what.en)
        if self.manners.obey_robots and self.trail.robots and self.trail.robots.allows(url) is False:
            return Opened(url, 0, "robots", "robots.txt")
        return None

    def pause_s(self) -> float:
        """Seconds between two pages of one worker."""
        asked = self.trail.robots.delay_s() if self.trail.robots and self.manners.obey_robots else 0.0
        if self.manners.delay_s is not None:
            return max(self.manners.delay_s, asked)
        return 0.0 if is_own_network(self.trail.start) else max(1.0 * TABS, asked)


class _Worker:
    """One tab that takes pages from the queue; its context is thrown away now and then."""

    def __init__(self, walker: _Walker) -> None:
        self.walker, self.pages = walker, 0
        self.session: Session | None = None
        self.tab: Tab | None = None

    async def work(
        self, queue: list[tuple[str, Wanted]], found: dict[str, tuple[Opened, tuple[PageState, ...]]]
    ) -> None:
        while queue:
            name, wanted = queue.pop(0)
            found[name] = await self.see(name, wanted)

    async def see(self, name: str, wanted: Wanted) -> tuple[Opened, tuple[PageState, ...]]:
        refused = self.walker.forbidden(wanted.url)
        if refused:
            return refused, ()
        tab = await self.ready()
        await asyncio.sleep(self.walker.pause_s())
        try:
            opened = await tab.open(wanted.url)
            if opened.why:
                return opened, ()
            if not same_site(opened.url, self.walker.trail.start):
                return replace(opened, why="outside", detail=opened.url), ()
            return opened, await self.walker.explorer.states(tab, name, opened, thorough=False)
        except NoAnswer as fault:
            await self.close()
            return Opened(wanted.url, 0, "timeout", str(fault)), ()

    async def ready(self) -> Tab:
        if self.pages % RECYCLE == 0 or self.tab is None:
            await self.close()
            trail, limit = self.walker.trail, self.walker.manners.limit_s
            self.session = await self.walker.browser.session(self.walker.viewport, memory=trail.memory, limit_s=limit)
            self.tab = await self.session.tab()
        self.pages += 1
        return self.tab

    async def close(self) -> None:
        if self.session:
            await self.session.close()
        self.session = self.tab = None


def is_own_network(url: str) -> bool:
    """Whether an address is of digits and not public: no manners are needed towards oneself."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return refusal(host, Allowed()) is not None
    except ValueError:
        return False


def _also(page: Page, url: str) -> Page:
    return replace(page, linked_from=(*page.linked_from, url)) if url not in page.linked_from else page


def _soft_404(state: PageState) -> bool:
    first = " ".join([state.title, *(one.element.text for one in state.headings[:2])])
    return bool(_MISSING.search(first))


def _asks_login(state: PageState) -> bool:
    return any(one.type == "password" and one.visible for form in state.forms for one in form.fields)
