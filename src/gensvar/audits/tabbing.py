"""A round through the page by Tab: what gets the focus, whether it can be seen, whether one gets stuck."""

from __future__ import annotations

from typing import Any

from gensvar.audits.observation import TabRound, TabStop
from gensvar.audits.sites import plain
from gensvar.audits.tab import NoAnswer, Tab, script

MOST = 120  # presses
MOST_INSIDE = 60  # of them in the parts of one element
# Between the parts of these the focus moves without another element getting it, seen from the page.
_PARTED = {"iframe", "frame", "audio", "video", "embed", "object"}
_PARTED_FIELDS = {"date", "time", "datetime-local", "month", "week"}


async def round_by_tab(tab: Tab, most: int = MOST) -> TabRound:
    """Press Tab from the top of the page until the focus leaves it, goes round, or `most` presses are done."""
    stops: list[dict[str, Any]] = []
    inside, start = 0, tab.url
    try:
        await tab.see(
            "() => { document.activeElement?.blur?.(); scrollTo(0, 0); window[Symbol.for('gensvar.last')] = null; }"
        )
        for _ in range(most):
            await tab.press("Tab")
            told = await tab.ask(script("tab_stop"))
            if stops:
                stops[-1]["shows"] = told["shows"]
            if told["end"]:
                return TabRound(_stops(stops), complete=True)
            place = told["element"]["selector"]
            places = [one["element"]["selector"] for one in stops]
            if place in places[-1:] and _has_parts(told["element"]):
                inside += 1
                if inside < MOST_INSIDE:
                    continue
                return TabRound(_stops(stops), complete=False, cut=True)
            if place in places:
                return _again(stops, places.index(place))
            stops.append(told)
            inside = 0
    except NoAnswer as fault:
        await tab.settle()
        left = plain(tab.url) != plain(start) or "navigation" in str(fault)  # the place it leads to may be refused
        if stops and left:  # Tab itself led to another page: nobody gets past that place
            return TabRound(_stops(stops), complete=False, trapped=True, trap=(stops[-1]["element"]["selector"],))
        return TabRound(_stops(stops), complete=False, cut=True)
    return TabRound(_stops(stops), complete=False)


def _has_parts(element: dict[str, Any]) -> bool:
    return element["tag"] in _PARTED or (element["wanted"].get("type") in _PARTED_FIELDS)


def _again(stops: list[dict[str, Any]], first: int) -> TabRound:
    """The focus came back to a stop without leaving the page: a trap, unless it is the whole page or an open dialog."""
    ring = stops[first:]
    dialog = all(one["element"]["region"] == "dialog" for one in ring)
    trapped = not dialog and (first > 0 or len(ring) < 3)
    trap = tuple(one["element"]["selector"] for one in ring) if trapped else ()
    return TabRound(_stops(stops), complete=not trapped, trapped=trapped, trap=trap)


def _stops(stops: list[dict[str, Any]]) -> tuple[TabStop, ...]:
    from pydantic import TypeAdapter

    keys = ("element", "covered", "shows")
    return TypeAdapter(tuple[TabStop, ...]).validate_python([{key: one.get(key) for key in keys} for one in stops])
