"""What the room knows of a person, and how it forgets: who read letters."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.block.models import Reading


@exports("block")
def export_readings(user: User) -> list[dict[str, Any]]:
    """Return the letters that the person read."""
    read = Reading.objects.filter(by=user).select_related("letter")
    return [{"letter": one.letter.name, "read": one.read_at.isoformat()} for one in read]


@erases("block")
def forget_who_read(user: User) -> None:
    """Keep what was read, without who read it."""
    Reading.objects.filter(by=user).update(by=None)
