"""What the log knows of a person: numbers only, which stay so that the chain holds; the export tells the deeds."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.ledger.models import Entry


@exports("deeds")
def export_deeds(user: Any) -> list[dict[str, Any]]:
    """Return the person's own deeds."""
    found = Entry.objects.filter(actor=user.pk).iterator(1000)
    return [{"at": one.at.isoformat(), "deed": one.deed, "organisation": one.organisation} for one in found]


@erases("deeds")
def erase_deeds(user: Any) -> None:
    """Change nothing: an entry holds the person's number, and the number loses its name with the account."""
