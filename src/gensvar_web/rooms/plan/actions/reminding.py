"""Reminders by mail: a week before, on the day, then each week. One letter per person, each stage once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import User
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.plan.actions.owning import address_of, link_address
from gensvar_web.rooms.plan.models import OwnerLink, Reminded, ReminderChoice
from gensvar_web.rooms.plan.queries import to_remind, wants_reminders
from gensvar_web.vault.models import Action

WEEK = 7
NOT_BEFORE = 7  # o'clock, local time: nobody is reminded at night
WORDS = {
    "sv": {"week": "Klart om {days} dagar", "day": "Klart i dag", "late": "{days} dagar försenad"},
    "en": {"week": "Due in {days} days", "day": "Due today", "late": "{days} days late"},
}


def stage_of(due: date, today: date) -> str | None:
    """Return `week`, `day` or `late-1`, `late-2`… (weeks past the day); None if it is too early to say anything."""
    past = (today - due).days
    if past < -WEEK:
        return None
    return "week" if past < 0 else "day" if past < WEEK else f"late-{past // WEEK}"


def remind(now: datetime) -> int:
    """Send what is to be said today and has not been said; returns how many letters."""
    local = timezone.localtime(now)
    if local.hour < NOT_BEFORE:
        return 0
    members: dict[User, list[Action]] = defaultdict(list)
    outside: list[tuple[OwnerLink, Action]] = []
    for action in to_remind(local.date() + timedelta(days=WEEK)):
        if not _is_new(action, local.date()):
            continue
        if action.owner is not None:
            members[action.owner].append(action)
        elif links := [link for link in action.links.all() if link.revoked_at is None and link.reminders]:
            outside.append((links[0], action))
    letters = sum(_remind_member(person, actions, local.date()) for person, actions in members.items())
    return letters + sum(_remind_outside(link, action, local.date()) for link, action in outside)


def _is_new(action: Action, today: date) -> bool:
    assert action.due is not None
    stage = stage_of(action.due, today)
    told = {(one.due, one.stage) for one in action.reminders.all()}
    return stage is not None and (action.due, stage) not in told


@transaction.atomic
def _remind_member(person: User, actions: list[Action], today: date) -> int:
    """Send one letter with all of a person's actions; who has turned reminders off is not told, later either."""
    mine = [action for action in actions if _note(action, today)]
    if not mine or not wants_reminders(person):
        return 0
    lines = [_line(action, today, person.language, address_of(action)) for action in mine]
    choice = settings.ADDRESS + reverse("plan:settings", args=[mine[0].organisation.slug])
    _send(person.email, person.language, lines, choice)
    return 1


@transaction.atomic
def _remind_outside(link: OwnerLink, action: Action, today: date) -> int:
    if not _note(action, today):
        return 0
    address = link_address(link)
    _send(link.email, link.language, [_line(action, today, link.language, address)], address)
    return 1


def _note(action: Action, today: date) -> bool:
    """Write down that a stage has been told; False if another process was first."""
    assert action.due is not None
    _, made = Reminded.objects.get_or_create(action=action, due=action.due, stage=stage_of(action.due, today))
    return made


def _line(action: Action, today: date, language: str, address: str) -> str:
    assert action.due is not None
    days = (action.due - today).days
    words = WORDS[language]["week" if days > 0 else "day" if days == 0 else "late"].format(days=abs(days))
    return f"{words} ({action.due}): {action.title}\n{action.organisation.name}\n{address}"


def _send(to: str, language: str, lines: list[str], choice: str) -> None:
    values = {"count": str(len(lines)), "lines": "\n\n".join(lines), "settings": choice}
    send_letter(kind="plan.reminder", to=to, language=language, values=values)


@transaction.atomic
def choose_reminders(*, actor: User, wanted: bool) -> None:
    """Turn one's own reminders on or off."""
    ReminderChoice.objects.update_or_create(user=actor, defaults={"wanted": wanted})
    record(actor=actor, organisation=None, deed="plan.choose_reminders", subject=actor, details={"wanted": wanted})
