"""The page of a job: how far it has come, and where to go when it is done."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gensvar_web.kit.language import language, say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.vault.jobs import KINDS
from gensvar_web.vault.models import Job


@gate("vault.read")
@require_safe
def job(request: InOrganisation, pk: int) -> HttpResponse:
    """Show a job; htmx asks for the moving part only, and leaves for the result when it is done."""
    found = get_object_or_404(Job, pk=pk, organisation=request.organisation)
    context = {"job": found, "title": _title(found), **progress_of(found, request.path)}
    if not getattr(request, "htmx", False):
        return render(request, "vault/job.html", context)
    if found.active:
        return render(request, "kit/progress.html", context)
    response = HttpResponse()
    response["HX-Redirect"] = (found.result or {}).get("url") or request.path
    return response


def _title(found: Job) -> str:
    kind = KINDS.get(found.kind)
    return say(kind.title) if kind else found.kind


def progress_of(found: Job, url: str) -> dict[str, Any]:
    """Return what `kit/progress.html` draws."""
    return {
        "label": found.get_state_display() if not found.active else _("Så långt har arbetet kommit"),
        "hundredths": round(found.share * 100),
        "note": found.note.get(language(), ""),
        "running": found.active,
        "url": url,
    }
