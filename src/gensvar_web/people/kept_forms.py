"""What somebody typed when the session had ended: kept until they have signed in again, then shown once.

It lies in the session of the browser that sent it, never with an account: who cannot reach the page
after signing in never sees it.
"""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from gensvar_web.kit.once import FIELD

SLOT = "kept_form"
LASTS_S = 3600.0
LARGEST = 200_000  # characters
OF_THE_PAGE = ("csrfmiddlewaretoken", FIELD)


def keep_form(request: HttpRequest) -> None:
    """Keep a form that came without a session, but for its files, and say so on the page for signing in."""
    given = request.POST.copy()
    for name in OF_THE_PAGE:
        given.pop(name, None)
    content = given.urlencode()
    if len(content) > LARGEST:
        return
    kept = {"path": request.get_full_path(), "content": content, "at": time.time(), "files": bool(request.FILES)}
    request.session[SLOT] = kept
    words = _("Du har loggats ut. Det du skrev är inte borta: logga in, så får du tillbaka det.")
    messages.warning(request, words)


def take_form(request: HttpRequest) -> QueryDict | None:
    """Return what was kept for the very address that is asked for, once; None if there is nothing, or it is old."""
    kept = request.session.get(SLOT)
    if request.method != "GET" or not kept or kept["path"] != request.get_full_path():
        return None
    del request.session[SLOT]
    if time.time() - kept["at"] > LASTS_S:
        return None
    if kept["files"]:
        messages.warning(request, _("Filen följde inte med. Välj den igen."))
    return QueryDict(kept["content"])


def show_form(request: HttpRequest, content: QueryDict) -> HttpResponse:
    """Show what was typed, with a button that sends it: for pages that do not take it back themselves."""
    pairs = [(name, value) for name, values in content.lists() for value in values]
    typed = [value for _name, value in pairs if len(value) > 2 and not value.isdecimal()]
    return render(request, "people/kept_form.html", {"pairs": pairs, "typed": typed, "back": request.get_full_path()})
