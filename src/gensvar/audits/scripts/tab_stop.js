// The element in focus, whether it is covered, its look; and the look of the one before, now that it has lost the focus.
() => {
  const S = window[Symbol.for("gensvar.seeing")], key = Symbol.for("gensvar.last");
  S.fresh();
  let now = document.activeElement;
  while (now?.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
  const look = node => { const s = getComputedStyle(node), p = node.parentElement ? getComputedStyle(node.parentElement) : s;
    return [s.outlineStyle === "none" || parseFloat(s.outlineWidth) === 0 ? "" : s.outline, s.boxShadow, s.borderColor, s.borderWidth, s.borderStyle, s.backgroundColor, s.backgroundImage, s.color, s.textDecorationLine, s.opacity, s.transform, p.boxShadow, p.outlineStyle === "none" ? "" : p.outline, p.backgroundColor].join("|"); };
  const last = window[key], shows = last && last.node.isConnected && last.node !== now && !/^i?frame$/.test(last.node.localName) ? look(last.node) !== last.look : null;
  if (!now || now === document.body || now === document.documentElement) { window[key] = null; return { end: true, shows }; }
  const box = now.getBoundingClientRect(), why = S.hidden(now);
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 2);
  const hit = S.deep(x, y), on = !!hit && (S.inside(hit, now) || S.inside(now, hit) || (hit.localName === "label" && hit.control === now));
  window[key] = { node: now, look: look(now) };
  return { end: false, shows, covered: !why && !on, element: S.element(now, { topmost: on }) };
}
