"""The evidence folder: one file per state, pictures with the element marked, hashes. What names a person is masked."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gensvar.audits.elements import Box
from gensvar.audits.identity import masked
from gensvar.audits.mailboxes import ROLES, STAFF, mailboxes_in
from gensvar.audits.tab import NoAnswer, Tab, script

# A frame in the page that takes no part in it: not clickable, not in the layout, gone after the picture.
_MARK = """box => {
  const mark = document.createElement("div");
  mark.id = "gensvar-mark";
  mark.style.cssText = `all:initial;position:fixed;z-index:2147483647;pointer-events:none;box-sizing:border-box;` +
    `left:${box.x - 6}px;top:${box.y - 6}px;width:${box.width + 12}px;height:${box.height + 12}px;` +
    `border:4px solid #d5281b;border-radius:6px;box-shadow:0 0 0 2px #fff, 0 0 0 9999px rgba(0,0,0,.18)`;
  (document.querySelector("dialog[open]") || document.body).append(mark);
}"""
_UNMARK = "() => document.getElementById('gensvar-mark')?.remove()"


@dataclass
class Folder:
    """The folder of one audit. Files are named by what they show; `hashes` has the SHA-256 of each.

    A finished audit in it makes room for the new one; an interrupted one is gone on with.
    """

    root: Path
    hashes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        (self.root / "evidence").mkdir(parents=True, exist_ok=True)
        if (self.root / "audit.json").exists():
            self.clear()
        for file in sorted((self.root / "evidence").iterdir()):
            self.hashes[f"evidence/{file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()

    def clear(self) -> None:
        """Take away what a finished audit left: its own files, nothing else. What an interrupted one left stays."""
        listed = self.root / "hashes.json"
        names = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
        inside = [one for one in names if re.fullmatch(r"evidence/[A-Za-z0-9._-]+", one)]
        for name in ("audit.json", "hashes.json", "report.html", *inside):
            (self.root / name).unlink(missing_ok=True)

    async def marked(self, tab: Tab, name: str, box: Box | None = None) -> str | None:
        """Take a picture of the window with a frame around `box` (window coordinates); None when it failed."""
        file = f"evidence/{_safe(name)}.png"
        try:
            await tab.ask(script("hide"), {"staff": STAFF.pattern, "roles": ROLES.pattern})
            if box:
                await tab.ask(_MARK, {"x": box.x, "y": box.y, "width": box.width, "height": box.height})
            taken = await tab.shoot(self.root / file)
            await tab.ask(_UNMARK)
        except NoAnswer:
            return None
        if not taken:
            return None
        self.hashes[file] = hashlib.sha256((self.root / file).read_bytes()).hexdigest()
        return file

    def write(self, name: str, content: str) -> str:
        """Write a text file, masked, whole or not at all; returns its name."""
        file = f"evidence/{_safe(name)}"
        data = hidden(content).encode("utf-8", "replace")
        beside = self.root / f"{file}.part"
        beside.write_bytes(data)
        beside.replace(self.root / file)
        self.hashes[file] = hashlib.sha256(data).hexdigest()
        return file

    def write_json(self, name: str, data: Any) -> str:
        """Write data as JSON, masked."""
        return self.write(name, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def hidden(text: str) -> str:
    """Return the text with personal numbers, employees' own e-mail addresses and the names in them masked."""
    said = masked(text)
    personal = {one.shown for one in mailboxes_in(said) if one.personal} if "@" in said else set()
    for shown in sorted(personal):
        first, _, rest = shown.partition("@")
        said = said.replace(shown, f"{first[:1]}***@{rest}")
        name = r"\s+".join(re.escape(word) for word in re.split(r"[._-]", first.rstrip("0123456789")))
        said = re.sub(rf"\b{name}\b", lambda found: _initials(found[0]), said, flags=re.IGNORECASE)
    return said


def _initials(name: str) -> str:
    return " ".join(f"{word[:1]}***" for word in name.split())


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:120]
