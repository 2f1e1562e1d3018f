"""What the room knows of a person, and how it forgets: who washed lists."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.wash.models import Wash


@exports("wash")
def export_washes(user: User) -> list[dict[str, Any]]:
    """Return the washes that the person began."""
    return [{"list": one.name, "begun": one.begun_at.isoformat()} for one in Wash.objects.filter(by=user)]


@erases("wash")
def forget_who_washed(user: User) -> None:
    """Keep the receipts of the organisation, without who washed."""
    Wash.objects.filter(by=user).update(by=None)
