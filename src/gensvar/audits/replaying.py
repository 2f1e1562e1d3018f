"""Replays: a candidate becomes a path only when its steps lead to the target in a fresh session, by real clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gensvar.audits.acting import Aimed, NotDone, StepKind, activate, aim
from gensvar.audits.browser import Browser
from gensvar.audits.evidence import Folder
from gensvar.audits.looking import probe
from gensvar.audits.observation import Overlay, Path, Step, Viewport
from gensvar.audits.openers import closers
from gensvar.audits.paths import Candidate, is_personal
from gensvar.audits.sites import plain
from gensvar.audits.tab import AT_ONCE_S, PATIENCE_S, NoAnswer, Tab

_SEVERAL = """target => {
  const S = window[Symbol.for("gensvar.seeing")], found = [];
  const strip = address => address.replace(/#.*$/, "");
  for (const one of document.querySelectorAll("a[href]")) if (strip(one.href) === target) found.push(S.selector(one));
  return found.slice(0, 20);
}"""
_MOST_EXTRA = 2  # overlays that are closed on the way although the map did not know of them


@dataclass
class Replay:
    """One replay in one fresh session: the steps that were taken and how far down the person went."""

    tab: Tab
    height: int
    folder: Folder | None
    name: str
    steps: list[Step] = field(default_factory=list)
    scroll: float = 0.0
    extra: int = 0

    async def follow(self, candidate: Candidate) -> Aimed:
        """Take every step, then aim at the target; raises NotDone with the step and the reason."""
        for step in candidate.steps:
            await self.one(step)
        contact = candidate.contact
        shown = contact.shown if contact.source in ("text", "link") else ""
        target = await self.clear([contact.selector], shown)
        await self.shoot(target, "target")
        return target

    async def one(self, step: Step) -> None:
        """Take one step; raises NotDone with its label."""
        selectors = [step.selector]
        leads = step.kind == "click" and step.url_after != "" and plain(step.url_after) != plain(step.url_before)
        if leads:
            selectors += await self.tab.see(_SEVERAL, plain(step.url_after))
        try:
            aimed = await self.clear(selectors)
        except NotDone as fault:
            if step.kind in ("accept_cookies", "close_overlay") and str(fault) in ("gone", "hidden:display"):
                return  # it did not come this time: nothing to close
            raise NotDone(f"{fault} ({step.label or step.name or step.selector})") from fault
        await self.shoot(aimed, f"step{len(self.steps) + 1}")
        self.tab.status = 0
        taken = await activate(self.tab, aimed, step.kind, PATIENCE_S if leads else AT_ONCE_S)
        self.down(aimed)
        self.steps.append(replace(taken, landed=step.landed or taken.url_after, screenshot=self.last_shot))
        if leads and self.tab.status >= 400:
            raise NotDone(f"status {self.tab.status}")
        if leads and plain(self.tab.url) != plain(step.url_after) and plain(self.tab.url) == plain(step.url_before):
            raise NotDone(f"led nowhere ({step.label or step.name})")

    last_shot: str | None = None

    async def clear(self, selectors: list[str], shown: str = "") -> Aimed:
        """Aim; when something covers it, close the overlay (one more step) and aim again."""
        try:
            return await aim(self.tab, selectors, shown)
        except NotDone as fault:
            if str(fault) != "covered" or self.extra >= _MOST_EXTRA or not await self.close_overlay():
                raise
            return await self.clear(selectors, shown)

    async def close_overlay(self) -> bool:
        """Close what lies over the page, when it offers a way out."""
        from pydantic import TypeAdapter

        self.extra += 1
        told = await probe(self.tab)
        for overlay in TypeAdapter(list[Overlay]).validate_python(told["overlays"]):
            ways = [one.selector for one in closers(overlay)]
            kind: StepKind = "accept_cookies" if overlay.kind == "cookie" else "close_overlay"
            if ways:
                try:
                    aimed = await aim(self.tab, ways)
                except NotDone:
                    continue
                await self.shoot(aimed, f"step{len(self.steps) + 1}")
                taken = await activate(self.tab, aimed, kind)
                self.down(aimed)
                self.steps.append(replace(taken, screenshot=self.last_shot))
                return True
        return False

    def down(self, aimed: Aimed) -> None:
        """Count how far down the person went for a control."""
        self.scroll += max(0.0, aimed.depth) / self.height

    async def shoot(self, aimed: Aimed, what: str) -> None:
        """Take a picture of what is aimed at, marked."""
        self.last_shot = (
            await self.folder.marked(self.tab, f"{self.name}-{what}", aimed.window) if self.folder else None
        )


@dataclass(frozen=True)
class Replayer:
    """Replays the candidates of one walk. `late_ms`: how long the start page takes to show its late parts."""

    browser: Browser
    viewport: Viewport
    start: str
    late_ms: int
    folder: Folder | None
    limit_s: float
    clock: Callable[[], str]

    async def best(self, candidates: list[Candidate]) -> tuple[Path, ...]:
        """Return the shortest path that could be replayed first, then those that could not.

        An employee's own address is tried only where nothing else could be reached.
        """
        done: list[Path] = []
        failed: list[Path] = []
        for number, candidate in enumerate(candidates, 1):
            shortest = min((len(one.steps) for one in done), default=99)
            if len(candidate.steps) >= shortest or (done and is_personal(candidate.contact)):
                break
            path = await self.replay(candidate, number)
            (done if path.replayed else failed).append(path)
        done.sort(key=lambda one: (len(one.steps), one.scroll))
        return (*done[:1], *failed)

    async def replay(self, candidate: Candidate, number: int = 1) -> Path:
        """Replay one candidate from a fresh session."""
        if candidate.hover:
            return _path(candidate, candidate.steps, candidate.scroll, why_not="hover_only")
        session = await self.browser.session(self.viewport, limit_s=self.limit_s)
        try:
            tab = await session.tab()
            opened = await tab.open(self.start, least_ms=self.late_ms)
            if opened.why:
                return _path(candidate, candidate.steps, candidate.scroll, why_not=opened.why)
            name = f"{self.viewport.name}-{candidate.contact.kind}-{number}"
            run = Replay(tab, self.viewport.height, self.folder, name)
            try:
                target = await run.follow(candidate)
            except NotDone as fault:
                return _path(candidate, candidate.steps, candidate.scroll, why_not=str(fault))
            except NoAnswer as fault:
                return _path(candidate, candidate.steps, candidate.scroll, why_not=f"no_answer: {fault}")
            end = max(0.0, target.depth) / self.viewport.height
            shots = tuple(one for one in [*(step.screenshot for step in run.steps), run.last_shot] if one)
            path = _path(candidate, tuple(run.steps), run.scroll + end, replayed=True)
            return replace(
                path,
                url=tab.url,
                end_scroll=round(end, 1),
                evidence=shots,
                behind_overlay=run.extra > 0 or _closes(run.steps),
            )
        finally:
            await session.close()


def _closes(steps: list[Step]) -> bool:
    return any(one.kind in ("accept_cookies", "close_overlay") for one in steps)


def _path(
    candidate: Candidate, steps: tuple[Step, ...], scroll: float, *, replayed: bool = False, why_not: str = ""
) -> Path:
    contact = candidate.contact
    return Path(
        kind=contact.kind,
        value=contact.value,
        steps=steps,
        scroll=round(scroll, 1),
        replayed=replayed,
        url=contact.url,
        state=contact.state,
        selector=contact.selector,
        shown=contact.shown,
        why_not=why_not,
        contact=contact,
    )
