"""What can be read of people; every queryset is scoped to a person or an organisation."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gensvar_web.people.models import Invitation, Membership, Organisation, Role, User


def memberships_of(user: Any) -> QuerySet[Membership]:
    """Return the person's memberships with their organisations."""
    return Membership.objects.filter(user=user).select_related("organisation")


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return everybody in the organisation, by name."""
    return organisation.memberships.select_related("user").order_by("user__name", "user__email")


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Return the members as users, to choose from in forms."""
    return User.objects.filter(memberships__organisation=organisation, is_active=True).order_by("name", "email")


def owners_of(organisation: Organisation) -> int:
    """Return how many owners there are."""
    return organisation.memberships.filter(role=Role.OWNER).count()


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted."""
    return organisation.invitations.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).select_related("invited_by")


def invitation_of(key: str) -> Invitation | None:
    """Return the open invitation whose link holds `key`."""
    return (
        Invitation.objects.filter(
            key_hash=hash_of(key), accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
        )
        .select_related("organisation", "invited_by")
        .first()
    )


def hash_of(key: str) -> str:
    """Return what is kept of an invitation's key."""
    return hashlib.sha256(key.encode()).hexdigest()
