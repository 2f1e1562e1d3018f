"""Make and revoke tokens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.models import Token
from gensvar_web.api.queries import hash_of
from gensvar_web.api.scopes import SCOPES
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require

SIGN = "gsv_"
LONGEST_DAYS = 366


@transaction.atomic
def make_token(
    *, actor: User, organisation: Organisation, name: str, scopes: Iterable[str], days: int
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is never to be seen again."""
    require(actor, "api.tokens", organisation)
    chosen = [scope for scope in SCOPES if scope in set(scopes)]
    if not chosen or not 1 <= days <= LONGEST_DAYS:
        raise BadInput(Text(sv="nyckeln saknar behörighet eller giltighetstid", en="the key lacks a scope or a term"))
    secret = SIGN + secrets.token_urlsafe(32)
    token = Token.objects.create(
        organisation=organisation,
        by=actor,
        name=name,
        key_hash=hash_of(secret),
        beginning=secret[:8],
        scopes=chosen,
        expires_at=timezone.now() + timedelta(days=days),
    )
    details = {"scopes": chosen, "days": days}
    record(actor=actor, organisation=organisation, deed="api.make_token", subject=token, details=details)
    return token, secret


@transaction.atomic
def revoke_token(*, actor: User, organisation: Organisation, token: Token) -> None:
    """Make a token open nothing from now on; safe to do twice."""
    require(actor, "api.tokens", organisation)
    if Token.objects.filter(pk=token.pk, organisation=organisation, revoked_at=None).update(revoked_at=timezone.now()):
        record(actor=actor, organisation=organisation, deed="api.revoke_token", subject=token)
