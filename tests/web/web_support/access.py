"""Who may see which address. Every address must have a line, in `tests/web/rooms/<room>/access.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from web_support.world import World, room_modules

Allowed = Literal["public", "signed-in", "reader", "contributor", "manager", "owner"]
VISITORS = ("anonymous", "stranger", "rita", "charlie", "bob", "alice")
RANK = {"rita": "reader", "charlie": "contributor", "bob": "manager", "alice": "owner"}
ORDER = ("reader", "contributor", "manager", "owner")
ORG = lambda world: {"org": world.org}  # noqa: E731


@dataclass(frozen=True)
class Access:
    """An address: who is let in, what it needs, which answers are right for those, and whether it is a page.

    `ok` are the statuses for who is let in with GET. `page=False` leaves the address out of the
    accessibility test (downloads, POST only, redirects). `query` is put after the address.
    """

    allowed: Allowed
    kwargs: Callable[[World], dict[str, Any]] = lambda world: {}
    ok: tuple[int, ...] = (200,)
    page: bool = True
    query: str = ""

    def url(self, name: str, world: World) -> str:
        """Return the address in a world."""
        return reverse(name, kwargs=self.kwargs(world)) + self.query

    def expected(self, visitor: str) -> tuple[int, ...]:
        """Return the right statuses for a visitor; 302 of an organisation's page leads to sign-in."""
        if self.allowed == "public":
            return self.ok
        if visitor == "anonymous":
            return (302,)
        if self.allowed == "signed-in":
            return self.ok
        if visitor == "stranger":
            return (404,)
        return self.ok if ORDER.index(RANK[visitor]) >= ORDER.index(self.allowed) else (403,)


def table() -> dict[str, Access]:
    """Return the lines of all rooms by the name of the address."""
    lines: dict[str, Access] = {}
    for module in room_modules("access"):
        lines |= module.ACCESS
    return lines


def all_names() -> list[str]:
    """Return the name of every address, with its namespace."""
    return sorted(set(_names(get_resolver().url_patterns, "")))


def _names(patterns: list[URLPattern | URLResolver], space: str) -> list[str]:
    names = []
    for one in patterns:
        if isinstance(one, URLResolver):
            if one.namespace and one.namespace.startswith("api-v"):
                continue  # the operations of the API have a table of their own: tests/web/api/test_access.py
            inner = f"{space}{one.namespace}:" if one.namespace else space
            names += _names(one.url_patterns, inner)
        else:
            names.append(f"{space}{one.name or one.pattern}")
    return names
