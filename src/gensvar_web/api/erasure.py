"""What the API knows of a person: the tokens they made."""

from __future__ import annotations

from typing import Any

from gensvar_web.api.models import Token, Upload
from gensvar_web.kit.person_data import erases, exports


@exports("api")
def export_tokens(user: Any) -> list[dict[str, Any]]:
    """Return the tokens, without anything that opens them."""
    found = Token.objects.filter(by=user).select_related("organisation")
    return [
        {"name": one.name, "organisation": one.organisation.name, "made": one.created_at.isoformat()} for one in found
    ]


@erases("api")
def erase_tokens(user: Any) -> None:
    """Delete the tokens, so that nothing acts in the person's name any more."""
    Token.objects.filter(by=user).delete()
    Upload.objects.filter(by=user).update(by=None)
