// Opens and closes the menu and the chat: what a button controls is shown while it is expanded.
for (const button of document.querySelectorAll("button[aria-controls]")) {
  const part = document.getElementById(button.getAttribute("aria-controls"));
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    part.classList.toggle("öppen", open);
    if (part.id === "chatt") part.hidden = !open;
  });
}
