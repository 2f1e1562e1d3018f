"""Ways to other rooms, by the name of the address; nothing where the room is not there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from gensvar_web.people.models import Organisation
from gensvar_web.rooms.findings.evidence import Check
from gensvar_web.vault.models import AssessmentRecord, FindingRow


def way(name: str, *args: object, **query: object) -> str:
    """Return an address with a query; empty where there is no such address."""
    try:
        url = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{url}?{urlencode(query)}" if query else url


def plan_link(organisation: Organisation, row: FindingRow) -> str:
    """Return where an action for a finding is made."""
    return way("plan:new", organisation.slug, finding=row.pk)


def rows_link(organisation: Organisation, record: AssessmentRecord, check: Check) -> str:
    """Return where the rows behind a measured check are shown."""
    return way("data:measure", organisation.slug, check.measure) if check.figures else ""
