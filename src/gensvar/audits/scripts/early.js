// Runs before any script of a page: forms cannot be sent, nothing is printed or dialled, listeners are counted.
(() => {
  const heard = new WeakMap();
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (["submit", "click", "keydown", "mousedown", "pointerdown", "touchstart"].includes(type)) {
      const target = this || window;
      const known = heard.get(target) || new Set();
      known.add(type);
      heard.set(target, known);
    }
    return add.call(this, type, ...rest);
  };
  Object.defineProperty(window, Symbol.for("gensvar.heard"), { value: (element, type) => !!heard.get(element)?.has(type) });
  const stop = event => { event.preventDefault(); event.stopImmediatePropagation(); };
  add.call(window, "submit", stop, true);
  HTMLFormElement.prototype.submit = function () {};
  HTMLFormElement.prototype.requestSubmit = function () {};
  add.call(window, "click", event => {
    const link = event.composedPath().find(one => one.tagName === "A" && one.href);
    if (link && !/^(https?|javascript|about|blob|file):/i.test(link.href)) event.preventDefault();
    if (link && link.target && link.target !== "_self") link.target = "_self";  // a step stays in its window
    if (link && link.hasAttribute("download")) event.preventDefault();
  }, true);
  window.print = () => {};
  window.open = address => { if (address) location.href = address; return window; };
})();
