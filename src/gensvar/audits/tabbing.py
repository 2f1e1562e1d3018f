"""A round through the page by Tab: what gets the focus, whether it can be seen, whether one gets stuck."""

from __future__ import annotations

from typing import Any

from gensvar.audits.browser import NoAnswer, Tab, script
from gensvar.audits.observation import TabRound, TabStop

MOST = 120  # presses


async def round_by_tab(tab: Tab, most: int = MOST) -> TabRound:
    """Press Tab from the top of the page until the focus leaves it, goes round, or `most` presses are done."""
    stops: list[dict[str, Any]] = []
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
            if place in places:
                return _again(stops, places.index(place))
            stops.append(told)
    except NoAnswer:
        pass
    return TabRound(_stops(stops), complete=False)


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
