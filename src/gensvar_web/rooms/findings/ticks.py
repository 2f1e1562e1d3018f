"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.findings import actions, queries


@every(timedelta(days=1), "findings.assess_anew")
def assess_anew(now: datetime) -> None:
    """Assess once a month again where the data have changed since the last assessment."""
    for organisation, record in queries.stale(now):
        actions.begin_assessment(
            actor=None,
            organisation=organisation,
            rulebook=record.edition.rulebook,
            edition=queries.current_edition(record, now.date()),
        )
