"""How the plan's things are called and coloured on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gensvar_web.people.models import User
from gensvar_web.rooms.plan.models import Event
from gensvar_web.rooms.plan.queries import LATE
from gensvar_web.vault.models import Action

LANE = {
    LATE: gettext_lazy("Försenade"),
    Action.Status.BLOCKED: gettext_lazy("Blockerade"),
    Action.Status.OPEN: gettext_lazy("Öppna"),
    Action.Status.PROPOSED: gettext_lazy("Föreslagna"),
    Action.Status.DONE: gettext_lazy("Klara"),
}
TONE = {
    Action.Status.PROPOSED: "info",
    Action.Status.OPEN: "accent",
    Action.Status.BLOCKED: "warning",
    Action.Status.DONE: "success",
    Action.Status.DROPPED: "neutral",
}
FIELD = {
    "title": gettext_lazy("Rubrik"),
    "steps": gettext_lazy("Steg"),
    "owner": gettext_lazy("Ansvarig person"),
    "unit": gettext_lazy("Enhet"),
    "outside": gettext_lazy("Utanför kundservice"),
    "due": gettext_lazy("Klart senast"),
    "cost": gettext_lazy("Kostnad"),
    "status": gettext_lazy("Läge"),
    "obstacle": gettext_lazy("Hinder"),
}


def value_of(name: str, value: Any, people: dict[int, str]) -> str:
    """Return a value of the history in words."""
    if name == "outside":
        return _("Ja") if value else _("Nej")
    if value in (None, ""):
        return "–"
    if name == "owner":
        return _("någon utan konto") if value == "outside" else people.get(value, _("en borttagen person"))
    if name == "status":
        return str(dict(Action.Status.choices).get(value, value))
    return str(value)


def lines_of(events: list[Event]) -> list[dict[str, Any]]:
    """Return the history ready to be drawn: who, when, what, which fields from what to what. One query for names."""
    numbers = {one for event in events for one in event.changes.get("owner", []) if isinstance(one, int)}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=numbers)} if numbers else {}
    return [_line(event, lambda name, value: value_of(name, value, people)) for event in events]


def _line(event: Event, said: Callable[[str, Any], str]) -> dict[str, Any]:
    changes = [
        {
            "field": FIELD.get(name, name),
            "before": said(name, before),
            "after": said(name, after),
            "long": name == "steps",
        }
        for name, (before, after) in event.changes.items()
    ]
    by = event.by or event.by_name or ("" if event.assessment_id else _("en borttagen person"))
    return {"event": event, "what": event.get_kind_display(), "by": by, "changes": changes}
