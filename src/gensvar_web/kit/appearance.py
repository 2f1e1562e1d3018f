"""Light, dark, or as the device has it: a cookie, so that the page is right from the first paint."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "appearance"
SCHEMES = ("auto", "light", "dark")


def appearance_of(request: HttpRequest) -> str:
    """Return the chosen scheme; `auto` where none was chosen."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in SCHEMES else "auto"


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Return where a form asked to go afterwards, if it is one of our own addresses."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own else default


@require_POST
def set_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the scheme for a year and go back."""
    response = redirect(safe_next(request))
    chosen = request.POST.get("appearance", "auto")
    if chosen in SCHEMES:
        age = int(timedelta(days=365).total_seconds())
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, chosen, max_age=age, samesite="Lax", secure=secure, httponly=True)
    return response
