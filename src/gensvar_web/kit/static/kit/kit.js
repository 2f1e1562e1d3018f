// Small comforts. Every page works without this file.
(() => {
  "use strict";
  // A form whose changes would be lost asks before the page is left.
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) changed = true;
  });
  document.addEventListener("submit", (event) => {
    changed = false;
    const button = event.submitter;
    // Pressing twice sends once; the server refuses a second one anyway.
    if (button && !event.target.hasAttribute("hx-post")) setTimeout(() => { button.disabled = true; }, 0);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("button[disabled]").forEach((one) => { one.disabled = false; });
  });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  // The summary of mistakes is where the reader should be.
  const focusSummary = (root) => { const one = root.querySelector("[data-error-summary]"); if (one) one.focus(); };
  focusSummary(document);
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));

  // One menu open at a time; Escape closes it.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((one) => { one.open = false; one.querySelector("summary").focus(); });
  });

  // Files may be dropped on the box.
  document.addEventListener("dragover", (event) => {
    const box = event.target.closest("[data-drop]");
    if (box) { event.preventDefault(); box.classList.add("is-over"); }
  });
  document.addEventListener("dragleave", (event) => {
    const box = event.target.closest("[data-drop]");
    if (box) box.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    const box = event.target.closest("[data-drop]");
    if (!box) return;
    event.preventDefault();
    box.classList.remove("is-over");
    const field = box.querySelector("input[type=file]");
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
