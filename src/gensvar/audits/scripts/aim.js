// Finds the control (or the first visible one of several), scrolls it free of what covers it, tells where to aim.
async ({selectors, shown}) => {
  const S = window[Symbol.for("gensvar.seeing")], frame = () => new Promise(done => setTimeout(done, 20));
  const solid = text => text.replace(/[\s\u00a0-]+/g, "").toLowerCase();
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
}
