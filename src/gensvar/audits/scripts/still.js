// Stops motion: smooth scrolling and transitions make hit tests lie. A constructed sheet is allowed under any policy.
() => {
  if (window[Symbol.for("gensvar.still")]) return;
  window[Symbol.for("gensvar.still")] = true;
  const rules = "*,*::before,*::after{scroll-behavior:auto!important;transition-duration:0s!important;" +
    "transition-delay:0s!important;animation-duration:.001s!important;animation-delay:0s!important;caret-color:transparent!important}";
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch (_) {
    const style = document.createElement("style");
    style.textContent = rules;
    document.head?.append(style);
  }
}
