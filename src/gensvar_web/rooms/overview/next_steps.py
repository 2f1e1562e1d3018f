"""The three things to do next: what is late, the worst gaps that nobody works on, the questions that settle most."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gensvar.text import format_value
from gensvar_web.kit.language import language, say
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.overview.queries import ANSWERS, Standing, Work
from gensvar_web.vault.models import Action, FindingRow
from gensvar_web.vault.verdicts import Wording, worst_first

THREE = 3


@dataclass(frozen=True)
class Step:
    """Something to do: what kind of thing, what, why, where."""

    kind: str
    title: str
    why: str
    url: str
    tone: str


def way(name: str, *args: object) -> str:
    """Return an address; empty where the room is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def next_steps(organisation: Organisation, found: Standing, plan: Work, wording: Wording) -> list[Step]:
    """Return three steps: one of each kind first, then the next worst gaps, the next late, other needs."""
    worst = [row for row in worst_first(found.rows) if row.rule not in plan.rules]
    gaps = [_gap(organisation, row, wording) for row in worst[:THREE]]
    late = [_late(organisation, one) for one in plan.late[:THREE]]
    settle = _settle(organisation, found)
    first = [*late[:1], *gaps[:1], *settle[:1]]
    return [*first, *gaps[1:], *late[1:], *settle[1:]][:THREE]


def _gap(organisation: Organisation, row: FindingRow, wording: Wording) -> Step:
    title = wording.rules.get(row.rule)
    if row.value is not None and row.threshold is not None:
        value, limit = (format_value(one, row.unit, language()) for one in (row.value, row.threshold))
        why = _("Uppmätt %(value)s, gränsen är %(limit)s. Ingen åtgärd är på gång.") % {"value": value, "limit": limit}
    else:
        why = _("Regeln är inte uppfylld och ingen åtgärd är på gång.")
    url = way("findings:finding", organisation.slug, row.assessment_id, row.rule)
    return Step(_("Brist"), f"{row.rule} {say(title) if title else ''}".strip(), why, url, "danger")


def _late(organisation: Organisation, action: Action) -> Step:
    owner = action.owned_by or _("ingen")
    day = action.due.isoformat() if action.due else ""
    why = _("Skulle vara klar %(day)s. Ansvarig: %(owner)s.") % {"day": day, "owner": owner}
    return Step(_("Försenad åtgärd"), action.title, why, way("plan:action", organisation.slug, action.pk), "warning")


def _settle(organisation: Organisation, found: Standing) -> list[Step]:
    """Return the needs that an answer settles, what settles most rules first."""
    steps = []
    for need in found.needs:
        if need.code in ANSWERS:
            count = len(need.rules)
            why = ngettext("Avgör %(n)s regel: %(rules)s.", "Avgör %(n)s regler: %(rules)s.", count) % {
                "n": count,
                "rules": ", ".join(need.rules),
            }
            steps.append(Step(_("Obesvarat"), need.settle, why, answers_way(organisation), "info"))
    return steps


def answers_way(organisation: Organisation) -> str:
    """Return where questions are answered."""
    return way("answers:rounds", organisation.slug)


def data_way(organisation: Organisation) -> str:
    """Return where data are imported."""
    return way("data:home", organisation.slug)
