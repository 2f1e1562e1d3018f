"""The one door to the browser: Debian's Chromium driven by Playwright, hardened, behind the guarding proxy."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Any

from playwright.async_api import BrowserContext, Error, async_playwright

from gensvar.audits.address import Allowed
from gensvar.audits.guarding import Guard
from gensvar.audits.observation import Viewport
from gensvar.audits.tab import Tab, script
from gensvar.errors import MissingPart
from gensvar.text import Text

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-print-preview",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--renderer-process-limit=4",
    "--js-flags=--max-old-space-size=512",
    "--mute-audio",
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
INSTALL = "apt-get install --no-install-recommends chromium-headless-shell"
AGENT = "Gensvar/0.1 (webbgranskning; site audit)"


def chromium() -> str:
    """Return the path of the system's Chromium; raises MissingPart.

    Debian's headless shell comes first: the same engine without windows of its own, for half the processor time.
    """
    named = os.environ.get("GENSVAR_CHROMIUM", "")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if found is None:
        what = f" ({named})" if named else ""
        raise MissingPart(
            Text(sv=f"Chromium saknas{what}", en=f"Chromium is missing{what}"), mend=Text(sv=INSTALL, en=INSTALL)
        )
    return found


class Browser:
    """A browser for one audit. `async with Browser(allowed) as browser: await browser.session(viewport)`."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed, self.version = allowed, ""
        self._folder = ""

    async def __aenter__(self) -> Browser:
        self._folder = tempfile.mkdtemp(prefix="gensvar-")
        self._guard = await Guard(self.allowed).__aenter__()
        self._driver = await async_playwright().start()
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        self._browser = await self._driver.chromium.launch(
            executable_path=chromium(),
            args=FLAGS,
            chromium_sandbox=not root,
            proxy={"server": f"http://127.0.0.1:{self._guard.port}"},
            env={**os.environ, "TMPDIR": self._folder},
            downloads_path=self._folder,
        )
        self.version = self._browser.version
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await self._browser.close()
            await self._driver.stop()
        finally:
            await self._guard.__aexit__()
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def agent(self) -> str:
        """The honest name that the browser gives."""
        major = self.version.split(".")[0]
        return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36 {AGENT}"  # noqa: E501

    async def session(self, viewport: Viewport, *, memory: Any = None, limit_s: float = 20.0) -> Session:
        """Return a fresh session; `memory` (of `Session.memory`) carries answered cookie questions over."""
        context = await self._browser.new_context(
            viewport={"width": viewport.width, "height": viewport.height},
            is_mobile=viewport.touch,
            has_touch=viewport.touch,
            device_scale_factor=1,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            service_workers="block",
            accept_downloads=False,
            user_agent=self.agent,
            storage_state=memory,
        )
        context.set_default_timeout(limit_s * 1000)
        await context.add_init_script(script("early"))
        return Session(context, viewport, limit_s)


class Session:
    """A browser context with its tabs: no cookies or storage but its own."""

    def __init__(self, context: BrowserContext, viewport: Viewport, limit_s: float) -> None:
        self._context, self.viewport, self.limit_s = context, viewport, limit_s

    async def tab(self) -> Tab:
        """Return a new tab. Windows that a page opens by itself are not followed."""
        return Tab(await self._context.new_page(), self.viewport, self.limit_s)

    async def memory(self) -> Any:
        """Return cookies and local storage, to begin another session with."""
        return await self._context.storage_state()

    async def fetch(self, url: str, limit: int = 500_000) -> tuple[int, str]:
        """Return status and text of a plain file such as robots.txt; status 0 when there was no answer."""
        try:
            answer = await self._context.request.get(url, timeout=self.limit_s * 1000, max_redirects=5)
            body = (await answer.body())[:limit]
        except Error:
            return 0, ""
        return answer.status, body.decode("utf-8", "replace")

    async def close(self) -> None:
        """End the session."""
        await self._context.close()
