"""Calendars that other programs subscribe to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.plan.keys import hash_of, key_of, new_seed
from gensvar_web.rooms.plan.models import Feed


@transaction.atomic
def open_feed(*, actor: User, organisation: Organisation, everybody: bool) -> Feed:
    """Make the actor's calendar; one that exists stops working, so this also changes the address."""
    require(actor, "plan.read", organisation)
    _revoke(actor, organisation, everybody)
    seed = new_seed()
    made = Feed.objects.create(
        organisation=organisation,
        user=actor,
        everybody=everybody,
        seed=seed,
        key_hash=hash_of(key_of(seed)),
        made_by=actor,
    )
    record(
        actor=actor, organisation=organisation, deed="plan.open_feed", subject=made, details={"everybody": everybody}
    )
    return made


@transaction.atomic
def close_feed(*, actor: User, organisation: Organisation, everybody: bool) -> None:
    """End the actor's calendar."""
    require(actor, "plan.read", organisation)
    _revoke(actor, organisation, everybody)
    details = {"everybody": everybody}
    record(actor=actor, organisation=organisation, deed="plan.close_feed", subject=organisation, details=details)


def _revoke(actor: User, organisation: Organisation, everybody: bool) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = Feed.objects.filter(organisation=organisation, user=actor, everybody=everybody, revoked_at=None)
    found.update(revoked_at=timezone.now())
