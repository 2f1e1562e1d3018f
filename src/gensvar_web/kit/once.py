"""A form sent twice is carried out once: the second time leads where the first one led.

Each form carries a random token (`{% once %}`, part of `{% form %}`). It is stored before the view
runs; a view that redirects has done its deed, any other answer (a mistake to correct) frees the token.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from gensvar_web.kit.models import SentForm

FIELD = "once"
KEPT = timedelta(days=2)


def new_token() -> str:
    """Return a token for a form that is about to be drawn."""
    return secrets.token_urlsafe(18)


class OnceMiddleware:
    """Looks at every form that carries a token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the view's answer, or that of the first time."""
        token = request.POST.get(FIELD, "")[:64] if request.method == "POST" else ""
        if not token:
            return self.get_response(request)
        try:
            with transaction.atomic():
                SentForm.objects.create(token=token, path=request.path[:400])
        except IntegrityError:
            return _again(request, token)
        try:
            response = self.get_response(request)
        except BaseException:
            SentForm.objects.filter(token=token).delete()
            raise
        _keep(token, response)
        return response


def _keep(token: str, response: HttpResponse) -> None:
    location = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
    if location and len(location) <= 800:
        SentForm.objects.filter(token=token).update(location=location)
    else:
        SentForm.objects.filter(token=token).delete()


def _again(request: HttpRequest, token: str) -> HttpResponse:
    sent = SentForm.objects.filter(token=token, path=request.path[:400]).first()
    if sent is not None and sent.location:
        return HttpResponseRedirect(sent.location)
    return render(request, "kit/errors/409_form.html", status=409)


def forget_old() -> int:
    """Delete tokens older than two days; returns how many. Called by the tick."""
    deleted, _ = SentForm.objects.filter(received_at__lt=timezone.now() - KEPT).delete()
    return deleted
