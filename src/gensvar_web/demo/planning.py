"""The demo's plan: done, late, blocked, owned outside customer service, proposed, and one that waits for an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from gensvar.rulebook.edition import Edition
from gensvar_web.demo.population import Cast
from gensvar_web.rooms.plan.actions import asking, changing, talking
from gensvar_web.vault.models import Action, AssessmentRecord

SERVICE = "Kundservice"


def plan_then(cast: Cast, edition: Edition, record: AssessmentRecord, day: date) -> None:
    """Make the actions that were agreed on a year ago; this year's assessment closes those whose rule is met."""
    for rule in ("KS-1.4", "KS-2.5"):
        _make(cast, edition, record, rule, owner=cast["charlie"], due=day + timedelta(days=120))
    then = timezone.now() - (timezone.localdate() - day)
    Action.objects.filter(organisation=cast.organisation).update(created_at=then)


def plan_now(cast: Cast, edition: Edition, record: AssessmentRecord, today: date) -> None:
    """Make this year's plan, and let it come some way."""

    def make(rule: str, *, place: int = 0, by: str = "bob", **fields: Any) -> Action | None:
        return _make(cast, edition, record, rule, place, by, **fields)

    organisation, charlie, bob = cast.organisation, cast["charlie"], cast["bob"]
    done = make("KS-1.5", owner=cast["alice"], due=today - timedelta(days=3))
    if done:
        closed = {"status": Action.Status.DONE}
        changing.change_action(
            actor=cast["alice"], organisation=organisation, action=done, version=done.version, **closed
        )
    make("KS-1.5", place=1, owner=bob, due=today + timedelta(days=45), cost=180_000)
    late = make("KS-1.6", owner=charlie, due=today - timedelta(days=9))
    if late:
        talking.comment(
            actor=charlie, organisation=organisation, action=late, text="Listan är klar för två av tre team."
        )
    make("KS-1.7", owner=bob, due=today + timedelta(days=6))
    outside: dict[str, Any] = {
        "owner_name": "Jan Jonsson",
        "owner_email": "jan.jonsson@leverantoren.example",
        "unit": "IT-leverantören",
        "outside": True,
    }
    make("KS-2.4", **outside, due=today + timedelta(days=30), cost=65_000)
    blocked: dict[str, Any] = {"status": Action.Status.BLOCKED, "obstacle": "Väntar på beslut av avtalsjuristen."}
    make("KS-3.5", **blocked, owner=cast["alice"], unit="Juridik", outside=True, due=today + timedelta(days=14))
    make("KS-3.3", by="charlie")
    _ask(cast, record)


def _make(
    cast: Cast, edition: Edition, record: AssessmentRecord, rule: str, place: int = 0, by: str = "bob", **fields: Any
) -> Action | None:
    """Make an action of the rulebook's own suggestion; None where the rule is met after all."""
    finding = record.findings.filter(rule=rule, verdict="not_met").first()
    if finding is None:
        return None
    suggestion = edition.rules[rule].actions[place]
    return changing.make_action(
        actor=cast[by],
        organisation=cast.organisation,
        finding=finding,
        suggestion=suggestion.id,
        title=suggestion.text.sv[:200],
        **{"unit": SERVICE, **fields},
    )


def _ask(cast: Cast, record: AssessmentRecord) -> None:
    """Ask the association of two gaps; it has answered the first question."""
    for rules, question, answer in (
        (
            ["KS-3.4"],
            "Hur ofta brukar andra gå igenom sina klagomål i ledningen?",
            "De flesta gör det varje kvartal. Börja med de fem vanligaste orsakerna och skriv protokoll.",
        ),
        (["KS-1.7", "KS-1.6"], "Har ni ett exempel på hur man bemannar för återuppringning och mejl samtidigt?", ""),
    ):
        known = set(record.findings.filter(rule__in=rules, verdict="not_met").values_list("rule", flat=True))
        if known != set(rules):
            continue
        asked = asking.ask_for_help(
            actor=cast["bob"],
            organisation=cast.organisation,
            association=cast.association,
            record_of=record,
            rules=rules,
            question=question,
        )
        if answer:
            asking.answer(actor=cast["karin"], association=cast.association, request=asked, text=answer)
