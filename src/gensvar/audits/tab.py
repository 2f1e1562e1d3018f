"""One page in a session of the browser: opened, asked, clicked, waited for, shot. Every question has a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error, Page, Response

from gensvar.audits.observation import Viewport

_ANSWER = 20.0  # seconds that a page may think about one question
AT_ONCE_S, PATIENCE_S = 0.06, 2.0  # for another page to begin: where it may, and where it is known to come
_SCRIPTS = Path(__file__).with_name("scripts")


class NoAnswer(Exception):
    """The page did not answer in time, or went away: what was asked cannot be told."""


@cache
def script(name: str) -> str:
    """Return one of our own scripts without its leading comment lines."""
    lines = (_SCRIPTS / f"{name}.js").read_text("utf-8").splitlines()
    return "\n".join(line for at, line in enumerate(lines) if at or not line.startswith("//"))


@dataclass(frozen=True)
class Opened:
    """How an address answered. `why` is a reason of `Unreached` when it did not give a page, else ""."""

    url: str
    status: int
    why: str = ""
    detail: str = ""
    robots_tag: str = ""


class Tab:
    """One page in a session. Every question to it has a time limit; `NoAnswer` when it is exceeded."""

    def __init__(self, page: Page, viewport: Viewport, limit_s: float) -> None:
        self._page, self.viewport, self.limit_s = page, viewport, limit_s
        self.failed: list[str] = []
        self.status = 0  # of the last page that a step led to
        page.on("dialog", lambda dialog: asyncio.ensure_future(_dismiss(dialog)))
        page.on("popup", lambda popup: asyncio.ensure_future(popup.close()))
        page.on("requestfailed", self._note)

    def _note(self, request: Any) -> None:
        if request.resource_type in ("script", "document", "stylesheet", "fetch", "xhr") and len(self.failed) < 40:
            self.failed.append(request.url[:300])

    @property
    def url(self) -> str:
        """The address the tab shows."""
        return self._page.url

    async def open(self, url: str, *, quiet_ms: int = 100, least_ms: int = 0) -> Opened:
        """Load an address and wait until it is still."""
        self.failed = []
        try:
            answer = await self._page.goto(url, wait_until="domcontentloaded", timeout=self.limit_s * 1000)
        except Error as fault:
            return _failed(url, str(fault))
        opened = _opened(url, self._page.url, answer)
        if not opened.why:
            await self.settle(quiet_ms=quiet_ms, least_ms=least_ms)
        return opened

    async def settle(self, *, quiet_ms: int = 100, least_ms: int = 0) -> None:
        """Wait for the load event (at most 5 s) and a quiet document (at most 2 s); stop all motion."""
        with suppress(Error):
            await self._page.wait_for_load_state("load", timeout=5000)
        with suppress(NoAnswer):
            await self.ask(script("still"))
            if least_ms:
                await asyncio.sleep(least_ms / 1000)
            await self.ask(script("settle"), {"quiet": quiet_ms, "limit": 2000})

    async def ask(self, question: str, argument: Any = None, limit_s: float = _ANSWER) -> Any:
        """Evaluate a script in the page; raises NoAnswer when it takes too long or the page goes away."""
        try:
            return await asyncio.wait_for(self._page.evaluate(question, argument), limit_s)
        except (Error, TimeoutError) as fault:
            raise NoAnswer(str(fault).splitlines()[0] if str(fault) else "time-out") from fault

    async def see(self, question: str, argument: Any = None) -> Any:
        """As `ask`, with what our scripts know of visibility loaded first."""
        await self.ask(script("seeing"))
        return await self.ask(question, argument)

    async def act(self, deed: Awaitable[None], patience_s: float = AT_ONCE_S, quiet_ms: int = 100) -> None:
        """Do a deed (a click, a press) and wait for what it starts: another page or a change; raises NoAnswer.

        `patience_s`: how long another page may take to begin; longer where one is known to come, on a busy machine.
        """
        started, committed = asyncio.Event(), asyncio.Event()

        def request(one: Any) -> None:
            if one.is_navigation_request() and one.frame == self._page.main_frame:
                started.set()

        def navigated(frame: Any) -> None:
            if frame == self._page.main_frame:
                committed.set()

        def response(one: Any) -> None:
            if one.request.is_navigation_request() and one.frame == self._page.main_frame:
                self.status = one.status

        listeners = (("request", request), ("framenavigated", navigated), ("response", response))
        for event, listener in listeners:
            self._page.on(event, listener)  # type: ignore[call-overload]
        try:
            await deed
            # While the page comes to rest it may turn out that another one has begun: both are waited for at once.
            calm = asyncio.ensure_future(self.settle(quiet_ms=quiet_ms))
            with suppress(TimeoutError):
                await asyncio.wait_for(started.wait(), patience_s)
            await calm
            if started.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(committed.wait(), self.limit_s)
                await self.settle()
        finally:
            for event, listener in listeners:
                self._page.remove_listener(event, listener)

    async def click(self, x: float, y: float) -> None:
        """Click with the mouse, or tap where the window is a touch screen; raises NoAnswer."""
        try:
            if self.viewport.touch:
                await asyncio.wait_for(self._page.touchscreen.tap(x, y), _ANSWER)
            else:
                await asyncio.wait_for(self._page.mouse.click(x, y), _ANSWER)
        except (Error, TimeoutError) as fault:
            raise NoAnswer("click") from fault

    async def hover(self, x: float, y: float) -> None:
        """Let the mouse rest at a point; raises NoAnswer."""
        try:
            await asyncio.wait_for(self._page.mouse.move(x, y), _ANSWER)
        except (Error, TimeoutError) as fault:
            raise NoAnswer("hover") from fault

    async def press(self, key: str) -> None:
        """Press a key; raises NoAnswer."""
        try:
            await asyncio.wait_for(self._page.keyboard.press(key), _ANSWER)
        except (Error, TimeoutError) as fault:
            raise NoAnswer("press") from fault

    async def ask_frames(self, question: str) -> None:
        """Evaluate a script in the frames of the page's own origin; one that does not answer is left out."""
        own = urlsplit(self._page.url)[:2]
        for frame in self._page.frames[1:11]:
            if urlsplit(frame.url)[:2] != own and urlsplit(frame.url).scheme != "about":
                continue
            with suppress(Error, TimeoutError):
                await asyncio.wait_for(frame.evaluate(question), 3)

    async def frame_texts(self) -> list[tuple[str, str]]:
        """Return `(address, visible text)` of every frame inside the page, also of other domains."""
        found = []
        for frame in self._page.frames[1:11]:
            try:
                said = await asyncio.wait_for(frame.evaluate("() => document.body ? document.body.innerText : ''"), 3)
            except (Error, TimeoutError):
                continue
            found.append((frame.url, " ".join(said.split())[:4000]))
        return found

    async def aria(self) -> str | None:
        """Return what a screen reader is told, as Playwright's aria snapshot; None when it did not answer."""
        try:
            return (await self._page.locator("body").aria_snapshot(timeout=5000))[:60_000]
        except Error:
            return None

    async def shoot(self, file: Path, selector: str = "") -> bool:
        """Write a picture of the window; an element of ours in it (`selector` of the page's document) alone when
        given.
        """
        try:
            if selector:
                await self._page.locator(selector).first.screenshot(path=file, timeout=5000)
            else:
                await self._page.screenshot(path=file, timeout=8000)
        except Error:
            return False
        return True

    async def close(self) -> None:
        """Close the tab."""
        with suppress(Error):
            await self._page.close()


async def _dismiss(dialog: Any) -> None:
    with suppress(Error):
        await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())


def _failed(url: str, fault: str) -> Opened:
    first = fault.splitlines()[0][:200]
    if "Timeout" in first:
        return Opened(url, 0, "timeout", first)
    if "ERR_ABORTED" in first or "Download" in first:
        return Opened(url, 0, "download", first)
    return Opened(url, 0, "unresolved", first)


def _opened(asked: str, url: str, answer: Response | None) -> Opened:
    if answer is None:
        return Opened(url, 200 if urlsplit(url).scheme in ("http", "https") else 0)
    headers, status = answer.headers, answer.status
    refused = headers.get("x-gensvar", "")
    if refused == "forbidden-address":
        return Opened(url, 0, "forbidden", asked)
    if refused:
        return Opened(url, 0, "unresolved", refused)
    if status in (401, 403, 407, 429, 451, 503):
        return Opened(url, status, "blocked", str(status))
    if status >= 400:
        return Opened(url, status, "http_error", str(status))
    if not headers.get("content-type", "text/html").startswith(("text/html", "application/xhtml", "text/plain")):
        return Opened(url, status, "download", headers.get("content-type", ""))
    return Opened(url, status, robots_tag=headers.get("x-robots-tag", ""))
