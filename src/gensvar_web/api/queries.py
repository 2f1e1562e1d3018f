"""Tokens as they are read."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gensvar_web.api.models import Token
from gensvar_web.people.models import Organisation

USED_KEPT = timedelta(minutes=1)


def hash_of(secret: str) -> str:
    """Return what is kept of a token; it is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def tokens_of(organisation: Organisation) -> QuerySet[Token]:
    """Return all tokens of an organisation with who made them."""
    return Token.objects.filter(organisation=organisation).select_related("by")


def open_token(secret: str, now: datetime) -> Token | None:
    """Return the token that a secret opens; None if there is none, or it has expired or been revoked."""
    found = Token.objects.select_related("organisation", "by").filter(key_hash=hash_of(secret)).first()
    if found is None or not found.open(now) or not found.by.is_active:
        return None
    return found


def note_use(token: Token) -> None:
    """Remember that the token was used; at most once a minute, so that reading stays reading."""
    now = timezone.now()
    rarely = Q(used_at=None) | Q(used_at__lt=now - USED_KEPT)
    if token.used_at is None or token.used_at < now - USED_KEPT:
        Token.objects.filter(rarely, pk=token.pk).update(used_at=now)
