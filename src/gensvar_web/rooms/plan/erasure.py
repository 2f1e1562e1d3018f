"""What the plan knows of a person, and how it is erased."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.plan.models import Event, Feed, HelpRequest, OwnerLink, ReminderChoice
from gensvar_web.rooms.plan.queries import wants_reminders
from gensvar_web.vault.models import Action


@exports("plan")
def export_plan(user: User) -> dict[str, Any]:
    """Return the person's actions, comments, questions, answers and choices."""
    owned = Action.objects.filter(owner=user) | Action.objects.filter(owner_email__iexact=user.email)
    events = Event.objects.filter(by=user).exclude(text="").select_related("action")
    return {
        "actions": [{"title": one.title, "status": one.status, "due": str(one.due or "")} for one in owned],
        "comments": [{"action": one.action.title, "at": one.at.isoformat(), "text": one.text} for one in events],
        "questions": list(HelpRequest.objects.filter(asked_by=user).values_list("question", flat=True)),
        "answers": list(HelpRequest.objects.filter(answered_by=user).values_list("answer", flat=True)),
        "calendars": Feed.objects.filter(user=user, revoked_at=None).count(),
        "reminders": wants_reminders(user),
    }


@erases("plan")
def erase_plan(user: User) -> None:
    """Leave the actions to the organisation without an owner; what was written stays, without its writer."""
    Action.objects.filter(owner=user).update(owner=None)
    Action.objects.filter(created_by=user).update(created_by=None)
    Action.objects.filter(closed_by=user).update(closed_by=None)
    # What was said through a link bears the name or address of its owner.
    linked = OwnerLink.objects.filter(email__iexact=user.email).values("action")
    Event.objects.filter(action__in=linked, kind__in=(Event.Kind.COMMENT, Event.Kind.REPORTED)).update(by_name="")
    Action.objects.filter(owner_email__iexact=user.email).update(owner_email="", owner_name="")
    OwnerLink.objects.filter(email__iexact=user.email).delete()
    OwnerLink.objects.filter(made_by=user).update(made_by=None)
    Feed.objects.filter(user=user).delete()
    ReminderChoice.objects.filter(user=user).delete()
    Event.objects.filter(by=user).update(by=None)
    HelpRequest.objects.filter(asked_by=user).update(asked_by=None)
    HelpRequest.objects.filter(answered_by=user).update(answered_by=None)
