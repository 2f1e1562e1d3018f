"""The pages of the API: its description for people, and an organisation's tokens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar_web.api import actions, queries
from gensvar_web.api.forms import TokenForm
from gensvar_web.api.scopes import SCOPES
from gensvar_web.people.gate import InOrganisation, gate

SHOWN_ONCE = "api-token"


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """List every operation, from the OpenAPI description itself."""
    from gensvar_web.api.server import api

    schema = api.get_openapi_schema()
    groups = [{**tag, "operations": list(_operations(schema, tag["name"]))} for tag in schema["tags"]]
    context = {"groups": [group for group in groups if group["operations"]], "scopes": SCOPES.items()}
    return render(request, "api/reference.html", context)


def _operations(schema: Any, tag: str) -> Any:
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            if tag in one.get("tags", []):
                parameters = [p for p in one.get("parameters", []) if p["in"] == "query"]
                yield {
                    "method": method.upper(), "path": path, "summary": one["summary"],
                    "text": one.get("description", ""),
                    "parameters": parameters, "open": not one.get("security"), "scope": one.get("x-scope", ""),
                }  # fmt: skip


@gate("api.tokens")
@require_safe
def tokens(request: InOrganisation) -> HttpResponse:
    """List the tokens; one that was just made is shown this once."""
    now = timezone.now()
    found = list(queries.tokens_of(request.organisation))
    shown = request.session.pop(SHOWN_ONCE, None)
    context = {
        "open": [one for one in found if one.open(now)],
        "closed": [one for one in found if not one.open(now)],
        "secret": shown["secret"] if shown and shown["organisation"] == request.organisation.pk else "",
        "words": SCOPES,
    }
    response = render(request, "api/tokens.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@gate("api.tokens")
@require_http_methods(["GET", "POST"])
def new_token(request: InOrganisation) -> HttpResponse:
    """Make a token."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _token, secret = actions.make_token(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        request.session[SHOWN_ONCE] = {"organisation": request.organisation.pk, "secret": secret}
        return redirect("api:tokens", request.organisation.slug)
    return render(request, "api/new_token.html", {"form": form}, status=422 if form.errors else 200)


@gate("api.tokens")
@require_http_methods(["GET", "POST"])
def revoke(request: InOrganisation, pk: int) -> HttpResponse:
    """Revoke a token."""
    token = get_object_or_404(queries.tokens_of(request.organisation), pk=pk)
    back = reverse("api:tokens", args=[request.organisation.slug])
    if request.method == "POST":
        actions.revoke_token(actor=request.user, organisation=request.organisation, token=token)
        messages.success(request, _("Nyckeln är spärrad."))
        return redirect(back)
    words = {
        "heading": _("Spärra nyckeln %(name)s") % {"name": token.name},
        "text": _("Program som använder nyckeln kommer inte längre in. Det går inte att ångra."),
        "button": _("Spärra"),
        "tone": "danger",
        "back": back,
    }
    return render(request, "kit/confirm.html", words)
