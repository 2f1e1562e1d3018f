"""The same path with the keyboard alone: Tab to each control, Enter. No mouse."""

from __future__ import annotations

from dataclasses import replace

from gensvar.audits.browser import Browser
from gensvar.audits.observation import Path, Step, Viewport
from gensvar.audits.sites import plain
from gensvar.audits.tab import AT_ONCE_S, PATIENCE_S, NoAnswer, Tab

MOST = 150  # presses per step
_AT = """({selector, target}) => {
  const S = window[Symbol.for("gensvar.seeing")];
  let now = document.activeElement;
  while (now?.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
  if (!now || now === document.body) return "end";
  const node = S.find(selector);
  const link = now.closest?.("a[href]");
  if (node && (now === node || now.contains(node))) return "there";
  return link && target && link.href.replace(/#.*$/, "") === target ? "there" : "on";
}"""


async def try_keyboard(browser: Browser, viewport: Viewport, start: str, late_ms: int, path: Path) -> Path:
    """Return the path with what the keyboard did: `keyboard`, `keyboard_why_not`, `keyboard_presses`."""
    if not path.steps:
        return replace(path, keyboard=True, keyboard_presses=0)
    session = await browser.session(viewport)
    try:
        tab = await session.tab()
        opened = await tab.open(start, least_ms=late_ms)
        if opened.why:
            return replace(path, keyboard_why_not=opened.why)
        presses = 0
        for step in path.steps:
            used = await _step(tab, step)
            if used is None:
                said = f"not reached by Tab: {step.label or step.name or step.selector}"
                return replace(path, keyboard=False, keyboard_why_not=said)
            presses += used
        seen = await tab.see(
            "s => { const S = window[Symbol.for('gensvar.seeing')], n = S.find(s); return !!n && !S.hidden(n); }",
            path.selector,
        )
        here = plain(tab.url) == plain(path.url)
        why = "" if here and seen else "Enter led elsewhere" if not here else "the target did not appear"
        return replace(path, keyboard=here and bool(seen), keyboard_why_not=why, keyboard_presses=presses)
    except NoAnswer as fault:
        return replace(path, keyboard_why_not=f"no_answer: {fault}")
    finally:
        await session.close()


async def _step(tab: Tab, step: Step) -> int | None:
    """Press Tab until the control has the focus, then Enter. None when a round through the page never met it."""
    leads = step.url_after and plain(step.url_after) != plain(step.url_before)
    target = plain(step.url_after) if leads else ""
    ends = 0
    await tab.see("() => 0")
    for count in range(1, MOST + 1):
        await tab.press("Tab")
        at = await tab.ask(_AT, {"selector": step.selector, "target": target})
        if at == "there":
            await tab.act(tab.press("Enter"), PATIENCE_S if leads else AT_ONCE_S)
            return count + 1
        ends += at == "end"
        if ends > 1:
            return None
    return None
