from collections.abc import Callable
from typing import Any

from web_support.access import Access
from web_support.world import World


def association(**places: str) -> Callable[[World], dict[str, Any]]:
    """The register is the association's: that of a company gets 403 (tests/web/rooms/block/test_running.py)."""
    named = {"org": "association", **places}
    return lambda world: {name: world.places[place] for name, place in named.items()}


ACCESS = {
    "block:start": Access("public"),
    "block:code": Access("public", ok=(302,), page=False),  # until a code has been asked for: test_in_a_browser.py
    "block:done": Access("public", ok=(302,), page=False),
    "block:letter": Access("public"),
    "block:run": Access("contributor", association()),
    "block:read": Access("contributor", association()),
    "block:set_aside": Access("manager", association(pk="block_letter")),
    "block:release": Access("manager", association(), ok=(405,), page=False),
    "block:snapshot": Access("manager", association(), ok=(405,), page=False),
}
