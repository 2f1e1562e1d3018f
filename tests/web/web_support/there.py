"""What can stand in the addresses of the API so that they lead to something of a filled world."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from web_support.world import World

# part of the address before {pk} -> its key in `world.places`
PLACES = {
    "rounds": "round", "files": "imported", "documents": "answer_document", "assessments": "assessment",
    "links": "share_link", "overrides": "override", "actions": "plan_action", "help-requests": "plan_question",
    "jobs": "job", "mappings": "saved_mapping", "members": "membership", "invitations": "invitation",
    "audits": "site_audit", "washes": "wash",
}  # fmt: skip
NAMES = {
    "question": "KS-0.2.policy", "rule": "KS-1.5", "parameter": "share", "measure": "answer_rate", "form": "json",
    "rulebook": "KS", "book": "KS", "edition": "2023-04-01", "what": "everybody",
}  # fmt: skip


def there(path: str, parameters: Iterable[str], world: World) -> dict[str, Any]:
    """Return the parameters of a path that are known, filled in; `org` is for who asks."""
    found: dict[str, Any] = {name: NAMES[name] for name in parameters if name in NAMES}
    part = path.partition("/{pk}")[0].rpartition("/")[2]
    if "pk" in parameters and PLACES.get(part) in world.places:
        found["pk"] = world.places[PLACES[part]]
    if "file" in parameters and part == "actions":
        found["file"] = world.places["plan_file"]
    return found
