"""Making, changing and moving actions. Who comes second is shown both versions; nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.plan.actions.owning import hand_over
from gensvar_web.rooms.plan.models import Event
from gensvar_web.rooms.plan.policy import manages, require_change
from gensvar_web.rooms.plan.queries import shown
from gensvar_web.vault.models import Action, FindingRow

FIELDS = ("title", "steps", "unit", "outside", "due", "cost", "status", "obstacle")
OWNER = ("owner", "owner_name", "owner_email")


class Conflict(BadInput):
    """Somebody else changed the action after it was shown; `stored` is how it stands now."""

    def __init__(self, stored: Action) -> None:
        self.stored = stored
        super().__init__(
            Text(
                sv="Någon annan har ändrat åtgärden medan du skrev.",
                en="Somebody else changed the action as you wrote.",
            ),
            mend=Text(sv="Jämför och välj vad som ska gälla.", en="Compare, and choose what is to hold."),
        )


@transaction.atomic
def make_action(
    *, actor: User, organisation: Organisation, finding: FindingRow | None = None, suggestion: str = "", **fields: Any
) -> Action:
    """Make an action, from a finding or from scratch. A contributor's is a proposal of their own."""
    require(actor, "plan.edit", organisation)
    if not manages(actor, organisation):
        fields |= {"status": Action.Status.PROPOSED, "owner": actor, "owner_name": "", "owner_email": ""}
    made = Action(organisation=organisation, created_by=actor, suggestion=suggestion)
    if finding is not None:
        _of_own(organisation, finding)
        made.assessment, made.edition = finding.assessment, finding.assessment.edition
        made.rule, made.chapter = finding.rule, finding.chapter
    _put(made, fields)
    _close_or_open(made, actor)
    made.save()
    Event.objects.create(action=made, kind=Event.Kind.MADE, by=actor)
    record(actor=actor, organisation=organisation, deed="plan.make_action", subject=made, details={"rule": made.rule})
    hand_over(actor=actor, action=made, before=(None, ""))
    return made


def _of_own(organisation: Organisation, finding: FindingRow) -> None:
    if finding.organisation_id != organisation.pk:
        raise BadInput(Text(sv="fyndet hör till någon annan", en="the finding belongs to somebody else"))


@transaction.atomic
def change_action(*, actor: User, organisation: Organisation, action: Action, version: int, **fields: Any) -> Action:
    """Change fields of an action; Conflict if it is not at `version` any more. Only managers give it another owner."""
    stored = locked(organisation, action)
    require_change(actor, organisation, stored)
    if not manages(actor, organisation):
        fields = {name: value for name, value in fields.items() if name not in OWNER}
    if stored.version != version:
        raise Conflict(stored)
    before, owner = shown(stored), (stored.owner_id, stored.owner_email)
    _put(stored, fields)
    changes = differences(before, shown(stored))
    if not changes and owner == (stored.owner_id, stored.owner_email) and "owner_name" not in fields:
        return stored
    if "status" in changes:
        _close_or_open(stored, actor)
    keep_change(stored, actor, changes)
    hand_over(actor=actor, action=stored, before=owner)
    return stored


def keep_change(stored: Action, actor: User | None, changes: dict[str, Any], **event: Any) -> None:
    """Store an action's new version with its line of history and of the ledger; called inside actions."""
    stored.version += 1
    stored.save()
    kind = event.pop("kind", Event.Kind.CHANGED)
    deed = event.pop("deed", "plan.change_action")
    Event.objects.create(action=stored, kind=kind, by=actor, changes=changes, **event)
    details = {"changed": sorted(changes), "status": stored.status, "version": stored.version}
    record(actor=actor, organisation=stored.organisation, deed=deed, subject=stored, details=details)


def locked(organisation: Organisation, action: Action) -> Action:
    """Return the action as it stands, held until the transaction ends."""
    found = Action.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(pk=action.pk, organisation=organisation)


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return what differs: field -> [before, after]."""
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}


def _put(action: Action, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name not in FIELDS + OWNER:
            raise KeyError(name)
        setattr(action, name, value)
    if action.owner is not None:
        action.owner_name = action.owner_email = ""
    if action.status != Action.Status.BLOCKED:
        action.obstacle = ""
    _check(action)


def _check(action: Action) -> None:
    if action.status not in Action.Status.values:
        raise BadInput(Text(sv="okänt läge", en="unknown status"), where=str(action.status))
    if not action.title.strip():
        raise BadInput(Text(sv="åtgärden måste ha en rubrik", en="the action must have a title"))
    if action.due is not None and not date(2000, 1, 1) <= action.due <= date(2100, 1, 1):
        raise BadInput(Text(sv="dagen är orimlig", en="the day is out of reason"), where=action.due.isoformat())


def _close_or_open(action: Action, actor: User | None) -> None:
    """Note who closed it and when; forget that when it is opened again."""
    if action.active:
        action.closed_at = action.closed_by = action.closed_by_assessment = None
    else:
        action.closed_at, action.closed_by, action.closed_by_assessment = timezone.now(), actor, None
