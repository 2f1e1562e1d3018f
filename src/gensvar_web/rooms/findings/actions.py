"""The deeds: assess, set a verdict aside and take that back, own thresholds, draw reports, share."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Language, Text
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people import actions as people
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.people.queries import hash_of
from gensvar_web.rooms.findings.drawing import FORMS, Form
from gensvar_web.rooms.findings.models import Override, Report, ShareLink
from gensvar_web.vault.folders import Written, relative
from gensvar_web.vault.jobs import start
from gensvar_web.vault.models import AssessmentRecord, Job, StoredFile

LONGEST_DAYS = 90


@transaction.atomic
def begin_assessment(
    *,
    actor: User | None,
    organisation: Organisation,
    rulebook: str,
    edition: str,
    first: date | None = None,
    last: date | None = None,
) -> Job:
    """Begin an assessment; the one under way of the same rulebook where there is one. Nobody is the schedule."""
    if actor is not None:
        require(actor, "findings.assess", organisation)
    if first and last and first > last:
        raise BadInput(Text(sv="Perioden slutar innan den börjar.", en="The period ends before it begins."))
    arguments = {
        "rulebook": rulebook,
        "edition": edition,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }
    made = start(
        kind="findings.assess", actor=actor, organisation=organisation, arguments=arguments, key=f"assess:{rulebook}"
    )
    write_down(actor=actor, organisation=organisation, deed="findings.assess", subject=made, details=arguments)
    return made


@transaction.atomic
def set_aside(
    *, actor: User, organisation: Organisation, record: AssessmentRecord, rule: str, verdict: str, reason: str
) -> Override:
    """Put a person's verdict in the place of the judged one, from the next assessment on; an earlier one gives way."""
    require(actor, "findings.override", organisation)
    if not reason.strip():
        raise BadInput(Text(sv="Ange ett skäl.", en="Give a reason."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rulebook = record.edition.rulebook
    Override.objects.filter(organisation=organisation, rulebook=rulebook, rule=rule, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=actor
    )
    made = Override.objects.create(
        organisation=organisation, rulebook=rulebook, rule=rule, verdict=verdict, reason=reason.strip(), by=actor
    )
    details = {"rulebook": rulebook, "rule": rule, "verdict": verdict}
    write_down(actor=actor, organisation=organisation, deed="findings.set_aside", subject=made, details=details)
    return made


@transaction.atomic
def withdraw(*, actor: User, organisation: Organisation, override: Override) -> None:
    """Take an override back: the next assessment judges by the evidence again."""
    require(actor, "findings.override", organisation)
    Override.objects.filter(pk=override.pk, organisation=organisation, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=actor
    )
    write_down(actor=actor, organisation=organisation, deed="findings.withdraw", subject=override)


def set_threshold(
    *, actor: User, organisation: Organisation, rule: str, parameter: str, value: float | None, note: str = ""
) -> None:
    """Set the organisation's own threshold; None takes it away."""
    require(actor, "findings.thresholds", organisation)
    people.set_threshold(actor=actor, organisation=organisation, rule=rule, parameter=parameter, value=value, note=note)


@transaction.atomic
def begin_report(
    *, actor: User, organisation: Organisation, record: AssessmentRecord, form: str, language: Language
) -> Job:
    """Begin to draw a report of an assessment."""
    require(actor, "findings.read", organisation)
    if form not in FORMS:
        raise BadInput(Text(sv="okänd form", en="unknown form"), where=form)
    arguments: dict[str, Any] = {"assessment": record.pk, "form": form, "language": language}
    key = f"report:{record.pk}:{form}:{language}"
    made = start(kind="findings.report", actor=actor, organisation=organisation, arguments=arguments, key=key)
    write_down(actor=actor, organisation=organisation, deed="findings.draw_report", subject=made, details=arguments)
    return made


@transaction.atomic
def keep_report(*, by: User | None, record: AssessmentRecord, form: Form, language: str, written: Written) -> Report:
    """Keep a drawn report in the place of an earlier one; called by the job that drew it."""
    file = StoredFile.objects.create(
        organisation=record.organisation,
        kind=StoredFile.Kind.REPORT,
        name=f"{record.edition.rulebook}-{record.created_at:%Y-%m-%d}-{language}.{form.ending}",
        media_type=form.media_type,
        path=relative(written.path),
        size=written.size,
        hash=written.hash,
        covers_from=record.covers_from,
        covers_to=record.covers_to,
        received_from=by,
    )
    report, _ = Report.objects.update_or_create(
        assessment=record, form=form.key, language=language, defaults={"file": file}
    )
    return report


@transaction.atomic
def share(*, actor: User, organisation: Organisation, record: AssessmentRecord, name: str, days: int) -> str:
    """Make a link that shows an assessment to whoever has it, and return its address, which is told only now."""
    require(actor, "findings.share", organisation)
    if not 1 <= days <= LONGEST_DAYS:
        raise BadInput(
            Text(
                sv=f"En länk gäller i 1 till {LONGEST_DAYS} dagar.", en=f"A link is good for 1 to {LONGEST_DAYS} days."
            )
        )
    key = secrets.token_urlsafe(32)
    made = ShareLink.objects.create(
        organisation=organisation,
        assessment=record,
        name=name,
        key_hash=hash_of(key),
        made_by=actor,
        expires_at=timezone.now() + timedelta(days=days),
    )
    details = {"assessment": record.pk, "days": days}
    write_down(actor=actor, organisation=organisation, deed="findings.share", subject=made, details=details)
    return str(settings.ADDRESS) + reverse("findings:shared", args=[key])


@transaction.atomic
def revoke(*, actor: User, organisation: Organisation, link: ShareLink) -> None:
    """Close a link before its time."""
    require(actor, "findings.share", organisation)
    ShareLink.objects.filter(pk=link.pk, organisation=organisation, revoked_at=None).update(revoked_at=timezone.now())
    write_down(actor=actor, organisation=organisation, deed="findings.revoke_link", subject=link)


@transaction.atomic
def opened(*, link: ShareLink) -> None:
    """Write down that somebody without an account has opened a link."""
    ShareLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, opened_at=timezone.now())
    write_down(actor=None, organisation=link.organisation, deed="findings.open_link", subject=link)
