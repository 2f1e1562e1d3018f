"""Every connection is checked after DNS: redirects, scripts and pictures too; nothing is sent."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("playwright")
from served_pages import page, serving

from gensvar.audits.address import Allowed
from gensvar.audits.browser import Browser, Session
from gensvar.audits.observation import DESKTOP
from gensvar.audits.tab import Opened

FORM = '<form action="/sent" method="post"><input name="a"><button>Skicka</button></form><script>setTimeout(() => { document.forms[0].submit(); document.forms[0].requestSubmit(); document.querySelector("button").click(); fetch("/posted", {method: "POST"}).catch(() => 0); }, 0)</script>'


async def opened(allowed: Allowed, url: str) -> Opened:
    async with Browser(allowed) as browser:
        session: Session = await browser.session(DESKTOP)
        return await (await session.tab()).open(url, least_ms=200)


def test_a_redirect_to_a_place_that_is_not_allowed_is_refused() -> None:
    with serving({"/": page("Inne", "hemligt")}) as inside:
        with serving({"/": (302, inside.url)}) as outside:
            told = asyncio.run(opened(Allowed(places=frozenset({outside.place})), outside.url))
        assert told.why == "forbidden"
        assert inside.asked == []


def test_what_a_page_fetches_is_refused_too() -> None:
    with serving({"/x": "hemligt"}) as inside:
        body = f'<img src="{inside.url}x"><script src="{inside.url}x"></script><iframe src="{inside.url}x"></iframe>'
        with serving({"/": page("Ute", body)}) as outside:
            told = asyncio.run(opened(Allowed(places=frozenset({outside.place})), outside.url))
        assert told.why == "" and told.status == 200
        assert inside.asked == []


def test_nothing_is_sent_even_when_the_page_tries() -> None:
    with serving({"/": page("Formulär", FORM)}) as there:
        asyncio.run(opened(Allowed(private=True), there.url))
        assert "GET /" in there.asked
        assert not [one for one in there.asked if one.startswith("POST") or "/sent" in one]


def test_the_plain_files_go_the_same_way() -> None:
    async def fetched(url: str) -> tuple[int, str]:
        async with Browser(Allowed()) as browser:
            return await (await browser.session(DESKTOP)).fetch(url)

    with serving({"/robots.txt": "User-agent: *"}) as inside:
        status, _ = asyncio.run(fetched(inside.url + "robots.txt"))
        assert status != 200
        assert inside.asked == []
