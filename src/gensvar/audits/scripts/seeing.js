// What a person can see: shared by the probe, the replay and the round with Tab. Defines window[Symbol.for("gensvar.seeing")].
() => {
  const key = Symbol.for("gensvar.seeing");
  if (window[key]) return;
  const heard = window[Symbol.for("gensvar.heard")] || (() => false);
  const parent = node => node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const squeeze = text => (text || "").replace(/[\s\u00a0\u200b]+/g, " ").trim();

  const SAFE = /^[A-Za-z][\w-]*$/;
  const within = (node, root) => {
    const parts = [];
    for (let one = node; one && one !== root && one.nodeType === 1; one = one.parentElement) {
      if (one.id && SAFE.test(one.id) && root.querySelectorAll("#" + one.id).length === 1) { parts.unshift("#" + one.id); break; }
      const tag = one.localName.includes(":") ? "*" : one.localName;
      let at = 1, same = 0;
      if (one.parentNode) for (const other of one.parentNode.children) if (other.localName === one.localName) { same++; if (other === one) at = same; }
      parts.unshift(same > 1 ? `${tag}:nth-of-type(${at})` : tag);
      if (tag === "html") break;
    }
    return parts.join(" > ");
  };
  const selector = node => {
    const root = node.getRootNode();
    return root instanceof ShadowRoot ? selector(root.host) + " >>> " + within(node, root) : within(node, document);
  };
  const find = path => {
    let root = document, found = null;
    try {
      for (const part of path.split(" >>> ")) { found = root?.querySelector(part); root = found?.shadowRoot; }
    } catch (_) { return null; }
    return found;
  };

  // Effective visibility, from the outside in, remembered for one look at the page.
  let known = new Map();
  const fresh = () => { known = new Map(); };
  const state = node => {
    if (!node || node === document.documentElement) return { opacity: 1, clip: null, closed: false, why: "" };
    if (known.has(node)) return known.get(node);
    const up = state(parent(node)), style = getComputedStyle(node);
    const own = { opacity: up.opacity * parseFloat(style.opacity || "1"), clip: up.clip, why: up.why, closed: up.closed, fixed: up.fixed || style.position === "fixed" };
    if (style.position === "fixed") own.clip = null;
    if (style.position === "absolute" && own.clip && own.clip.static) own.clip = own.clip.outer;
    if (style.display === "none") own.why ||= "display";
    if (node.localName !== "details" && node.parentElement?.localName === "details" && !node.parentElement.open && node.localName !== "summary") own.why ||= "closed";
    if (style.contentVisibility === "hidden") own.why ||= "display";
    if (/rect\(0(px)?,? 0(px)?,? 0(px)?,? 0|rect\(1px,? 1px,? 1px,? 1px/.test(style.clip) || /inset\((50%|100%)/.test(style.clipPath)) own.why ||= "clip";
    const cuts = v => v === "hidden" || v === "clip", rolls = v => v === "auto" || v === "scroll";
    if (style.display !== "inline" && style.display !== "contents" && node !== document.body && (cuts(style.overflowX) || cuts(style.overflowY)) &&
        !rolls(style.overflowX) && !rolls(style.overflowY)) {
      const r = node.getBoundingClientRect(), o = own.clip;
      const c = { left: cuts(style.overflowX) ? r.left : -1e6, right: cuts(style.overflowX) ? r.right : 1e6, top: cuts(style.overflowY) ? r.top : -1e6, bottom: cuts(style.overflowY) ? r.bottom : 1e6 };
      own.clip = { left: Math.max(c.left, o?.left ?? -1e6), right: Math.min(c.right, o?.right ?? 1e6), top: Math.max(c.top, o?.top ?? -1e6), bottom: Math.min(c.bottom, o?.bottom ?? 1e6), static: style.position === "static", outer: o };
    }
    known.set(node, own);
    return own;
  };
  const hidden = (node, rect) => {  // "" when it can be seen after scrolling
    const now = state(node);
    if (now.why) return now.why;
    const style = getComputedStyle(node);
    if (style.visibility !== "visible") return "visibility";
    if (now.opacity < 0.05) return "opacity";
    const box = rect || node.getBoundingClientRect();
    if (!node.getClientRects().length && !rect) return style.display === "contents" ? "" : "display";
    if (box.width < 1 || box.height < 1) return "zero_box";
    if (box.width <= 2 && box.height <= 2) return "clip";
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || (now.fixed && (box.left >= innerWidth || box.top >= innerHeight || box.right <= 0 || box.bottom <= 0))) return "off_screen";
    if (box.left + scrollX >= Math.max(document.documentElement.clientWidth, innerWidth) && box.left + scrollX >= document.documentElement.scrollWidth - 1) return "off_screen";
    const c = now.clip;
    if (c) {
      const w = Math.min(box.right, c.right) - Math.max(box.left, c.left), h = Math.min(box.bottom, c.bottom) - Math.max(box.top, c.top);
      if (w <= 1 || h <= 1) return c.bottom - c.top <= 1 || c.right - c.left <= 1 ? "zero_box" : "clip";
    }
    return "";
  };
  const inside = (hit, node) => { for (let one = hit; one; one = parent(one)) if (one === node) return true; return false; };
  const deep = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot) { const inner = hit.shadowRoot.elementFromPoint(x, y); if (!inner || inner === hit) break; hit = inner; }
    return hit;
  };
  const reveal = node => {
    const box = node.getBoundingClientRect();
    if (box.top < innerHeight * .12 || box.bottom > innerHeight * .88 || box.left < 0 || box.right > innerWidth) node.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  };
  // The point a person would aim at (middle of its first line), and whether the element is on top there.
  const aim = (node, range) => {
    const rects = [...(range || node).getClientRects()].filter(r => r.width > 1 && r.height > 1);
    const full = (range || node).getBoundingClientRect();
    const box = rects.length > 1 && !range && getComputedStyle(node).display === "inline" ? rects[0] : rects.length && range ? rects[0] : full;
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = box.top + Math.min(box.height / 2, innerHeight / 2);
    if (y < 0 || y >= innerHeight || box.left + box.width / 2 < 0 || box.left + box.width / 2 > innerWidth) return { x, y, topmost: false, hit: null };
    const hit = deep(x, y);
    return { x, y, topmost: !!hit && (inside(hit, node) || (range ? inside(node, hit) : hit.localName === "label" && hit.control === node)), hit };
  };

  const REGIONS = { header: "header", nav: "nav", main: "main", aside: "aside", footer: "footer", dialog: "dialog" };
  const ROLES = { banner: "header", navigation: "nav", main: "main", complementary: "aside", contentinfo: "footer", dialog: "dialog", alertdialog: "dialog" };
  const region = node => {
    for (let one = node; one && one !== document.body; one = parent(one)) {
      const role = one.getAttribute?.("role");
      if (ROLES[role]) return ROLES[role];
      if ((one.localName === "header" || one.localName === "footer") && one.parentElement?.closest("article, section")) continue;
      if (REGIONS[one.localName]) return REGIONS[one.localName];
      if (/^(site-?)?(footer|sidfot)$/i.test(one.id)) return "footer";
      if (/^(site-?)?(header|sidhuvud)$/i.test(one.id)) return "header";
    }
    return "";
  };
  const name = node => {
    const by = node.getAttribute("aria-labelledby");
    if (by) { const said = squeeze(by.split(/\s+/).map(id => node.getRootNode().getElementById?.(id)?.textContent || "").join(" ")); if (said) return said; }
    const label = squeeze(node.getAttribute("aria-label"));
    if (label) return label;
    if (["input", "select", "textarea"].includes(node.localName)) {
      const labels = squeeze([...(node.labels || [])].map(one => one.textContent).join(" "));
      const value = ["submit", "button", "reset"].includes(node.type) ? node.value : node.alt;
      return labels || squeeze(value) || squeeze(node.title) || squeeze(node.placeholder);
    }
    if (node.localName === "img") return squeeze(node.alt) || squeeze(node.title);
    return squeeze(content(node)) || squeeze(node.getAttribute("title"));
  };
  const content = node => {
    let said = "";
    for (const child of node.childNodes) {
      if (child.nodeType === 3) said += child.data;
      else if (child.nodeType === 1 && child.getAttribute("aria-hidden") !== "true" && !["script", "style", "template"].includes(child.localName)) {
        if (child.localName === "img") said += " " + (child.getAttribute("alt") || "") + " ";
        else if (child.localName === "svg") said += " " + (child.getAttribute("aria-label") || child.querySelector("title")?.textContent || "") + " ";
        else if (child.hasAttribute("aria-label")) said += " " + child.getAttribute("aria-label") + " ";
        else if (getComputedStyle(child).display !== "none") { const inner = content(child); said += getComputedStyle(child).display === "inline" ? inner : ` ${inner} `; }
      }
    }
    return said;
  };
  const IMPLICIT = { button: "button", summary: "button", nav: "navigation", main: "main", header: "banner", footer: "contentinfo", img: "img", select: "combobox", textarea: "textbox", h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading", dialog: "dialog", form: "form", iframe: "iframe", area: "link" };
  const role = node => {
    const said = (node.getAttribute("role") || "").trim().split(/\s+/)[0];
    if (said) return said;
    if (node.localName === "a") return node.hasAttribute("href") ? "link" : "";
    if (node.localName === "input") return { submit: "button", button: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio", search: "searchbox" }[node.type] || "textbox";
    return IMPLICIT[node.localName] || "";
  };
  const colour = text => {
    const n = (text.match(/[\d.]+/g) || []).map(Number);
    return text.startsWith("rgb") && n.length >= 3 ? [n[0], n[1], n[2], n.length > 3 ? n[3] : 1] : null;
  };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const backs = new Map();
  const back = node => {  // the colour behind, or null when a picture or gradient is
    const layers = [];
    for (let one = node; one; one = parent(one)) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== "none" || style.mixBlendMode !== "normal") return null;
      const c = colour(style.backgroundColor);
      if (!c) return null;
      if (c[3] > 0) { layers.push(c); if (c[3] === 1) break; }
    }
    return layers.reverse().reduce((below, c) => over(c, below), [255, 255, 255, 1]);
  };
  const style = node => {
    const s = getComputedStyle(node), fore = colour(s.color), behind = back(node), opacity = state(node).opacity;
    let contrast = null;
    if (fore && behind) {
      const front = over([fore[0], fore[1], fore[2], fore[3] * opacity], behind), a = light(front), b = light(behind);
      contrast = Math.round((Math.max(a, b) + .05) / (Math.min(a, b) + .05) * 100) / 100;
    }
    return { colour: s.color, background: behind ? `rgb(${behind.slice(0, 3).map(Math.round).join(", ")})` : "", contrast, font_px: Math.round(parseFloat(s.fontSize) * 10) / 10, bold: parseInt(s.fontWeight) >= 700 };
  };
  const WANTED = ["href", "type", "aria-expanded", "aria-controls", "aria-hidden", "aria-haspopup", "aria-label", "aria-selected", "title", "id", "class", "role", "tabindex", "open", "for", "onclick", "lang", "data-toggle", "data-bs-toggle", "disabled", "aria-disabled", "src", "alt", "name"];
  const wanted = node => {
    const own = Object.fromEntries(WANTED.filter(one => node.hasAttribute(one)).map(one => [one, node.getAttribute(one).slice(0, 300)]));
    if (node.localName === "button" || node.localName === "input") own.type = node.type;
    if (node.form) own.form = "yes";  // inside a form: its submit buttons are never pressed
    if (heard(node, "click") || heard(node, "mousedown") || heard(node, "pointerdown")) own.listens = "click";
    return own;
  };
  const box = rect => ({ x: Math.round(rect.left + scrollX), y: Math.round(rect.top + scrollY), width: Math.round(rect.width), height: Math.round(rect.height) });
  const element = (node, extra) => {
    const why = hidden(node), rect = node.getBoundingClientRect();
    return { selector: selector(node), tag: node.localName, role: role(node), name: name(node).slice(0, 200), text: squeeze(why ? node.textContent : node.innerText ?? node.textContent).slice(0, 200), box: node.getClientRects().length ? box(rect) : null, style: style(node), visible: !why, hidden_reason: why, topmost: null, region: region(node), wanted: wanted(node), ...extra };
  };
  const test = node => { reveal(node); return aim(node).topmost; };
  window[key] = { parent, squeeze, selector, find, fresh, state, hidden, inside, deep, reveal, aim, region, name, role, style, box, element, test, heard, light, colour, back };
}
