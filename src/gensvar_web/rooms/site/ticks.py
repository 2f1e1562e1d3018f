"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.site import actions, queries


@every(timedelta(days=1), "site.audit_again")
def audit_again(now: datetime) -> None:
    """Audit again the websites whose day has come."""
    for organisation, last in queries.due(now):
        actions.begin_audit(
            actor=None,
            organisation=organisation,
            address=last.address,
            windows=last.windows,
            max_pages=last.max_pages,
            own=last.own,
        )
