"""Questions to the association: asked with chosen findings, answered, brought back into the case, closed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, Role, User
from gensvar_web.people.policy import require
from gensvar_web.people.queries import members_of
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.plan.models import Event, HelpRequest
from gensvar_web.rooms.plan.queries import latest_of
from gensvar_web.vault.models import Action, AssessmentRecord, FindingRow

SHARED = ("rule", "verdict", "value", "unit", "threshold", "n")


def shared_of(found: list[FindingRow]) -> list[dict[str, Any]]:
    """Return exactly what the association gets to see of findings."""
    return [{name: getattr(one, name) for name in SHARED} for one in found]


@transaction.atomic
def ask_for_help(
    *,
    actor: User,
    organisation: Organisation,
    association: Organisation,
    record_of: AssessmentRecord,
    rules: list[str],
    question: str,
) -> HelpRequest:
    """Send findings with a question. BadInput for no findings, or one that is not in the latest assessment."""
    require(actor, "plan.manage", organisation)
    if association.kind != Organisation.Kind.ASSOCIATION:
        raise BadInput(Text(sv="bara en branschorganisation kan svara", en="only an association can answer"))
    latest = latest_of(organisation, record_of.edition.rulebook, timezone.localdate())
    found = list(record_of.findings.filter(rule__in=rules, verdict="not_met"))
    if latest != record_of or not rules or len(found) != len(set(rules)):
        raise BadInput(
            Text(
                sv="Välj minst en brist ur den senaste bedömningen.",
                en="Choose at least one gap of the latest assessment.",
            )
        )
    made = HelpRequest.objects.create(
        organisation=organisation,
        association=association,
        edition=record_of.edition,
        rules=[one.rule for one in found],
        shared=shared_of(found),
        question=question,
        asked_by=actor,
    )
    _note(made, Event.Kind.ASKED, question)
    details = {"rules": made.rules, "association": association.pk}
    record(actor=actor, organisation=organisation, deed="plan.ask_for_help", subject=made, details=details)
    _tell_association(made)
    return made


def _note(made: HelpRequest, kind: str, text: str) -> None:
    """Write a line into the history of every action that the question is about."""
    found = Action.objects.filter(
        organisation=made.organisation,
        edition__rulebook=made.edition.rulebook if made.edition else "",
        rule__in=made.rules,
    )
    by = made.asked_by if kind == Event.Kind.ASKED else None
    name = "" if by else made.association.name
    Event.objects.bulk_create(Event(action=one, kind=kind, by=by, by_name=name, text=text) for one in found)


def _tell_association(made: HelpRequest) -> None:
    link = settings.ADDRESS + reverse("plan:inbox_question", args=[made.association.slug, made.pk])
    values = {"organisation": made.organisation.name, "rules": ", ".join(made.rules), "link": link}
    for one in members_of(made.association).exclude(role=Role.READER):
        send_letter(kind="plan.question", to=one.user.email, language=one.user.language, values=values)


def _locked(made: HelpRequest, **scope: Any) -> HelpRequest:
    found = HelpRequest.objects.select_for_update(of=("self",)).select_related("organisation", "association")
    return found.get(pk=made.pk, **scope)


@transaction.atomic
def answer(*, actor: User, association: Organisation, request: HelpRequest, text: str) -> HelpRequest:
    """Answer a question; BadInput if it has been answered or closed meanwhile."""
    require(actor, "plan.answer", association)
    stored = _locked(request, association=association)
    if stored.status != HelpRequest.Status.SENT:
        raise BadInput(
            Text(sv="Frågan är redan besvarad eller avslutad.", en="The question has been answered or closed already.")
        )
    stored.status, stored.answer = HelpRequest.Status.ANSWERED, text
    stored.answered_by, stored.answered_at = actor, timezone.now()
    stored.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    _note(stored, Event.Kind.ANSWERED, text)
    record(actor=actor, organisation=association, deed="plan.answer_question", subject=stored)
    _tell_asker(stored)
    return stored


def _tell_asker(stored: HelpRequest) -> None:
    to = stored.asked_by
    if to is None or not to.is_active:
        return
    link = settings.ADDRESS + reverse("plan:question", args=[stored.organisation.slug, stored.pk])
    values = {
        "association": stored.association.name,
        "rules": ", ".join(stored.rules),
        "answer": stored.answer,
        "link": link,
    }
    send_letter(kind="plan.answer", to=to.email, language=to.language, values=values)


@transaction.atomic
def close_question(*, actor: User, organisation: Organisation, request: HelpRequest) -> None:
    """Close a question: a manager of those who asked, or anybody of the association that may answer."""
    asker = request.organisation_id == organisation.pk
    require(actor, "plan.manage" if asker else "plan.answer", organisation)
    stored = _locked(request, **({"organisation": organisation} if asker else {"association": organisation}))
    stored.status, stored.closed_at = HelpRequest.Status.CLOSED, timezone.now()
    stored.save(update_fields=["status", "closed_at"])
    record(actor=actor, organisation=organisation, deed="plan.close_question", subject=stored)
