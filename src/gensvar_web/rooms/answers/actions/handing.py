"""Asking a colleague to answer questions."""

from __future__ import annotations

# ruff: noqa: A002  # a round is called what its column is called
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.fitting import plain
from gensvar_web.rooms.answers.models import Handed, Round


@transaction.atomic
def hand_over(
    *, actor: User, organisation: Organisation, round: Round, questions: list[str], to: User, note: str = ""
) -> int:
    """Ask a member to answer questions, and write to them; who had them before no longer does. Returns how many."""
    require(actor, "answers.lead", organisation)
    held = Round.objects.select_for_update().get(pk=round.pk, organisation=organisation)
    whole = queries.sheet(organisation, held)
    wanted = [name for name in dict.fromkeys(questions) if whole is not None and name in whole.lines]
    if not wanted:
        raise BadInput(Text(sv="Välj minst en fråga.", en="Choose one question at least."))
    if to not in queries.answering(organisation):
        raise BadInput(
            Text(sv="Personen kan inte svara på frågor här.", en="That person cannot answer questions here.")
        )
    note = plain(note)[:500]
    held.handed.filter(question__in=wanted).delete()
    now = timezone.now()
    Handed.objects.bulk_create(Handed(round=held, question=name, to=to, by=actor, note=note, at=now) for name in wanted)
    if to.pk != actor.pk:
        _write_to(actor, organisation, held, to, len(wanted), note)
    details = {"round": str(held), "questions": wanted, "to": to.pk}
    record(actor=actor, organisation=organisation, deed="answers.hand_over", subject=held, details=details)
    return len(wanted)


def _write_to(actor: User, organisation: Organisation, round: Round, to: User, count: int, note: str) -> None:
    values = {
        "name": str(actor),
        "organisation": organisation.name,
        "round": str(round),
        "count": str(count),
        "note": f"{note}\n\n" if note else "",
        "link": settings.ADDRESS + reverse("answers:mine", args=[organisation.slug]),
    }
    send_letter(kind="answers.handed", to=to.email, language=to.language, values=values)


@transaction.atomic
def take_back(*, actor: User, organisation: Organisation, round: Round, question: str) -> None:
    """No longer ask anybody to answer a question."""
    require(actor, "answers.lead", organisation)
    Handed.objects.filter(round=round, round__organisation=organisation, question=question).delete()
    details = {"round": str(round), "question": question}
    record(actor=actor, organisation=organisation, deed="answers.take_back", subject=round, details=details)
