// One look at the page: everything a PageState holds, as plain data. The page is scrolled for the hit tests and put back.
({ viewport }) => {
  const S = window[Symbol.for("gensvar.seeing")];
  const { squeeze, hidden, element } = S;
  const at = [scrollX, scrollY];
  scrollTo({ left: 0, top: 0, behavior: "instant" });
  S.fresh();
  const SKIP = new Set(["script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "option", "datalist"]);
  const blocks = new Map(), inline = [], nodes = { links: [], controls: [], headings: [], forms: [], images: [], frames: [] }, seen = new Set();
  const blockOf = node => { let one = node; while (one && one !== document.body && /^(inline|contents|ruby)/.test(getComputedStyle(one).display) && !/inline-(block|flex|grid|table)/.test(getComputedStyle(one).display)) one = S.parent(one); return one || document.body; };

  const visit = node => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        if (node.nodeType !== 1) continue;
        if (!child.data.trim()) { if (child.data) blocks.get(blockOf(node))?.push({ space: true }); continue; }
        const block = blockOf(node), why = hidden(block) || (node === block ? "" : hidden(node));
        const key = why ? block : block;
        const list = blocks.get(key) || [];
        list.push({ node: child, owner: node, why });
        blocks.set(key, list);
      } else if (child.nodeType === 1) {
        const tag = child.localName;
        if (tag === "svg") { if (child.getAttribute("role") === "img" || child.querySelector("text")) nodes.images.push(child); }
        if (SKIP.has(tag)) continue;
        if (tag === "br") { const list = blocks.get(blockOf(child)); if (list) list.push({ br: true }); continue; }
        sort(child, tag);
        if (child.shadowRoot) visit(child.shadowRoot);
        visit(child);
      }
    }
  };
  const CONTROL = /^(button|tab|menuitem|link|switch|combobox|option|menuitemcheckbox)$/;
  const sort = (node, tag) => {
    if ((tag === "a" || tag === "area") && node.hasAttribute("href")) nodes.links.push(node);
    else if (["button", "summary", "select", "textarea"].includes(tag) || (tag === "input" && node.type !== "hidden") || CONTROL.test(node.getAttribute("role") || "") ||
      node.hasAttribute("onclick") || (node.hasAttribute("tabindex") && node.tabIndex >= 0) || S.heard(node, "click") || S.heard(node, "mousedown") || S.heard(node, "pointerdown")) { if (node !== document.body) nodes.controls.push(node); }
    else if (tag !== "label" && getComputedStyle(node).cursor === "pointer" && node.parentElement && getComputedStyle(node.parentElement).cursor !== "pointer" && !node.closest("a[href],button,summary,label") && !node.querySelector("a[href],button")) nodes.controls.push(node);
    if (/^h[1-6]$/.test(tag) || node.getAttribute("role") === "heading") nodes.headings.push(node);
    if (tag === "form") nodes.forms.push(node);
    if (tag === "img" || (tag === "input" && node.type === "image")) nodes.images.push(node);
    else if (!node.textContent.trim() && getComputedStyle(node).backgroundImage.startsWith("url(")) { const r = node.getBoundingClientRect(); if (r.width >= 80 && r.height >= 16) nodes.images.push(node); }
    if (tag === "iframe" || tag === "frame") nodes.frames.push(node);
  };
  visit(document.body || document.documentElement);

  // Texts: a run per block; beside it a run for each inline part of its own look that may be a contact.
  const texts = [], ranges = [];
  const CONTACTISH = /@|\(at\)|snabel|\d[\d\s./-]{3,}|\d{1,2}[.:]\d\d|\d\s*[-–]\s*\d/i;
  const say = (parts) => { let said = "", last = null; for (const part of parts) { if (part.br || part.space) { said += part.br ? "\n" : " "; continue; } said += part.node.data.replace(/\s+/g, " "); last = part; } return said.replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim(); };
  const wides = new Map();
  const wide = node => { if (!wides.has(node)) wides.set(node, node.textContent.length > 4000 ? " ".repeat(401) : squeeze(node.innerText)); return wides.get(node); };
  const add = (block, parts, why, owner, tag) => {
    const real = parts.filter(one => one.node), said = say(parts);
    if (!said) return;
    const range = document.createRange();
    range.setStart(real[0].node, 0);
    range.setEnd(real[real.length - 1].node, real[real.length - 1].node.length);
    const rect = range.getBoundingClientRect();
    const reason = why || (real[0].why) || hidden(owner, rect.width || rect.height ? rect : undefined);
    const link = owner.closest("a[href]") || (real.length === 1 ? real[0].owner.closest("a[href]") : null);
    const style = S.style(real[0].owner);
    const same = !reason && style.contrast !== null && style.contrast < 1.1;
    const linked = real.filter(one => one.owner.closest("a,button")).reduce((n, one) => n + one.node.data.trim().length, 0);
    let wider = CONTACTISH.test(said) ? S.parent(block) : null, near = "";
    while (wider && wider !== document.body) { const whole = wide(wider); if (whole.length > 400) break; if (whole.length > near.length) near = whole; if (near.length > said.length + 60) break; wider = S.parent(wider); }
    texts.push({ text: said.slice(0, 4000), selector: S.selector(owner), tag: owner.localName, box: rect.width || rect.height ? S.box(rect) : null, style, visible: !reason && !same, hidden_reason: reason || (same ? "same_colour" : ""), topmost: null, region: S.region(owner), block: near || said.slice(0, 400), inside_link: link ? link.getAttribute("href") : "",
      is_running: !reason && ["p", "div", "li", "dd", "blockquote", "td", "section", "article", "main"].includes(block.localName) && said.split(" ").length >= 8 && linked < said.length * .4 && !["nav", "header", "footer"].includes(S.region(block)) });
    ranges.push({ range, owner });
  };
  for (const [block, parts] of blocks) {
    const shown = parts.filter(one => !one.node || !one.why), gone = parts.filter(one => one.node && one.why);
    if (shown.some(one => one.node)) add(block, shown, "", block, block.localName);
    for (const why of new Set(gone.map(one => one.why))) add(block, gone.filter(one => one.why === why), why, gone.find(one => one.why === why).owner);
    const base = shown.find(one => one.node);
    if (!base) continue;
    for (const owner of new Set(shown.filter(one => one.node && one.owner !== block).map(one => one.owner))) {
      const own = shown.filter(one => one.node && one.owner === owner);
      if (CONTACTISH.test(owner.textContent)) add(block, own, "", owner, owner.localName);
    }
  }

  const links = nodes.links.map(node => ({ element: element(node), href: node.getAttribute("href"), target: "", kind: "other", rel: node.getAttribute("rel") || "", hreflang: node.getAttribute("hreflang") || "" }));
  const controls = nodes.controls.slice(0, 400).map(node => element(node));
  const headings = nodes.headings.map(node => ({ element: element(node), level: parseInt(node.getAttribute("aria-level") || node.localName[1]) || 2 }));
  const forms = nodes.forms.map(form => {
    const buttons = [...form.elements].filter(one => (one.localName === "button" && one.type === "submit") || (one.localName === "input" && ["submit", "image"].includes(one.type)));
    const own = S.heard(form, "submit") || form.hasAttribute("onsubmit") || buttons.some(one => S.heard(one, "click") || one.hasAttribute("onclick"));
    const wider = S.heard(document, "submit") || S.heard(document.body, "submit") || S.heard(document, "click");
    const fields = [...form.elements].filter(one => ["input", "select", "textarea"].includes(one.localName) && !["hidden", "submit", "button", "reset", "image"].includes(one.type));
    return { element: element(form), action: form.getAttribute("action"), method: (form.getAttribute("method") || "get").toLowerCase(), buttons: buttons.map(one => element(one)), has_handler: own ? true : wider ? null : false, text: squeeze(form.innerText).slice(0, 1000),
      fields: fields.map(one => ({ selector: S.selector(one), type: one.type, name: one.name, label: S.name(one), required: one.required, visible: !hidden(one), autocomplete: one.autocomplete || "", placeholder: one.placeholder || "" })) };
  });
  const images = nodes.images.map(node => ({ element: element(node), src: node.currentSrc || node.src || (getComputedStyle(node).backgroundImage.match(/url\("?(.*?)"?\)/) || [])[1] || "", alt: node.getAttribute("alt") ?? node.getAttribute("aria-label") })).filter(one => typeof one.src === "string").map(one => ({ ...one, src: one.src.slice(0, 500) }));
  const frames = nodes.frames.map(node => { let text = ""; try { text = node.contentDocument?.body?.innerText || ""; } catch (_) { text = ""; } return { element: element(node), src: node.src || "", title: node.title || "", outside: false, loaded: null, text: squeeze(text).slice(0, 4000) }; });

  // What lies over the page: fixed and sticky layers on a grid of 10 x 12 points, and in how many points.
  const layers = new Map();
  for (let i = 0; i < 10; i++) for (let j = 0; j < 12; j++) {
    const hit = S.deep((i + .5) * innerWidth / 10, (j + .5) * innerHeight / 12);
    let layer = null;
    for (let one = hit; one && one !== document.body && one !== document.documentElement; one = S.parent(one)) {
      const s = getComputedStyle(one);
      if (s.position === "fixed" || s.position === "sticky" || (s.position === "absolute" && parseInt(s.zIndex) >= 100 && one.getBoundingClientRect().height >= innerHeight * .8) || (one.localName === "dialog" && one.open)) layer = one;
    }
    if (layer) layers.set(layer, (layers.get(layer) || 0) + 1);
  }
  const CLOSES = /^(ja\b(?!g)|yes\b|stäng|close|avvisa|neka|nej|reject|decline|deny|acceptera|godkänn|accept|allow|tillåt|ok(ej)?|jag (förstår|godkänner|accepterar)|förstår|got it|endast nödvändiga|bara nödvändiga|only necessary|necessary|hyväksy|hylkää|sulje|×|x|✕|✖|skip|hoppa över|inte nu|not now|fortsätt|continue|agree|i agree|spara)/i;
  const overlays = [...layers].filter(([layer]) => !(layer.localName === "header" || layer.localName === "nav" || layer.querySelector("nav")) || layer.getBoundingClientRect().height > innerHeight * .5).map(([layer, count]) => {
    const said = squeeze(layer.innerText).slice(0, 3000), r = layer.getBoundingClientRect();
    const closers = [...layer.querySelectorAll("button,a,[role=button],input[type=button],input[type=submit]")].filter(one => !hidden(one) && (CLOSES.test(S.name(one)) || CLOSES.test(squeeze(one.innerText)) || /close|stäng|dismiss/i.test(one.className?.toString?.() + " " + one.id + " " + (one.getAttribute("aria-label") || ""))) && !(one.type === "submit" && one.form?.querySelector("input:not([type=hidden]):not([type=checkbox]):not([type=submit]):not([type=button])")));
    const kind = layer.querySelector("input[type=password]") ? "login" : /cookie|kak(a|or)\b|samtycke|consent|gdpr|evästee/i.test(said) ? "cookie" : /chatt?/i.test(said + layer.className + layer.id) && count < 40 ? "chat" : r.height < innerHeight * .3 ? "bar" : "other";
    return { share: Math.round(count / 120 * 1000) / 1000, kind, element: element(layer, { topmost: true }), closers: closers.slice(0, 12).map(one => element(one)) };
  }).sort((a, b) => b.share - a.share);

  // Hit tests, after everything has been measured at the top.
  const check = (data, node) => { if (data.visible) { S.reveal(node); data.topmost = S.aim(node).topmost; } };
  links.forEach((one, i) => check(one.element, nodes.links[i]));
  controls.forEach((one, i) => check(one, nodes.controls[i]));
  texts.forEach((one, i) => {
    if (!one.visible || !CONTACTISH.test(one.text)) return;
    S.reveal(ranges[i].owner);
    if (ranges[i].owner.getBoundingClientRect().height > innerHeight * .7) { const r = ranges[i].range.getBoundingClientRect(); scrollBy(0, r.top - innerHeight / 2); }
    one.topmost = S.aim(ranges[i].owner, ranges[i].range).topmost;
  });
  scrollTo({ left: at[0], top: at[1], behavior: "instant" });

  const main = document.querySelector("main, [role=main]");
  const visibleMain = texts.filter(one => one.visible && (main ? true : !["header", "nav", "aside", "footer"].includes(one.region)));
  // Parts of the main text that say they are in another language speak for themselves (WCAG 3.1.2).
  const primary = tag => (tag || "").split("-")[0].toLowerCase();
  const lang = (main ?? document.documentElement).closest("[lang]")?.getAttribute("lang") || "";
  const foreign = main ? [...main.querySelectorAll("[lang]")].filter(one => one.lang && primary(one.lang) !== primary(lang)) : [];
  const inside = foreign.length ? texts.filter((one, i) => one.visible && main.contains(ranges[i].owner) && !foreign.some(part => part.contains(ranges[i].owner))) : [];
  const mainText = foreign.length ? inside.map(one => one.text).join("\n") : main ? main.innerText : [...new Set(visibleMain.map(one => one.text))].join("\n");
  const meta = {};
  for (const one of document.querySelectorAll("meta[name], meta[http-equiv]")) meta[(one.name || one.httpEquiv).toLowerCase()] = one.content.slice(0, 500);
  const micro = [...document.querySelectorAll("[itemprop]")].slice(0, 200).map(one => [one.closest("[itemscope]")?.getAttribute("itemtype") || "", one.getAttribute("itemprop"), squeeze(one.getAttribute("content") || one.getAttribute("datetime") || (one.href ?? one.textContent)).toString().slice(0, 200)]);
  return JSON.stringify({
    title: document.title, lang, text: (document.body?.innerText || "").slice(0, 100000),
    main_text: mainText.slice(0, 100000),
    texts, headings, links, controls, forms, images, frames,
    json_ld: [...document.querySelectorAll('script[type="application/ld+json"]')].map(one => one.textContent.slice(0, 20000)), microdata: micro, meta,
    alternates: [...document.querySelectorAll("link[rel~=alternate][hreflang]")].map(one => [one.hreflang, one.href]),
    overlays, overlay_share: Math.max(0, ...overlays.map(one => one.share)), scroll_height: document.documentElement.scrollHeight,
    cloaked: [...document.querySelectorAll("[data-cfemail]")].map(one => [S.selector(one), one.dataset.cfemail]).concat([...document.querySelectorAll('a[href*="/cdn-cgi/l/email-protection#"]')].map(one => [S.selector(one), one.getAttribute("href").split("#")[1]])),
    base: document.baseURI,
    html: document.documentElement.outerHTML.length > 3e6 ? "" : document.documentElement.outerHTML,
  });
}
