// Where a mouse may rest to show what is hidden: the nearest visible holder of each, or its visible neighbour before it.
hidden => {
  const S = window[Symbol.for("gensvar.seeing")], found = new Set();
  const wide = /^(html|body|main|header|nav|footer|ul|ol|section|article)$/;
  S.fresh();
  for (const selector of hidden) {
    let inner = S.find(selector);
    if (!inner) continue;
    let outer = S.parent(inner);
    while (outer && S.hidden(outer)) { inner = outer; outer = S.parent(outer); }
    let spot = outer && !wide.test(outer.localName) ? outer : inner.previousElementSibling;
    while (spot && spot !== outer && S.hidden(spot)) spot = spot.previousElementSibling;
    if (spot && spot.getBoundingClientRect().height < innerHeight / 2) found.add(S.selector(spot));
  }
  return [...found].slice(0, 12);
}
