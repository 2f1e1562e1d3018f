"""The gate before an operation of an organisation: a token, its scope, and the role of who made it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from gensvar_web.api import limits, queries
from gensvar_web.api.models import Token
from gensvar_web.ledger.recording import THROUGH
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import role_of


class ApiRequest(HttpRequest):
    """A request that has passed the gate."""

    user: User
    organisation: Organisation
    token: Token


class NarrowToken(PermissionDenied):
    """The token lacks the scope."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class Bearer(HttpBearer):
    """`Authorization: Bearer gsv_…`.

    401 without a good token, 404 for another organisation, 403 where scope or role do not reach.
    """

    def __init__(self, scope: str = "", permission: str = "") -> None:
        self.scope, self.permission = scope, permission
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        """Return the token, None if there is none; who shows none or a wrong one is counted by address."""
        token = super().__call__(request)
        if token is None:
            limits.count_address(request)
        return token

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token if it reaches."""
        found = queries.open_token(token, timezone.now())
        if found is None or role_of(found.by, found.organisation) is None:
            return None
        limits.count(f"token:{found.pk}", settings.API_RATE)
        self._check(request, found)
        queries.note_use(found)
        request.user, request.organisation, request.token = found.by, found.organisation, found  # type: ignore[attr-defined]
        THROUGH.set(f"token:{found.pk}")
        return found

    def _check(self, request: HttpRequest, found: Token) -> None:
        match = request.resolver_match
        if match is not None and match.kwargs.get("org", found.organisation.slug) != found.organisation.slug:
            raise Http404
        if self.scope and self.scope not in found.scopes:
            raise NarrowToken(self.scope)
        if self.permission and not found.by.has_perm(self.permission, found.organisation):
            raise PermissionDenied(self.permission)


def reach(scope: str, permission: str) -> Bearer:
    """Return the gate of an operation: what the token must be good for, what its person must be allowed."""
    return Bearer(scope, permission)
