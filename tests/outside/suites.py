"""Suites of others: where their checkouts are, how they are served on this machine and seen in one browser."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest

from gensvar.audits.address import Allowed
from gensvar.audits.browser import Browser
from gensvar.audits.observation import DESKTOP
from gensvar.audits.tab import Tab

VARIABLE = "GENSVAR_OUTSIDE"
TABS = 2
RECYCLE = 40  # pages after which a context is thrown away: its memory only grows
T = TypeVar("T")


def checkout(repository: str) -> Path:
    """Return the folder of a checked out repository (`owner/name`); skips the test when it is not there."""
    root = os.environ.get(VARIABLE)
    if not root:
        pytest.skip(f"{VARIABLE} names no folder with the suites of others")
    folder = Path(root).expanduser() / repository.replace("/", "+")
    if not folder.is_dir():
        pytest.skip(f"not fetched: git clone --depth 1 https://github.com/{repository} {folder}")
    return folder


class _Files(SimpleHTTPRequestHandler):
    """The files of a folder, and whole pages given as text."""

    def __init__(self, *args: object, prefix: str, pages: Mapping[str, str], directory: str) -> None:
        self.prefix, self.pages = prefix, pages
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        if page is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())
        return None

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.prefix))

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        """A browser that goes on to the next page hangs up on the last: nothing to tell."""


@contextmanager
def served(folder: Path, prefix: str = "", pages: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder at `prefix`, and `pages` (path to HTML), while the block runs; gives `http://127.0.0.1:port`."""
    handler = partial(_Files, prefix=prefix, pages=pages or {}, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def each(urls: Sequence[str], ask: Callable[[Browser, Tab, str], Awaitable[T]]) -> dict[str, T]:
    """Ask something about every address, in two tabs of one browser; gives the answers by address."""
    return asyncio.run(_each(urls, ask))


async def _each(urls: Sequence[str], ask: Callable[[Browser, Tab, str], Awaitable[T]]) -> dict[str, T]:
    queue, found = list(dict.fromkeys(urls)), dict[str, T]()
    places = frozenset(url.split("/")[2] for url in urls)

    async def work() -> None:
        while queue:
            session = await browser.session(DESKTOP)
            tab = await session.tab()
            for _ in range(min(RECYCLE, len(queue))):
                if queue:
                    url = queue.pop(0)
                    found[url] = await ask(browser, tab, url)
            await session.close()

    async with Browser(Allowed(places=places)) as browser:
        await asyncio.gather(*(work() for _ in range(TABS)))
    return found


def share(count: int, of: int) -> str:
    """Return a count as it is printed: `626 of 662 (95 %)`."""
    return f"{count:4} of {of:4} ({100 * count / (of or 1):3.0f} %)"
