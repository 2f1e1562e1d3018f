"""What the room knows of a person, and how it forgets: who read letters."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.block.models import Letter


@exports("block")
def export_letters(user: User) -> list[dict[str, Any]]:
    """Return the letters that the person read."""
    read = Letter.objects.filter(Q(first_by=user) | Q(second_by=user))
    return [{"letter": one.name, "read": one.first_at.isoformat()} for one in read]


@erases("block")
def forget_who_read(user: User) -> None:
    """Keep the letters, without who read them."""
    Letter.objects.filter(first_by=user).update(first_by=None)
    Letter.objects.filter(second_by=user).update(second_by=None)
