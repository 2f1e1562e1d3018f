"""The states of one page: as loaded, overlays closed, each menu and accordion opened, menus that open only under a
mouse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gensvar.audits.acting import NotDone, activate, aim, take
from gensvar.audits.elements import Element
from gensvar.audits.looking import look
from gensvar.audits.observation import PageState, Step
from gensvar.audits.openers import closers, openers, signature
from gensvar.audits.sites import plain
from gensvar.audits.tab import NoAnswer, Opened, Tab, script

BLOCKS = 0.25  # share of the window from which an overlay is closed before anything else
_CONTACT = re.compile(r"@|\d[\d\s-]{5,}\d")
_CLOSING_MS = 40  # of quiet after something was closed: what is not the same then is loaded anew
_NOTHING_NEW = 3  # characters: less than this changed is a counter or a caret, not a state


@dataclass
class Explorer:
    """Looks at the states of pages. What has been opened on one page is not opened again on the next (site-wide menus).

    `jumps` are the pages that a button, not a link, leads to: `(state, step, address)`.
    """

    start: str
    clock: Callable[[], str]
    most: int = 90  # controls that are tried on the whole site
    known: set[tuple[str, str, str]] = field(default_factory=set)
    jumps: list[tuple[str, Step, str]] = field(default_factory=list)
    html: dict[str, str] = field(default_factory=dict)

    async def states(self, tab: Tab, name: str, opened: Opened, *, thorough: bool) -> tuple[PageState, ...]:
        """Return the states of the page the tab shows; raises NoAnswer when not even the first look succeeds."""
        visit = _Visit(self, tab, name, opened)
        found = [await visit.look("loaded")]
        closed = await visit.close_overlays(found[0])
        if closed:
            found.append(closed)
        ground = found[-1]
        found += await visit.open_each(ground, most=25 if thorough else 10)
        if thorough:
            found += await visit.hover_each(ground)
        return tuple(found)


@dataclass
class _Visit:
    """One page in one tab."""

    explorer: Explorer
    tab: Tab
    name: str
    opened: Opened
    count: int = 0

    async def look(self, kind: str, label: str = "", steps: tuple[Step, ...] = ()) -> PageState:
        id = f"{self.name}.{kind}" + (f".{self.count}" if kind in ("opened", "hovered") else "")  # noqa: A001
        state, html = await look(
            self.tab,
            id=id,
            start=self.explorer.start,
            status=self.opened.status,
            time=self.explorer.clock(),
            kind=kind,  # type: ignore[arg-type]
            label=label[:100],
            steps=steps,
            robots_tag=self.opened.robots_tag,
        )
        self.explorer.html[id] = html
        return state

    async def close_overlays(self, state: PageState) -> PageState | None:
        """Close what covers a large part of the window, at most three layers; None when nothing did or it would not
        go.
        """
        steps: tuple[Step, ...] = ()
        now = state
        for _ in range(3):
            blocking = [
                one for one in now.overlays if one.share >= BLOCKS or (one.kind == "cookie" and one.share > 0.05)
            ]
            way_out = [one for overlay in blocking for one in closers(overlay)]
            if not way_out:
                break
            kind = "accept_cookies" if blocking[0].kind == "cookie" else "close_overlay"
            try:
                step = await activate(self.tab, await aim(self.tab, [one.selector for one in way_out]), kind)  # type: ignore[arg-type]
                if plain(self.tab.url) != plain(state.url):
                    await self.back(())
                    return None
                steps = (*steps, step)
                now = await self.look("overlay_closed", step.label or step.name, steps)
            except (NotDone, NoAnswer):
                break
        return now if steps else None

    async def open_each(self, ground: PageState, *, most: int, depth: int = 1) -> list[PageState]:
        """Open each control that has not been opened before, one at a time, and go back to the ground state after
        each.
        """
        found: list[PageState] = []
        before = {one.selector for one in openers(ground)} if depth > 1 else set()
        for control in openers(ground)[:most]:
            mark = signature(control)
            if mark in self.explorer.known or not self.explorer.most or control.selector in before - {control.selector}:
                continue
            self.explorer.known.add(mark)
            self.explorer.most -= 1
            try:
                state = await self.open_one(ground, control)
                if state:
                    found.append(state)
                    if depth == 1 and self.name == "p0" and _deserves(control):
                        found += await self.deeper(ground, state)
                await self.restore(ground, control)
            except (NotDone, NoAnswer):
                if not await self.back(ground.steps):
                    break
        return found

    async def deeper(self, ground: PageState, state: PageState) -> list[PageState]:
        """Open what only an opened menu shows: its own sub-menus."""
        old = {one.selector for one in openers(ground)}
        inner = [one for one in openers(state) if one.selector not in old][:8]
        found: list[PageState] = []
        for control in inner:
            mark = signature(control)
            if mark in self.explorer.known or not self.explorer.most:
                continue
            self.explorer.known.add(mark)
            self.explorer.most -= 1
            try:
                inside = await self.open_one(state, control)
                if inside:
                    found.append(inside)
                if plain(self.tab.url) != plain(ground.url) or not inside:
                    await self.back(state.steps)
            except (NotDone, NoAnswer):
                if not await self.back(state.steps):
                    break
        return found

    async def open_one(self, ground: PageState, control: Element) -> PageState | None:
        """Open one control; None when nothing came of it, or when it led to another page (then a jump is noted)."""
        step = await activate(self.tab, await aim(self.tab, [control.selector]), "open")
        if _page(self.tab.url) != _page(ground.url):
            self.explorer.jumps.append((ground.id, replace(step, kind="click"), plain(self.tab.url)))
            return None
        self.count += 1
        state = await self.look(
            "opened", control.name or control.text or control.wanted.get("class", ""), (*ground.steps, step)
        )
        return state if _differs(ground, state) else None

    async def restore(self, ground: PageState, control: Element) -> None:
        """Bring the page back to its ground state: by the same control when that does it, else by loading it anew."""
        if self.tab.url == ground.url:
            try:
                if await self.same(ground):
                    return
                await activate(self.tab, await aim(self.tab, [control.selector]), "open", quiet_ms=_CLOSING_MS)
                if await self.same(ground):
                    return
            except (NotDone, NoAnswer):
                pass
        await self.back(ground.steps)

    async def same(self, ground: PageState) -> bool:
        said = await self.tab.ask("() => document.body.innerText.slice(0, 100000)")
        return self.tab.url == ground.url and isinstance(said, str) and said == ground.text

    async def back(self, steps: tuple[Step, ...]) -> bool:
        """Load the page anew and take the steps again; an overlay that was remembered as closed needs none."""
        opened = await self.tab.open(self.opened.url, least_ms=150)
        if opened.why:
            return False
        for step in steps:
            try:
                await take(self.tab, step)
            except NotDone:
                continue
        return True

    async def hover_each(self, ground: PageState) -> list[PageState]:
        """Rest the mouse beside what is hidden in menus, and beside hidden contacts: what only a mouse can open."""
        hidden = _hidden_places(ground)
        if not hidden or self.tab.viewport.touch:
            return []
        await self.back(ground.steps)
        found = []
        for place in await self.tab.see(script("rest"), hidden):
            try:
                aimed = await aim(self.tab, [place])
                await self.tab.hover(aimed.x, aimed.y)
                await self.tab.settle(quiet_ms=60)
                self.count += 1
                state = await self.look("hovered", aimed.label or aimed.name, ground.steps)
            except (NotDone, NoAnswer):
                continue
            if _differs(ground, state):
                found.append(state)
        return found


def _deserves(control: Element) -> bool:
    return control.region in ("header", "nav", "dialog", "")


def _hidden_places(state: PageState) -> list[str]:
    """Hidden links of menus and hidden texts that look like contacts."""
    links = [one.element for one in state.links if not one.element.visible and one.element.region in ("nav", "header")]
    texts = [one for one in state.texts if not one.visible and len(one.text) < 200 and _CONTACT.search(one.text)]
    return [one.selector for one in links] + [one.selector for one in texts]


def _page(url: str) -> str:
    return plain(url)


def _differs(ground: PageState, state: PageState) -> bool:
    """Whether something can be seen in a state that could not be seen before."""
    if _page(ground.url) != _page(state.url):
        return True
    old = {(one.selector, one.text) for one in ground.texts if one.visible}
    new = [one for one in state.texts if one.visible and (one.selector, one.text) not in old]
    seen = {one.element.selector for one in ground.links if one.element.visible and one.element.topmost}
    links = [
        one for one in state.links if one.element.visible and one.element.topmost and one.element.selector not in seen
    ]
    frames = {one.src for one in ground.frames if one.element.visible}
    fresh = [one for one in state.frames if one.element.visible and one.src not in frames]
    return bool(links or fresh) or sum(len(one.text) for one in new) > _NOTHING_NEW
