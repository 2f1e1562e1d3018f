"""Steps that a person takes: a real click or key press on a control that is visible and on top. Nothing else counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from gensvar.audits.elements import Box
from gensvar.audits.observation import Step
from gensvar.audits.tab import AT_ONCE_S, NoAnswer, Tab, script

StepKind = Literal["click", "press", "open", "close_overlay", "accept_cookies"]


class NotDone(Exception):
    """A step that could not be taken: gone, hidden:…, covered, disabled, changed, no_answer."""


@dataclass(frozen=True)
class Aimed:
    """A control that can be activated now: where to click, where it stands, how it is called.

    `depth` is its vertical place in the document in pixels (in the window for fixed ones).
    """

    x: float
    y: float
    depth: float
    box: Box
    window: Box
    selector: str
    name: str
    role: str
    label: str


async def aim(tab: Tab, selectors: list[str], shown: str = "") -> Aimed:
    """Scroll to the first of the controls that is visible and on top; raises NotDone with the reason."""
    try:
        told: dict[str, Any] = await tab.see(script("aim"), {"selectors": selectors, "shown": shown})
    except NoAnswer as fault:
        raise NotDone("no_answer") from fault
    if told["why"]:
        raise NotDone(told["why"])
    return Aimed(
        told["x"],
        told["y"],
        told["at"],
        Box(**told["box"]),
        Box(**told["window"]),
        told["selector"],
        told["name"],
        told["role"],
        told["label"],
    )


async def activate(tab: Tab, aimed: Aimed, kind: StepKind, patience_s: float = AT_ONCE_S, quiet_ms: int = 100) -> Step:
    """Click what was aimed at and wait for what it starts (as `Tab.act` does); raises NotDone."""
    before = tab.url
    try:
        await tab.act(tab.click(aimed.x, aimed.y), patience_s, quiet_ms)
    except NoAnswer as fault:
        raise NotDone("no_answer") from fault
    return Step(
        kind, aimed.selector, aimed.name, aimed.role, aimed.label, before, tab.url, landed=tab.url, box=aimed.box
    )


async def take(tab: Tab, step: Step) -> Step:
    """Take a step that was taken before; raises NotDone."""
    aimed = await aim(tab, [step.selector])
    return replace(await activate(tab, aimed, step.kind), landed=step.landed)
