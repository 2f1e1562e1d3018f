"""A round through the page by Tab: what gets the focus, whether it can be seen, whether one gets stuck."""

from __future__ import annotations

from typing import Any

from gensvar.audits.browser import NoAnswer, Tab
from gensvar.audits.observation import TabRound, TabStop

MOST = 120  # presses
# The element in focus, whether it is covered, its look; and the look of the one before now that it has lost the focus.
_STOP = """() => {
  const S = window[Symbol.for("gensvar.seeing")], key = Symbol.for("gensvar.last");
  S.fresh();
  let now = document.activeElement;
  while (now?.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
  const look = node => { const s = getComputedStyle(node), p = node.parentElement ? getComputedStyle(node.parentElement) : s;
    return [s.outlineStyle === "none" || parseFloat(s.outlineWidth) === 0 ? "" : s.outline, s.boxShadow, s.borderColor, s.borderWidth, s.borderStyle, s.backgroundColor, s.backgroundImage, s.color, s.textDecorationLine, s.opacity, s.transform, p.boxShadow, p.outlineStyle === "none" ? "" : p.outline, p.backgroundColor].join("|"); };
  const last = window[key], shows = last && last.node.isConnected && last.node !== now ? look(last.node) !== last.look : null;
  if (!now || now === document.body || now === document.documentElement) { window[key] = null; return { end: true, shows }; }
  const box = now.getBoundingClientRect(), why = S.hidden(now);
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 2);
  const hit = S.deep(x, y), on = !!hit && (S.inside(hit, now) || S.inside(now, hit) || (hit.localName === "label" && hit.control === now));
  window[key] = { node: now, look: look(now) };
  return { end: false, shows, covered: !why && !on, element: S.element(now, { topmost: on }) };
}"""


async def round_by_tab(tab: Tab, most: int = MOST) -> TabRound:
    """Press Tab from the top of the page until the focus leaves it, goes round, or `most` presses are done."""
    stops: list[dict[str, Any]] = []
    try:
        await tab.see(
            "() => { document.activeElement?.blur?.(); scrollTo(0, 0); window[Symbol.for('gensvar.last')] = null; }"
        )
        for _ in range(most):
            await tab.press("Tab")
            told = await tab.ask(_STOP)
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
