"""An audit: one site, one or two windows; walk, contacts, replayed paths, a closer look, verdicts, evidence."""

from __future__ import annotations

import asyncio
import time as watch
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path as File
from typing import Any
from urllib.parse import urlsplit

from gensvar.audits import axe
from gensvar.audits.address import Allowed, checked_url, resolved
from gensvar.audits.beside import Progress, done_beside
from gensvar.audits.browser import Browser
from gensvar.audits.contacts import contacts_in
from gensvar.audits.deepening import MOST, Deepener
from gensvar.audits.detectors.seen import where_customers_look
from gensvar.audits.evidence import Folder
from gensvar.audits.keeping import keep_result, kept_walk
from gensvar.audits.keyboard import try_keyboard
from gensvar.audits.observation import VIEWPORTS, Contact, Page, Path, TargetKind, Viewport, Walk
from gensvar.audits.paths import candidates
from gensvar.audits.proving import Prover
from gensvar.audits.replaying import Replayer
from gensvar.audits.verdict import Detection, judge_all
from gensvar.audits.walking import Manners, Trail, walk_site

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Visit:
    """One window's walk with its verdicts."""

    walk: Walk
    detections: tuple[Detection, ...]


@dataclass(frozen=True)
class AuditResult:
    """An audit of one site: a visit per window, the evidence files with their hashes."""

    site: str
    visits: tuple[Visit, ...]
    started: str
    hashes: dict[str, str] = field(default_factory=dict)


def audit(
    url: str,
    *,
    viewports: Sequence[str] = ("desktop",),
    manners: Manners | None = None,
    allowed: Allowed | None = None,
    folder: File | None = None,
    thresholds: Mapping[str, float] | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> AuditResult:
    """Audit a site; raises Forbidden for an address that may not be opened, MissingPart without Chromium.

    With a `folder` the evidence is kept in it, and a walk that is already there (an interrupted audit of the same
    address) is used again. `progress(stage, done, of)` is called in this thread: `pages`, `paths`, `look`, `proof`.
    """
    allow = allowed or Allowed()
    start = checked_url(url, allow)
    parts = urlsplit(start)
    resolved(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), allow)
    windows = [VIEWPORTS[one] for one in viewports]

    async def work(tell: Progress) -> AuditResult:
        run = _Run(start, allow, manners or Manners(), folder, thresholds or {}, tell, clock or _now)
        return await run.all(windows)

    return done_beside(work, progress or _silent)


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(stage: str, done: int, of: int) -> None:
    """Say nothing."""


@dataclass
class _Run:
    start: str
    allowed: Allowed
    manners: Manners
    root: File | None
    thresholds: Mapping[str, float]
    progress: Progress
    clock: Clock

    def __post_init__(self) -> None:
        self.folder = Folder(self.root) if self.root else None

    def time(self) -> str:
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    async def all(self, viewports: list[Viewport]) -> AuditResult:
        started, visits = self.time(), list[Visit]()
        async with Browser(self.allowed) as browser:
            for viewport in viewports:
                desktop = next((one.walk.paths for one in visits if one.walk.viewport.name == "desktop"), None)
                visits.append(await self.visit(browser, viewport, desktop if viewport.name == "mobile" else None))
        result = AuditResult(self.start, tuple(visits), started, self.folder.hashes if self.folder else {})
        if self.folder:
            keep_result(self.folder, result)
        return result

    async def visit(self, browser: Browser, viewport: Viewport, desktop: tuple[Path, ...] | None) -> Visit:
        kept = kept_walk(self.folder, self.start, viewport, self.manners) if self.folder else None
        walk, late = kept or await self.walk(browser, viewport)
        walk = replace(walk, desktop_paths=desktop)
        if self.folder and not kept:
            self.folder.write_json(f"walk-{viewport.name}.json", _kept(walk, late, self.manners))
        detections = judge_all(walk, self.thresholds)
        if self.folder and not walk.blocked:
            self.progress("proof", 0, 1)
            detections = await Prover(browser, walk, self.folder, late).prove(detections)
        return Visit(walk, detections)

    async def walk(self, browser: Browser, viewport: Viewport) -> tuple[Walk, int]:
        """Return the whole walk and how late the start page's last parts come, in ms."""
        times = {"start": watch.monotonic()}
        trail = await walk_site(browser, self.start, viewport, self.manners, self.time, self.progress)
        times["walked"] = watch.monotonic()
        walk = self.bare(browser, viewport, trail)
        if trail.blocked:
            return walk, 0
        paths = await self.paths(browser, walk, trail)
        times["replayed"] = watch.monotonic()
        walk = await self.deepened(browser, replace(walk, paths=paths), trail)
        times["looked"] = watch.monotonic()
        spent = {b: round(times[b] - times[a], 2) for a, b in pairwise(times)}
        return replace(walk, timings=spent), trail.late_ms

    def bare(self, browser: Browser, viewport: Viewport, trail: Trail) -> Walk:
        robots = trail.robots
        return Walk(
            site=urlsplit(trail.start).netloc,
            start=trail.start,
            viewport=viewport,
            start_status=trail.status,
            pages=tuple(trail.pages),
            contacts=contacts_of(trail.pages),
            robots=robots.text if robots else None,
            robots_status=robots.status if robots else None,
            sitemap=robots.sitemap if robots else None,
            unreached=tuple(trail.unreached),
            blocked=trail.blocked,
            complete=trail.complete,
            has_search=any(
                one.type == "search" for page in trail.pages for form in page.first.forms for one in form.fields
            ),
            agent=browser.agent,
            versions={"chromium": browser.version, "axe-core": axe.VERSION, "gensvar": "0.1.0"},
            time=self.time(),
        )

    async def paths(self, browser: Browser, walk: Walk, trail: Trail) -> tuple[Path, ...]:
        """Replay the candidates of every kind, two kinds at a time; then try the best ones by keyboard."""
        some = candidates(walk.pages, walk.contacts, trail.jumps, walk.viewport.height)
        replayer = Replayer(
            browser, walk.viewport, walk.start, trail.late_ms, self.folder, self.manners.limit_s, self.time
        )
        gate, done = asyncio.Semaphore(2), [0]

        async def one(kind: TargetKind) -> tuple[Path, ...]:
            async with gate:
                found = await replayer.best(some[kind])
                if found and found[0].replayed and not walk.viewport.touch:
                    best = await try_keyboard(browser, walk.viewport, walk.start, trail.late_ms, found[0])
                    found = (best, *found[1:])
                done[0] += 1
                self.progress("paths", done[0], len(some))
                return found

        lists = await asyncio.gather(*(one(kind) for kind in sorted(some)))
        return tuple(path for paths in lists for path in paths)

    async def deepened(self, browser: Browser, walk: Walk, trail: Trail) -> Walk:
        """Look closer at the pages of the contact path, and at those where a customer would look."""
        chosen = {page.url for page in where_customers_look(walk)[:MOST]}
        look = Deepener(browser, walk.viewport, walk.start, trail.memory, self.folder, self.time, trail.late_ms)
        gate, done = asyncio.Semaphore(2), [0]

        async def one(page: Page) -> Page:
            if page.url not in chosen:
                return page
            async with gate:
                deeper = await look.deepen(page)
                done[0] += 1
                self.progress("look", done[0], len(chosen))
                if self.folder and page.first.id in trail.html:
                    self.folder.write(f"{walk.viewport.name}-{page.first.id}.html", trail.html[page.first.id])
                return deeper

        pages = tuple(await asyncio.gather(*(one(page) for page in walk.pages)))
        read = tuple(one for page in pages for one in contacts_in(page.first) if one.source == "ocr")
        return replace(walk, pages=pages, contacts=(*walk.contacts, *read))


def contacts_of(pages: Sequence[Page]) -> tuple[Contact, ...]:
    """Return the contacts of every state; of an opened state only what the page did not show before."""
    found: list[Contact] = []
    for page in pages:
        shown: set[tuple[str, str, str, str, str]] = set()
        for state in page.states:
            for one in contacts_in(state):
                mark = (one.kind, one.value, one.source, one.selector, f"{one.visible} {one.hidden_reason}")
                if mark not in shown:
                    shown.add(mark)
                    found.append(one)
    return tuple(found)


def _kept(walk: Walk, late_ms: int, manners: Manners) -> dict[str, Any]:
    from gensvar.audits.observation import as_data

    return {"walk": as_data(walk), "late_ms": late_ms, "max_pages": manners.max_pages}
