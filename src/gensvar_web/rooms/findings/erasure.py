"""What the room knows of a person: whose verdicts and links they are. Documents hold numbers, no names."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.findings import queries
from gensvar_web.rooms.findings.models import Override, ShareLink
from gensvar_web.vault.folders import absolute


@exports("findings")
def export_findings(user: User) -> dict[str, Any]:
    """Return the overrides the person made and the links they shared."""
    overrides = Override.objects.filter(by=user).order_by("pk")
    links = ShareLink.objects.filter(made_by=user).order_by("pk")
    return {
        "overrides": [
            {"rule": one.rule, "verdict": one.verdict, "reason": one.reason, "on": one.on.isoformat()}
            for one in overrides
        ],
        "links": [{"name": one.name, "made": one.made_at.isoformat()} for one in links],
    }


@erases("findings")
def erase_findings(user: User) -> None:
    """Take the person's number away, and the drawn reports, which have names: they can be drawn again."""
    organisations = Organisation.objects.filter(memberships__user=user)
    for file in queries.report_files(organisations):
        absolute(file.path).unlink(missing_ok=True)
        file.removed_at = timezone.now()
        file.save(update_fields=["removed_at"])
    Override.objects.filter(by=user).update(by=None)
    Override.objects.filter(withdrawn_by=user).update(withdrawn_by=None)
    ShareLink.objects.filter(made_by=user).update(made_by=None)
