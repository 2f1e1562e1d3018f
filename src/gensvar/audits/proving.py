"""Pictures for verdicts: the element that a detector points at, marked, in the state it was seen in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from gensvar.audits.acting import NotDone, take
from gensvar.audits.browser import Browser
from gensvar.audits.elements import Box
from gensvar.audits.evidence import Folder, hidden
from gensvar.audits.observation import PageState, Walk
from gensvar.audits.tab import NoAnswer, Tab
from gensvar.audits.verdict import Detection, Evidence

MOST = 16  # pictures
_SHOW = """selector => {
  const S = window[Symbol.for("gensvar.seeing")], node = S.find(selector);
  if (!node) return null;
  S.reveal(node);
  const box = node.getBoundingClientRect();
  return { html: node.outerHTML.slice(0, 500), x: box.left, y: box.top, width: box.width, height: box.height };
}"""


@dataclass
class Prover:
    """Takes the pictures of one walk's verdicts, each place once."""

    browser: Browser
    walk: Walk
    folder: Folder
    late_ms: int

    async def prove(self, detections: tuple[Detection, ...]) -> tuple[Detection, ...]:
        """Return the detections with pictures and snippets for what fails or cannot be told."""
        places = dict.fromkeys(
            (one.state, one.selector)
            for detection in detections
            if detection.verdict in ("fail", "cannot_tell")
            for one in detection.evidence[:2]
            if one.selector and one.state and not one.screenshot
        )
        chosen = list(places)[:MOST]
        by_state: dict[str, list[str]] = {}
        for state, selector in chosen:
            by_state.setdefault(state, []).append(selector)
        shot: dict[tuple[str, str], tuple[str | None, str]] = {}
        gate = asyncio.Semaphore(2)

        async def one(state: str, selectors: list[str]) -> None:
            async with gate:
                shot.update(await self.shoot(state, selectors))

        await asyncio.gather(*(one(state, some) for state, some in by_state.items()))
        return tuple(_with(detection, shot) for detection in detections)

    async def shoot(self, name: str, selectors: list[str]) -> dict[tuple[str, str], tuple[str | None, str]]:
        """Return `(picture, snippet)` of places in one state; fewer where they did not come back."""
        state = self.walk.state(name)
        if not state:
            return {}
        session = await self.browser.session(self.walk.viewport)
        try:
            tab = await session.tab()
            opened = await tab.open(state.url, least_ms=self.late_ms)
            return {} if opened.why else await self._each(tab, state, selectors)
        except (NoAnswer, NotDone):
            return {}
        finally:
            await session.close()

    async def _each(
        self, tab: Tab, state: PageState, selectors: list[str]
    ) -> dict[tuple[str, str], tuple[str | None, str]]:
        for step in state.steps:
            await take(tab, step)
        found: dict[tuple[str, str], tuple[str | None, str]] = {}
        for at, selector in enumerate(selectors):
            told = await tab.see(_SHOW, selector)
            if told:
                html = hidden(told.pop("html"))
                seen = told["width"] > 0 and told["height"] > 0
                file = f"{self.walk.viewport.name}-{state.id}-{at}"
                found[state.id, selector] = (await self.folder.marked(tab, file, Box(**told)) if seen else None), html
        return found


def _with(detection: Detection, shot: dict[tuple[str, str], tuple[str | None, str]]) -> Detection:
    def one(evidence: Evidence) -> Evidence:
        picture, html = shot.get((evidence.state, evidence.selector), (None, ""))
        return replace(evidence, screenshot=evidence.screenshot or picture, snippet=evidence.snippet or html)

    return replace(detection, evidence=tuple(one(evidence) for evidence in detection.evidence))
