"""Ways to other rooms, by the name of the address; nothing where the room is not there."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from gensvar.rulebook.model import MeasureCheck
from gensvar_web.kit.language import language
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.findings.evidence import Entry
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import document_of
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


def rows_link(user: User, organisation: Organisation, record: AssessmentRecord, rule: str, entry: Entry) -> str:
    """Return where the contacts behind a measured check are shown; the measure itself to who may not see them."""
    if entry.get("kind") != "measure" or entry.get("value") is None:
        return ""
    name = "data:rows" if user.has_perm("data.rows", organisation) else "data:measure"
    asked = {"variant": entry.get("variant") or "", **_period(record), **_narrowed(record, rule, entry["id"])}
    settings = {f"p_{key}": _written(value) for key, value in (entry.get("parameters") or {}).items()}
    return way(name, organisation.slug, entry["measure"], **asked, **settings)


def _period(record: AssessmentRecord) -> dict[str, str]:
    """Return the period of the assessment; none where it took all data."""
    asked = document_of(record)["period"]["asked"]
    return {key: asked[end] for key, end in (("first", "from"), ("last", "to")) if asked[end]}


def _narrowed(record: AssessmentRecord, rule: str, check: str) -> dict[str, str]:
    """Return what the rule's check narrows its measure to."""
    edition = editions.edition(record.edition.rulebook, record.edition.edition)
    found = edition.rules.get(rule) if edition else None
    for one in found.checks if found else ():
        if isinstance(one, MeasureCheck) and one.id == check:
            return {key: str(value) for key, value in one.where.items()}
    return {}


def _written(value: float | str) -> str:
    """Return a setting as the form of the data room reads it."""
    number = f"{value:g}" if isinstance(value, float) else str(value)
    return number.replace(".", ",") if language() == "sv" else number
