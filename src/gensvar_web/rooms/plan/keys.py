"""Keys of secret addresses. The database holds a seed and a hash; without the server's secret they are no key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings


def new_seed() -> str:
    """Return a random seed."""
    return secrets.token_urlsafe(16)


def key_of(seed: str) -> str:
    """Return the key that belongs to a seed: 256 bits that can be worked out again for the next letter."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"plan.link:" + seed.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(key: str) -> str:
    """Return what a key is found by."""
    return hashlib.sha256(key.encode()).hexdigest()
