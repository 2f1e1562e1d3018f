"""What the post knows of a person."""

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.post.models import Outgoing


@exports("post")
def export_letters(user: Any) -> list[dict[str, str]]:
    """Return the letters of the last 30 days."""
    letters = Outgoing.objects.filter(to__iexact=user.email)
    return [{"subject": one.subject, "at": one.created_at.isoformat()} for one in letters]


@erases("post")
def erase_letters(user: Any) -> None:
    """Forget the letters."""
    Outgoing.objects.filter(to__iexact=user.email).delete()
