"""Signing in as somebody of the demo without a letter. Closed everywhere but in the demo, on this very machine."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gensvar_web.demo.filling import mark
from gensvar_web.demo.population import PEOPLE
from gensvar_web.people.models import User

HERE = ("127.0.0.1", "::1")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")


def _only_here(request: HttpRequest) -> None:
    """Raise Http404 unless this is the demo, asked for by a browser on the same machine."""
    through = any(name in request.META for name in FORWARDED)
    if not settings.DEMO or not mark().is_file() or through or request.META.get("REMOTE_ADDR") not in HERE:
        raise Http404


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show whom one can be."""
    _only_here(request)
    return render(request, "demo/sign_in.html", {"people": PEOPLE})


@require_POST
def become(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as a person of the demo, and nobody else."""
    _only_here(request)
    emails = json.loads(mark().read_text(encoding="utf-8"))
    user = get_object_or_404(User, email=emails.get(key, ""), is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("people:home")
