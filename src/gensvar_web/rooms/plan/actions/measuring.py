"""A new assessment closes the actions whose rule is now met and reopens those whose rule fails again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from gensvar_web.people.models import User
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.plan.actions.changing import differences, keep_change
from gensvar_web.rooms.plan.actions.owning import address_of, link_address
from gensvar_web.rooms.plan.models import Event
from gensvar_web.rooms.plan.queries import latest_of, link_in_use, shown
from gensvar_web.vault.models import Action, AssessmentRecord

Told = tuple[Action, str]
LINE = {
    "closed": {"sv": "Stängd, regeln är uppfylld: ", "en": "Closed, the rule is met: "},
    "reopened": {"sv": "Öppnad igen, regeln är inte uppfylld: ", "en": "Reopened, the rule is not met: "},
}


def follow_up(record: AssessmentRecord) -> None:
    """Close and reopen, and tell. Called in the transaction that keeps the assessment.

    An assessment that is not the latest (of the edition in force, when there is one of it) changes nothing.
    """
    organisation = record.organisation
    latest = latest_of(organisation, record.edition.rulebook, timezone.localdate())
    if latest is None or latest.pk != record.pk:
        return
    verdicts = dict(record.findings.values_list("rule", "verdict"))
    found = (
        Action.objects.select_for_update(of=("self",))
        .select_related("organisation", "owner", "created_by")
        .filter(organisation=organisation, edition__rulebook=record.edition.rulebook)
        .exclude(rule="")
        .order_by("pk")
    )
    told = [(action, done) for action in found if (done := _judge(action, verdicts.get(action.rule), record))]
    _tell(told)


def _judge(action: Action, verdict: str | None, record: AssessmentRecord) -> str:
    if verdict == "met" and action.active:
        return _close(action, record)
    if verdict == "not_met" and action.status == Action.Status.DONE and _after(action, record):
        return _reopen(action, record)
    return ""


def _after(action: Action, record: AssessmentRecord) -> bool:
    """Whether the evidence is of a time when the action was done: older evidence cannot gainsay it."""
    if action.closed_by_assessment_id is not None or action.closed_at is None:
        return True
    closed = timezone.localdate(action.closed_at)
    return (record.covers_to or timezone.localdate(record.created_at)) > closed


def _close(action: Action, record: AssessmentRecord) -> str:
    before = shown(action)
    action.status, action.obstacle = Action.Status.DONE, ""
    action.closed_at, action.closed_by, action.closed_by_assessment = timezone.now(), None, record
    _keep(action, before, record, Event.Kind.CLOSED, "plan.close_by_measurement")
    return "closed"


def _reopen(action: Action, record: AssessmentRecord) -> str:
    before = shown(action)
    action.status = Action.Status.OPEN
    action.closed_at = action.closed_by = action.closed_by_assessment = None
    _keep(action, before, record, Event.Kind.REOPENED, "plan.reopen_by_measurement")
    return "reopened"


def _keep(action: Action, before: dict[str, Any], record: AssessmentRecord, kind: str, deed: str) -> None:
    keep_change(action, None, differences(before, shown(action)), kind=kind, deed=deed, assessment=record)


def _tell(told: Iterable[Told]) -> None:
    """One letter per person with everything that concerns them: the owner, else who made the action."""
    members: dict[User, list[Told]] = defaultdict(list)
    for action, done in told:
        link = link_in_use(action) if action.owner_email else None
        if link is not None:
            _send(
                link.email, link.language, action, [f"{LINE[done][link.language]}{action.title}\n{link_address(link)}"]
            )
            continue
        person = action.owner or action.created_by
        if person is not None and person.is_active:
            members[person].append((action, done))
    for person, ones in members.items():
        lines = [f"{LINE[done][person.language]}{action.title}\n{address_of(action)}" for action, done in ones]
        _send(person.email, person.language, ones[0][0], lines)


def _send(to: str, language: str, action: Action, lines: list[str]) -> None:
    values = {"organisation": action.organisation.name, "lines": "\n\n".join(lines)}
    send_letter(kind="plan.measured", to=to, language=language, values=values)
