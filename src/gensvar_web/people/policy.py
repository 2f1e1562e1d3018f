"""Who may do what in an organisation. Rooms add their own permissions with `at_least`."""

from __future__ import annotations

from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from gensvar_web.people.models import RANK, Membership, Organisation, Role


def role_of(user: Any, organisation: Organisation) -> str | None:
    """Return the person's role; all roles are read once per user object, so a page costs one query."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not hasattr(user, "_roles"):
        user._roles = dict(Membership.objects.filter(user=user).values_list("organisation_id", "role"))
    role: str | None = user._roles.get(organisation.pk)
    return role


def at_least(role: Role) -> Any:
    """Return a predicate: the person has this role in the organisation, or one above it."""

    @rules.predicate(name=f"at_least_{role.value}")
    def holds(user: Any, organisation: Organisation | None) -> bool:
        own = role_of(user, organisation) if organisation is not None else None
        return own is not None and RANK[own] >= RANK[role.value]

    return holds


def allow(permission: str, predicate: Any) -> None:
    """Declare a permission; safe to call twice."""
    if rules.perm_exists(permission):
        rules.set_perm(permission, predicate)
    else:
        rules.add_perm(permission, predicate)


def require(actor: Any, permission: str, organisation: Organisation) -> None:
    """Raise PermissionDenied unless the actor has the permission. The first line of every action."""
    if not actor.has_perm(permission, organisation):
        raise PermissionDenied(permission)


allow("people.read", at_least(Role.READER))
allow("people.edit_profile", at_least(Role.MANAGER))
allow("people.invite", at_least(Role.MANAGER))
allow("people.manage_members", at_least(Role.OWNER))
