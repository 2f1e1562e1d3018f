"""One look at a page: the probe's answer as a `PageState`, links told apart, frames filled in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from gensvar.audits.elements import Frame, Link
from gensvar.audits.mailboxes import uncloaked
from gensvar.audits.observation import PageState, StateKind, Step
from gensvar.audits.sites import kind_of, place
from gensvar.audits.tab import Tab, script


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(PageState)


async def probe(tab: Tab) -> dict[str, Any]:
    """Return the probe's answer. As one JSON text: the driver is slow with large objects. Raises NoAnswer."""
    told = await tab.see(script("probe"), {"viewport": [tab.viewport.width, tab.viewport.height]})
    answer: dict[str, Any] = json.loads(told)
    return answer


async def look(
    tab: Tab,
    *,
    id: str,  # noqa: A002
    start: str,
    status: int,
    time: str,
    kind: StateKind = "loaded",
    label: str = "",
    steps: tuple[Step, ...] = (),
    robots_tag: str = "",
) -> tuple[PageState, str]:
    """Return the state of the page and its HTML; raises NoAnswer."""
    told = await probe(tab)
    html, base = told.pop("html"), told.pop("base")
    told["cloaked"] = [(at, address) for at, code in told["cloaked"] if (address := uncloaked(code))]
    if robots_tag:
        told["meta"]["x-robots-tag"] = robots_tag
    state: PageState = _adapter().validate_python(
        {"id": id, "url": tab.url, "status": status, "kind": kind, "label": label, "time": time, **told}
    )
    links = tuple(_sorted(one, base, start) for one in state.links)
    frames = state.frames
    if frames:
        inside = await tab.frame_texts()
        frames = tuple(_filled(one, inside, start) for one in frames)
    digest = hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()
    failed = tuple(dict.fromkeys(tab.failed))
    return replace(state, links=links, frames=frames, steps=steps, dom_hash=digest, failed_requests=failed), html


def _sorted(link: Link, base: str, start: str) -> Link:
    kind, target = kind_of(link.href, base, start)
    return replace(link, kind=kind, target=target)


def _filled(frame: Frame, inside: list[tuple[str, str]], start: str) -> Frame:
    outside = urlsplit(frame.src).scheme in ("http", "https") and place(frame.src) != place(start)
    text = next((said for url, said in inside if url == frame.src and said), frame.text)
    loaded = any(url == frame.src for url, _ in inside) if frame.src else None
    return replace(frame, outside=outside, loaded=loaded, text=text)
