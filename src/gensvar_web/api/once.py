"""`Idempotency-Key`: a POST that is sent again gets the first answer again and does nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gensvar.text import Text
from gensvar_web.api.models import Given, Token
from gensvar_web.api.problems import problem
from gensvar_web.api.queries import open_token

HEADER = "Idempotency-Key"
LONGEST = 120
KEPT_BODY = 1_000_000
Run = Callable[..., HttpResponse]
BUSY = Text(sv="Samma begäran håller på att utföras.", en="The same request is being carried out.")
OTHER = Text(
    sv="Idempotency-Key har redan använts till en annan begäran.",
    en="The Idempotency-Key has been used for another request.",
)


def idempotent(run: Run) -> Run:
    """Wrap the run of an operation."""

    @wraps(run)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "")[:LONGEST] if request.method == "POST" else ""
        token = _token_of(request) if key else None
        if token is None:  # whoever has no token is turned away by the gate
            return run(request, *args, **kwargs)
        return _once(request, token, key, lambda: run(request, *args, **kwargs))

    return wrapped


def _token_of(request: HttpRequest) -> Token | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return open_token(secret, timezone.now()) if kind.lower() == "bearer" else None


def _once(request: HttpRequest, token: Token, key: str, run: Callable[[], HttpResponse]) -> HttpResponse:
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            given = Given.objects.create(token=token, key=key, request_hash=fingerprint)
    except IntegrityError:
        return _again(request, Given.objects.get(token=token, key=key), fingerprint)
    try:
        response = run()
    except BaseException:
        given.delete()
        raise
    _keep(given, response)
    return response


def _keep(given: Given, response: HttpResponse) -> None:
    """Keep what was done or is wrong for good; what may go better the next time is forgotten."""
    if response.status_code >= 500 or response.status_code in (401, 403, 429) or response.streaming:
        given.delete()
        return
    given.status, given.media_type = response.status_code, response.headers.get("Content-Type", "")[:100]
    given.body = response.content[:KEPT_BODY]
    given.save(update_fields=["status", "media_type", "body"])


def _again(request: HttpRequest, given: Given, fingerprint: str) -> HttpResponse:
    if given.request_hash != fingerprint:
        return problem(request, 422, OTHER)
    if given.status is None:
        return problem(request, 409, BUSY, headers={"Retry-After": "2"})
    headers = {"Idempotent-Replayed": "true"}
    return HttpResponse(bytes(given.body), status=given.status, content_type=given.media_type, headers=headers)


def _fingerprint(request: HttpRequest) -> str:
    """Return a hash of what is asked; of a file only its length, since it is read but once."""
    parts = [request.method or "", request.get_full_path(), request.headers.get("Content-Length", "")]
    digest = hashlib.sha256("\n".join(parts).encode())
    if request.content_type == "application/json":
        digest.update(request.body)
    return digest.hexdigest()
