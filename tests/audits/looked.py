"""One page opened in a real browser, for tests of what is asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from served_pages import serving

from gensvar.audits.address import Allowed
from gensvar.audits.browser import Browser
from gensvar.audits.observation import DESKTOP
from gensvar.audits.tab import Tab

Told = TypeVar("Told")


def looked(files: dict[str, str | tuple[int, str]], question: Callable[[Tab], Awaitable[Told]]) -> Told:
    """Serve pages, open the first of them and return what the question returns."""

    async def run(url: str) -> Told:
        async with Browser(Allowed(private=True)) as browser:
            session = await browser.session(DESKTOP)
            tab = await session.tab()
            await tab.open(url)
            return await question(tab)

    with serving(files) as there:
        return asyncio.run(run(there.url))
