"""Who may do what in the plan."""

from __future__ import annotations

from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from gensvar_web.people.models import RANK, Organisation, Role
from gensvar_web.people.policy import allow, at_least, require, role_of
from gensvar_web.vault.models import Action

allow("plan.read", at_least(Role.READER))
allow("plan.edit", at_least(Role.CONTRIBUTOR))
allow("plan.manage", at_least(Role.MANAGER))


@rules.predicate
def is_association(user: Any, organisation: Organisation | None) -> bool:
    """The organisation answers questions from others."""
    return organisation is not None and organisation.kind == Organisation.Kind.ASSOCIATION


allow("plan.inbox", at_least(Role.READER) & is_association)
allow("plan.answer", at_least(Role.CONTRIBUTOR) & is_association)


def manages(user: Any, organisation: Organisation) -> bool:
    """Whether the person leads the work: may change every action and choose owners."""
    role = role_of(user, organisation)
    return role is not None and RANK[role] >= RANK[Role.MANAGER]


def may_change(user: Any, action: Action) -> bool:
    """Whether the person may change an action: managers all, contributors those they own."""
    if manages(user, action.organisation):
        return True
    return action.owner_id == user.pk and bool(user.has_perm("plan.edit", action.organisation))


def require_change(actor: Any, organisation: Organisation, action: Action) -> None:
    """Raise PermissionDenied unless the actor may change the action."""
    require(actor, "plan.edit", organisation)
    if action.organisation_id != organisation.pk or not may_change(actor, action):
        raise PermissionDenied("plan.edit")
