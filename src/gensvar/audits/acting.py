"""Steps that a person takes: a real click or key press on a control that is visible and on top. Nothing else counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from gensvar.audits.browser import NoAnswer, Tab
from gensvar.audits.elements import Box
from gensvar.audits.observation import Step

StepKind = Literal["click", "press", "open", "close_overlay", "accept_cookies"]

# Finds the control (or the first visible one of several), scrolls it free of what covers it, and tells where to aim.
_AIM = """async ({selectors, shown}) => {
  const S = window[Symbol.for("gensvar.seeing")], frame = () => new Promise(done => setTimeout(done, 20));
  const solid = text => text.replace(/[\\s\\u00a0-]+/g, "").toLowerCase();
  const part = (node) => {
    if (!shown) return null;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), wanted = solid(shown);
    for (let one; (one = walker.nextNode());) if (wanted && solid(one.data).includes(wanted)) {
      const range = document.createRange(); range.selectNodeContents(one); return range;
    }
    const range = document.createRange(); range.selectNodeContents(node); return range;
  };
  let why = "gone";
  for (const selector of selectors) {
    const node = S.find(selector);
    if (!node) continue;
    if (shown && !solid((node.innerText ?? node.textContent) + (node.getAttribute("aria-label") || "") + (node.value || "") + (node.alt || "")).includes(solid(shown).slice(0, 60))) { why = "changed"; continue; }
    S.fresh();
    const range = node.childNodes.length ? part(node) : null;
    const hidden = S.hidden(node, range && range.getBoundingClientRect().width ? range.getBoundingClientRect() : undefined);
    if (hidden) { why = "hidden:" + hidden; continue; }
    if (node.disabled) { why = "disabled"; continue; }
    const from = (range || node).getBoundingClientRect();
    const fixed = S.state(node).fixed, y = fixed ? from.top + from.height / 2 : from.top + from.height / 2 + scrollY;
    const box = S.box(from);
    for (const share of [null, .5, .3, .7]) {
      if (share === null) S.reveal(node);
      const now = (range || node).getBoundingClientRect();
      if (share !== null || now.top < 0 || now.top > innerHeight) scrollBy({ left: 0, top: now.top + Math.min(now.height, 40) / 2 - innerHeight * (share || .5), behavior: "instant" });
      await frame();
      const aim = S.aim(node, range);
      if (aim.topmost) {
        const r = (range || node).getBoundingClientRect();
        return { why: "", x: aim.x, y: aim.y, at: y, box, window: { x: r.left, y: r.top, width: r.width, height: r.height }, selector, name: S.name(node).slice(0, 200), role: S.role(node), label: S.squeeze(node.innerText || node.value || "").slice(0, 200) };
      }
      why = "covered";
    }
  }
  return { why };
}"""


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
        told: dict[str, Any] = await tab.see(_AIM, {"selectors": selectors, "shown": shown})
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


async def activate(tab: Tab, aimed: Aimed, kind: StepKind) -> Step:
    """Click what was aimed at and wait for what it starts; raises NotDone."""
    before = tab.url
    try:
        await tab.act(tab.click(aimed.x, aimed.y))
    except NoAnswer as fault:
        raise NotDone("no_answer") from fault
    return Step(
        kind, aimed.selector, aimed.name, aimed.role, aimed.label, before, tab.url, landed=tab.url, box=aimed.box
    )


async def take(tab: Tab, step: Step) -> Step:
    """Take a step that was taken before; raises NotDone."""
    aimed = await aim(tab, [step.selector])
    return replace(await activate(tab, aimed, step.kind), landed=step.landed)
