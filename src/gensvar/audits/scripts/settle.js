// Waits until the document has not changed for `quiet` ms; at most `limit` ms.
({ quiet, limit }) => new Promise(done => {
  let timer;
  const end = () => { seen.disconnect(); clearTimeout(timer); clearTimeout(last); done(); };
  const again = () => { clearTimeout(timer); timer = setTimeout(end, quiet); };
  const seen = new MutationObserver(again);
  seen.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  const last = setTimeout(end, limit);
  again();
})
