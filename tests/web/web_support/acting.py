"""A person at a browser: reads letters, fills in forms by their labels, waits for work in the background."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from web_support.site import Site

PATIENCE_S = 300.0  # of a busy machine
Picture = Callable[[Any, str], None]


@dataclass
class Actor:
    """Somebody with a browser of their own. `name` and `email` as they sign up."""

    name: str
    email: str
    page: Any
    site: Site

    def open(self, address: str) -> int:
        """Go to an address; returns the status."""
        return int(self.page.goto(address).status)

    def press(self, name: str, exact: bool = False) -> None:
        """Press the first button, or follow the first link, of that name in the page itself; wait for the next page."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name, exact=exact).or_(
            main.get_by_role("link", name=name, exact=exact)
        )
        button.first.click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def choose(self, **fields: str) -> None:
        """Choose from radio buttons, boxes or lists by their names."""
        for name, value in fields.items():
            found = self.page.locator(f"main select[name={name}]")
            if found.count():
                found.select_option(value)
            else:
                self.page.locator(f"main [name={name}][value='{value}']").check()

    def sees(self, *words: str) -> None:
        """Check that the page says all the words."""
        text = self.page.locator("main").inner_text()
        missing = [word for word in words if word.lower() not in text.lower()]
        assert not missing, f"{self.name} at {self.page.url} misses {missing} in:\n{text[:3000]}"

    def wait_for_work(self) -> None:
        """Wait on the page of a job until it is done, and go where it leads; with or without JavaScript."""
        until = time.monotonic() + PATIENCE_S
        while "/arbete/" in self.page.url or "/jobb/" in self.page.url:
            assert time.monotonic() < until, f"{self.page.url}: {self.page.locator('main').inner_text()[:500]}"
            result = self.page.get_by_role("link", name="Se resultatet")
            if result.count():
                result.click()
                self.page.wait_for_load_state()
                continue
            self.page.wait_for_timeout(300)
            self.page.reload()

    def letter(self, saying: str) -> str:
        """Return the newest letter to this person in which `saying` is found, when it has come; each is read once."""
        until = time.monotonic() + PATIENCE_S
        while True:
            for text in self._letters():
                if re.search(saying, text):
                    return text
            assert time.monotonic() < until, f"no letter to {self.email} about {saying}"
            time.sleep(0.2)

    def _letters(self) -> list[str]:
        folder = self.site.data / "mail"
        files = (
            sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True) if folder.is_dir() else []
        )
        return [text for file in files for text in _bodies(file) if f"To: {self.email}" in text]


def _bodies(file: Path) -> list[str]:
    parts = re.split(rb"\n-{60,}\n", file.read_bytes())
    found = []
    for part in parts:
        letter = message_from_bytes(part.lstrip(), policy=policy.default)
        if letter["To"]:
            found.append(f"To: {letter['To']}\nSubject: {letter['Subject']}\n\n{letter.get_content()}")
    return found
