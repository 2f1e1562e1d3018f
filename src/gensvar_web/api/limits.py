"""How often one may ask: a fixed number of requests a minute, counted in the cache that all processes share."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_S = 60


class TooMany(Exception):
    """More requests than allowed; `wait` seconds until the next window."""

    def __init__(self, wait: int) -> None:
        super().__init__("too many requests")
        self.wait = wait


def count(who: str, limit: int) -> None:
    """Count a request of somebody; TooMany when the minute is used up."""
    now = int(time.time())
    key = f"api-rate:{who}:{now // WINDOW_S}"
    if cache.add(key, 1, WINDOW_S * 2):
        return
    try:
        number = cache.incr(key)
    except ValueError:  # it was culled in between
        cache.set(key, number := 1, WINDOW_S * 2)
    if number > limit:
        raise TooMany(WINDOW_S - now % WINDOW_S)


def count_address(request: HttpRequest) -> None:
    """Count a request of somebody unknown by the address it comes from."""
    count(f"ip:{address_of(request)}", settings.API_RATE_UNKNOWN)


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address; behind a web server of our own (https) it is the last that one added."""
    passed = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    own: str = request.META.get("REMOTE_ADDR", "")
    return (passed or own)[:45] if settings.SECURE_PROXY_SSL_HEADER else own
