"""Everything that goes wrong as `application/problem+json` (RFC 9457), in the language that was asked for."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gensvar.errors import BadInput, GensvarError
from gensvar.text import Language, Text
from gensvar_web.api.limits import TooMany
from gensvar_web.api.security import NarrowToken
from gensvar_web.ledger.recording import THROUGH

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
PLACE = "/api/v1/"
TITLES = {
    400: Text(sv="Begäran går inte att förstå", en="The request cannot be understood"),
    401: Text(sv="En giltig API-nyckel saknas", en="A valid API key is missing"),
    403: Text(sv="Det här får nyckeln inte göra", en="The key may not do this"),
    404: Text(sv="Det finns inte", en="There is no such thing"),
    405: Text(sv="Det går inte att göra så här", en="This cannot be done here"),
    409: Text(sv="Det krockar med något annat", en="This collides with something else"),
    411: Text(sv="Längden måste anges", en="The length must be given"),
    413: Text(sv="För stort", en="Too large"),
    415: Text(sv="Fel sorts innehåll", en="The wrong kind of content"),
    422: Text(sv="Något i begäran är fel", en="Something in the request is wrong"),
    429: Text(sv="För många anrop", en="Too many requests"),
    500: Text(sv="Något gick fel hos oss", en="Something went wrong on our side"),
    503: Text(sv="Går inte just nu", en="Not possible right now"),
}


def problem(
    request: HttpRequest,
    status: int,
    detail: Text | str | None = None,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Return the answer: type, title, status, detail and whatever helps (`mend`, `where`, `errors`)."""
    language = language_of(request)
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    content: dict[str, Any] = {"type": "about:blank", "title": title.into(language), "status": status}
    for key, value in {"detail": detail, **more}.items():
        if value is not None:
            content[key] = value.into(language) if isinstance(value, Text) else value
    body = json.dumps(content, ensure_ascii=False)
    given = {"Content-Language": language, "Cache-Control": "no-store", **(headers or {})}
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=given)


def language_of(request: HttpRequest) -> Language:
    """Return the language of `Accept-Language`, Swedish if it names neither."""
    return "en" if get_language_from_request(request).startswith("en") else "sv"


def told(request: HttpRequest, error: GensvarError) -> HttpResponse:
    """Return one of our own errors: what is wrong, where, how to mend it."""
    mistake = 409 if hasattr(error, "stored") else 422  # a conflict carries what is stored
    status = mistake if isinstance(error, BadInput) else 500
    return problem(
        request, status, error.what, where=error.where, mend=error.mend, errors=getattr(error, "errors", None)
    )


class Refused(BadInput):
    """Fields that a form of the pages does not take; `errors` says what is wrong with each."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        self.errors = errors
        where = ", ".join(sorted({one["where"] for one in errors}))
        super().__init__(
            Text(sv="fälten går inte att förstå", en="the fields cannot be understood"), where=where or None
        )


def refused(form: Form) -> Refused:
    """Return what a form says is wrong, as a mistake of the API."""
    told = form.errors.get_json_data()
    errors = [{"where": name, "what": str(one["message"])} for name, some in told.items() for one in some]
    return Refused(errors)


def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    if isinstance(error, NarrowToken):
        lacks = Text(sv=f"Nyckeln saknar behörigheten {error.scope}.", en=f"The key lacks the scope {error.scope}.")
        return problem(request, 403, lacks, scope=error.scope)
    role = Text(
        sv="Rollen hos den som skapade nyckeln räcker inte.",
        en="The role of the person who made the key does not reach.",
    )
    return problem(request, 403, role)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [{"where": "/".join(str(part) for part in one["loc"]), "what": one["msg"]} for one in error.errors]
    return problem(request, 422, errors=found)


def _unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("api: %s %s", request.method, request.path, exc_info=error)
    return problem(request, 500)


def handle(api: NinjaAPI) -> None:
    """Have every error of the API told in this way."""
    way = {"WWW-Authenticate": "Bearer"}
    big = Text(sv="Begäran är större än servern tar emot.", en="The request is larger than the server takes.")
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        GensvarError: told,
        PermissionDenied: _denied,
        ValidationError: _invalid,
        Http404: lambda request, error: problem(request, 404),
        AuthenticationError: lambda request, error: problem(request, 401, headers=way),
        TooMany: lambda request, error: problem(request, 429, headers={"Retry-After": str(error.wait)}),
        RequestDataTooBig: lambda request, error: problem(request, 413, big),
        HttpError: lambda request, error: problem(request, error.status_code, str(error)),
        Exception: _unknown,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


class ProblemMiddleware:
    """Turns what others answered for an address of the API (a page) into a problem."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        if not request.path.startswith(PLACE):
            return self.get_response(request)
        before = THROUGH.set("")
        try:
            response = self.get_response(request)
        finally:
            THROUGH.reset(before)
        if response.status_code < 400 or response.headers.get("Content-Type") in (MEDIA_TYPE, "application/json"):
            return response
        kept = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
        return problem(request, response.status_code, headers=kept)
