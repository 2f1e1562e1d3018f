"""What is kept of a number between two pages: a keyed hash to count by, and the number itself only encrypted."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _key(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"block:{purpose}".encode(), "sha256")


def hashed(purpose: str, value: str) -> str:
    """Return the keyed hash of a value, another one for each purpose."""
    return hmac.new(_key(purpose), value.encode(), hashlib.sha256).hexdigest()


def sealed(value: str) -> str:
    """Return a value encrypted, for the browser's session or a row."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).encrypt(value.encode()).decode()


def opened(token: str) -> str | None:
    """Return what was encrypted; None for what is not ours."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(token.encode()).decode()
    except (InvalidToken, ValueError):
        return None
