"""What is kept of a number between two pages: a keyed hash to count by, and the number itself only encrypted."""

from __future__ import annotations

import base64
import hashlib
import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest


def _key(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"block:{purpose}".encode(), "sha256")


def hashed(purpose: str, value: str) -> str:
    """Return the keyed hash of a value, another one for each purpose."""
    return hmac.new(_key(purpose), value.encode(), hashlib.sha256).hexdigest()


def sealed(value: str) -> str:
    """Return a value encrypted, for a row."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).encrypt(value.encode()).decode()


def opened(token: str) -> str | None:
    """Return what was encrypted; None for what is not ours."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(token.encode()).decode()
    except (InvalidToken, ValueError):
        return None


def address_of(request: HttpRequest) -> str:
    """Return where a visitor comes from, to count by; behind a web server of our own it is the last that one added.

    One subscriber has 2^64 addresses of the sixth version: those count as one.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    passed = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    given = (passed or own) if settings.SECURE_PROXY_SSL_HEADER else own
    try:
        address = ip_address(given)
    except ValueError:
        return given[:45]
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
