"""Pages for what went wrong: each says what to do next, and none needs more than a template."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be understood."""
    return render(request, "kit/errors/400.html", status=400)


def bad_origin(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is too old or was sent from elsewhere; nothing was done."""
    return render(request, "kit/errors/403_form.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but the role does not reach."""
    return render(request, "kit/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none that this person may see."""
    return render(request, "kit/errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Drawn without the database, which may be what is broken."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("kit/errors/500.html"), status=500)
