"""Who answers for an action: members hear of it by letter, others get a link of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.post.actions import send_letter
from gensvar_web.rooms.plan.keys import hash_of, key_of, new_seed
from gensvar_web.rooms.plan.models import OwnerLink
from gensvar_web.vault.models import Action

NO_DAY = {"sv": "ingen dag satt", "en": "no day set"}


def address_of(action: Action) -> str:
    """Return the whole address of an action's page, for letters and calendars."""
    return str(settings.ADDRESS) + reverse("plan:action", args=[action.organisation.slug, action.pk])


def link_address(link: OwnerLink) -> str:
    """Return the whole secret address of an action."""
    return str(settings.ADDRESS) + reverse("plan:outside", args=[link.action.organisation.slug, link.key])


def hand_over(*, actor: User, action: Action, before: tuple[int | None, str]) -> None:
    """Tell a new owner, and end the former one's link; called inside actions that have asked for permission."""
    if (action.owner_id, action.owner_email) == before:
        return
    if before[1]:
        action.links.filter(revoked_at=None).update(revoked_at=timezone.now())
    if action.owner_email:
        _tell(actor, action, _make_link(actor, action))
    elif action.owner is not None and action.owner != actor:
        _tell(actor, action, None)


def _make_link(actor: User, action: Action) -> OwnerLink:
    seed = new_seed()
    return OwnerLink.objects.create(
        action=action,
        email=action.owner_email,
        language=actor.language,
        seed=seed,
        key_hash=hash_of(key_of(seed)),
        made_by=actor,
    )


def _tell(actor: User, action: Action, link: OwnerLink | None) -> None:
    if link is None:
        assert action.owner is not None
        to, language, address = action.owner.email, action.owner.language, address_of(action)
    else:
        to, language, address = link.email, link.language, link_address(link)
    send_letter(
        kind="plan.outside_owner" if link else "plan.owner",
        to=to,
        language=language,
        values={
            "by": str(actor),
            "organisation": action.organisation.name,
            "title": action.title,
            "due": action.due.isoformat() if action.due else NO_DAY[language],
            "link": address,
        },
    )


@transaction.atomic
def revoke_link(*, actor: User, organisation: Organisation, action: Action) -> None:
    """End the link of an owner without an account; the owner's name stays with the action."""
    require(actor, "plan.manage", organisation)
    action.links.filter(revoked_at=None, action__organisation=organisation).update(revoked_at=timezone.now())
    record(actor=actor, organisation=organisation, deed="plan.revoke_link", subject=action)


@transaction.atomic
def send_link_again(*, actor: User, organisation: Organisation, action: Action) -> None:
    """Give the owner a new link by letter; the former one stops working."""
    require(actor, "plan.manage", organisation)
    action.links.filter(revoked_at=None, action__organisation=organisation).update(revoked_at=timezone.now())
    _tell(actor, action, _make_link(actor, action))
    record(actor=actor, organisation=organisation, deed="plan.send_link", subject=action)
