"""The main menu: each room says in its `navigation.py` what it adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """A line of the menu. Without a permission it is shown to everybody, outside of organisations too."""

    label: str | Promise
    url_name: str
    order: int
    permission: str = ""


ENTRIES: list[Entry] = []


def offer(*entries: Entry) -> None:
    """Add entries to the menu."""
    ENTRIES.extend(entry for entry in entries if entry not in ENTRIES)


def menu(request: HttpRequest, organisation: Any) -> list[dict[str, Any]]:
    """Return the lines for this person: label, address and whether the page is below it."""
    lines: list[dict[str, Any]] = []
    for entry in sorted(ENTRIES, key=lambda one: one.order):
        if entry.permission and (organisation is None or not request.user.has_perm(entry.permission, organisation)):
            continue
        url = reverse(entry.url_name, args=[organisation.slug] if entry.permission else [])
        current = "page" if request.path == url else "true" if request.path.startswith(url) else ""
        lines.append({"label": entry.label, "url": url, "current": current})
    longest = max((len(line["url"]) for line in lines if line["current"]), default=0)
    return [line if len(line["url"]) == longest else {**line, "current": ""} for line in lines]
