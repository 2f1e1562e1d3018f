"""Reminding those who have been handed questions and have not answered: once for each question, some days after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.models import Handed, Round
from gensvar_web.rooms.answers.policy import may_answer

NOT_BEFORE = 7  # o'clock, local time: nobody is reminded at night


def remind(now: datetime) -> int:
    """Write to those who have had questions for `settings.ANSWER_REMINDER_DAYS` days; returns how many letters.

    0 days turns reminders off. Asking again changes nothing: a question that has been told of is not told of again.
    """
    days = settings.ANSWER_REMINDER_DAYS
    if not days or timezone.localtime(now).hour < NOT_BEFORE:
        return 0
    waiting = Handed.objects.filter(reminded_at=None, at__lte=now - timedelta(days=days), to__is_active=True)
    pairs = waiting.order_by().values_list("round__organisation", "to").distinct()
    return sum(_remind(organisation, person, now, days) for organisation, person in pairs)


@transaction.atomic
def _remind(organisation_pk: int, person_pk: int, now: datetime, days: int) -> int:
    """Send one letter about all that a person has in an organisation and has not answered."""
    organisation = Organisation.objects.get(pk=organisation_pk)
    due = Handed.objects.select_for_update(of=("self",)).filter(
        round__organisation=organisation, to=person_pk, reminded_at=None, at__lte=now - timedelta(days=days)
    )
    rows = list(due.select_related("round", "to").order_by("pk"))
    open_rows = _still_open(organisation, rows)
    if not open_rows:
        return 0
    Handed.objects.filter(pk__in=[row.pk for row in open_rows]).update(reminded_at=now)
    _write_to(organisation, open_rows)
    details = {"to": person_pk, "questions": [row.question for row in open_rows]}
    record(actor=None, organisation=organisation, deed="answers.remind", subject=organisation, details=details)
    return 1


def _still_open(organisation: Organisation, rows: Iterable[Handed]) -> list[Handed]:
    """Return those that wait for an answer and that the person may still give one to."""
    lines = {one: _lines(organisation, one) for one in {row.round for row in rows}}
    return [row for row in rows if row.question in lines[row.round] and may_answer(row.to, organisation, row)]


def _lines(organisation: Organisation, one: Round) -> set[str]:
    whole = queries.sheet(organisation, one)
    parts = whole.parts if whole else ()
    return {line.question.id for part in parts for line in part.lines if line.concerned is not False and not line.done}


def _write_to(organisation: Organisation, rows: list[Handed]) -> None:
    to: User = rows[0].to
    values = {
        "organisation": organisation.name,
        "count": str(len(rows)),
        "day": timezone.localdate(min(row.at for row in rows)).isoformat(),
        "rounds": ", ".join(dict.fromkeys(str(row.round) for row in rows)),
        "link": settings.ADDRESS + reverse("answers:mine", args=[organisation.slug]),
    }
    send_letter(kind="answers.reminder", to=to.email, language=to.language, values=values)
