"""A closer look at a few pages, those of the contact path: axe, screen reader, text in pictures, a round by Tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gensvar.audits.axe import RUN, TAGS, as_axe, source
from gensvar.audits.browser import Browser
from gensvar.audits.evidence import Folder
from gensvar.audits.looking import look
from gensvar.audits.observation import Axe, Page, PageState, Viewport
from gensvar.audits.pictures import read_pictures
from gensvar.audits.tab import NoAnswer, Tab
from gensvar.audits.tabbing import round_by_tab

MOST = 8  # pages


@dataclass(frozen=True)
class Deepener:
    """Looks closer at single pages of one walk, with the memory of its answered questions."""

    browser: Browser
    viewport: Viewport
    start: str
    memory: Any
    folder: Folder | None
    clock: Callable[[], str]
    late_ms: int = 0

    async def deepen(self, page: Page) -> Page:
        """Return the page with axe, aria, a picture on its first state, and a state after a round by Tab."""
        # The start page is seen as a visitor meets it, before any question has been answered.
        session = await self.browser.session(self.viewport, memory=self.memory if page.depth else None)
        try:
            tab = await session.tab()
            opened = await tab.open(page.final_url, least_ms=0 if page.depth else self.late_ms)
            if opened.why:
                return page
            name = page.first.id.split(".")[0]
            shot = await self.folder.marked(tab, f"{self.viewport.name}-{name}") if self.folder else None
            images = await read_pictures(tab, page.first.images)
            first = replace(page.first, axe=await run_axe(tab), aria=await tab.aria(), screenshot=shot, images=images)
            after = await self.after_tab(tab, first, name)
            return replace(page, states=(first, *page.states[1:], *after))
        finally:
            await session.close()

    async def after_tab(self, tab: Tab, first: PageState, name: str) -> tuple[PageState, ...]:
        """Return the state after a round by Tab; nothing when the page stopped answering."""
        try:
            stops = await round_by_tab(tab)
            state, _ = await look(
                tab, id=f"{name}.after_tab", start=self.start, status=first.status, time=self.clock(), kind="after_tab"
            )
        except NoAnswer:
            return ()
        return (replace(state, tabs=stops),)


async def run_axe(tab: Tab) -> Axe | None:
    """Run axe with the WCAG 2.2 tags, also in frames of the same site, at most 20 s; None when it did not finish."""
    try:
        await tab.ask(source() + "; 0")
        await tab.ask_frames(source() + "; 0")
        return as_axe(await tab.ask(RUN, list(TAGS), limit_s=20))
    except NoAnswer:
        return None
