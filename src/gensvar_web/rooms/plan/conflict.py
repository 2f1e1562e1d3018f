"""Two versions of an action brought together: what only one has changed is kept; else the person chooses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gensvar_web.people.models import User
from gensvar_web.rooms.plan.models import Event
from gensvar_web.rooms.plan.queries import shown
from gensvar_web.rooms.plan.words import FIELD, value_of
from gensvar_web.vault.models import Action

NEW_VERSIONS = (Event.Kind.CHANGED, Event.Kind.REPORTED, Event.Kind.CLOSED, Event.Kind.REOPENED)


@dataclass(frozen=True)
class Merged:
    """What the form is to start with, what differs (field, stored, mine, both), and who has saved meanwhile."""

    values: dict[str, Any]
    rows: list[dict[str, Any]]
    by: str


def merge(stored: Action, mine: dict[str, Any], version: int) -> Merged:
    """Bring together what is stored and what a person wrote on top of an older `version`."""
    events = list(stored.events.filter(kind__in=NEW_VERSIONS).select_related("by")[: max(stored.version - version, 1)])
    theirs, own, base = shown(stored), _as_shown(mine), _undone(shown(stored), events)
    people = {user.pk: str(user) for user in _people(theirs, own)}
    values: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for name, value in own.items():
        if value == theirs[name]:
            continue
        changed = value != base[name]
        if changed:
            values |= _taken(name, mine)
        row = {
            "field": FIELD[name],
            "stored": value_of(name, theirs[name], people),
            "mine": value_of(name, value, people),
        }
        rows.append(row | {"both": changed and theirs[name] != base[name], "kept": "mine" if changed else "stored"})
    return Merged(values, rows, str(events[0].by or events[0].by_name) if events else "")


def _as_shown(mine: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in mine.items() if name in FIELD}
    if "owner" in mine:
        own["owner"] = mine["owner"].pk if mine["owner"] else "outside" if mine.get("owner_email") else None
    if isinstance(own.get("due"), date):
        own["due"] = own["due"].isoformat()
    return own


def _undone(now: dict[str, Any], events: list[Event]) -> dict[str, Any]:
    """Return the fields as they were before some events (the newest first)."""
    before = dict(now)
    for event in events:
        before |= {name: pair[0] for name, pair in event.changes.items()}
    return before


def _taken(name: str, mine: dict[str, Any]) -> dict[str, Any]:
    names = ("owner", "owner_name", "owner_email") if name == "owner" else (name,)
    return {one: mine[one] for one in names if one in mine}


def _people(*versions: dict[str, Any]) -> Any:
    numbers = [one["owner"] for one in versions if isinstance(one.get("owner"), int)]
    return User.objects.filter(pk__in=numbers) if numbers else []
