"""The front page for those who have not signed in; others go to their organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def start(request: HttpRequest) -> HttpResponse:
    """Show what Gensvar is."""
    if request.user.is_authenticated:
        return redirect("people:home")
    return render(request, "kit/start.html")
