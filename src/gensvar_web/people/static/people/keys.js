// What to do when the device says no: cancelled, no key for this site, no key at all.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const note = document.getElementById("key-problem");
  if (!note) return;
  note.hidden = false;
  note.focus();
});
