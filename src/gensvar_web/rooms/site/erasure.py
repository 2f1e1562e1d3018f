"""What the room knows of a person, and how it forgets: who began an audit."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.site.models import SiteAudit


@exports("site")
def export_audits(user: User) -> list[dict[str, Any]]:
    """Return the audits that the person began."""
    return [{"address": one.address, "begun": one.begun_at.isoformat()} for one in SiteAudit.objects.filter(by=user)]


@erases("site")
def forget_who_audited(user: User) -> None:
    """Keep the audits of the organisation, without who began them."""
    SiteAudit.objects.filter(by=user).update(by=None)
