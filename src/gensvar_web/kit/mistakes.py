"""A `GensvarError` that no view caught becomes a page that says what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gensvar.errors import BadInput, GensvarError


class MistakesMiddleware:
    """Draws our own errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the view's answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return a page for an error of ours: 400 for bad input, 500 else; None leaves other errors alone."""
        if not isinstance(exception, GensvarError):
            return None
        status = 400 if isinstance(exception, BadInput) else 500
        return render(request, "kit/errors/mistake.html", {"error": exception}, status=status)
