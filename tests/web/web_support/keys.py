"""Tokens for tests, and a client that carries one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from gensvar_web.api.models import Token
from gensvar_web.api.queries import hash_of
from gensvar_web.api.scopes import SCOPES
from gensvar_web.people.models import Organisation, User

KNOWN = "gsv_known-to-the-tests"  # the stranger's, on every filled site


def key_of(user: User, organisation: Organisation, scopes: Any = tuple(SCOPES), secret: str = "", **fields: Any) -> str:
    """Return the secret of a new token of anybody, also of those who may not make one themselves."""
    secret = secret or f"gsv_{user.pk}-{organisation.pk}-{Token.objects.count()}"
    given = {"expires_at": timezone.now() + timedelta(days=1), "name": "test", **fields}
    Token.objects.create(
        organisation=organisation, by=user, key_hash=hash_of(secret), beginning=secret[:8], scopes=list(scopes), **given
    )
    return secret


def bearer(secret: str, language: str = "sv") -> Client:
    """Return a client that carries the token."""
    return Client(headers={"Authorization": f"Bearer {secret}", "Accept-Language": language})
