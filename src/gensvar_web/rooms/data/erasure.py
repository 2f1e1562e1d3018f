"""What the room knows of a person, and how it forgets: which files somebody handed in."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.data.models import SavedMapping
from gensvar_web.vault.models import StoredFile


@exports("data")
def export_files(user: User) -> list[dict[str, Any]]:
    """Return the files that the person handed in."""
    files = StoredFile.objects.filter(received_from=user, kind=StoredFile.Kind.LOG)
    return [{"name": one.name, "received": one.received_at.isoformat(), "hash": one.hash} for one in files]


@erases("data")
def forget_who_handed_in(user: User) -> None:
    """Keep the files of the organisation, without who handed them in."""
    StoredFile.objects.filter(received_from=user, kind=StoredFile.Kind.LOG).update(received_from=None)
    SavedMapping.objects.filter(by=user).update(by=None)
