"""Pages that only show: rounds, a round, a chapter, everything on one page, one's own questions; files to take away."""

from __future__ import annotations

from typing import Any, cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.exchanging import written
from gensvar_web.rooms.answers.policy import may_answer
from gensvar_web.rooms.answers.views.finding import drawn, sheet_of
from gensvar_web.vault.folders import absolute

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@gate("answers.read")
@require_safe
def rounds(request: InOrganisation) -> HttpResponse:
    """List the rounds, and how far each has come."""
    found = [(one, queries.sheet(request.organisation, one)) for one in queries.rounds(request.organisation)[:12]]
    return render(request, "answers/rounds.html", {"rounds": found})


@gate("answers.read")
@require_safe
def mine(request: InOrganisation) -> HttpResponse:
    """List what has been handed to the reader."""
    found = queries.mine(request.organisation, request.user)
    groups = [{"round": one, "lines": [drawn(request, line) for line in lines]} for one, lines in found]
    return render(request, "answers/mine.html", {"groups": groups})


@gate("answers.read")
@require_safe
def overview(request: InOrganisation, pk: int) -> HttpResponse:
    """Show the chapters and how much of each is answered."""
    whole = sheet_of(request, pk)
    open_lines = [line for part in whole.parts for line in part.asked if not line.done]
    able = [line for line in open_lines if may_answer(request.user, request.organisation, line.handed)]
    context = {
        "sheet": whole,
        "round": whole.round,
        "next": able[0] if able else None,
        "own": sum(line.handed is not None and line.handed.to_id == request.user.pk for line in open_lines),
        "earlier": queries.earlier(request.organisation, whole.round),
        "unsettled": [line for part in whole.parts for line in part.unsettled],
        "missing": _missing(whole),
    }
    return render(request, "answers/overview.html", context)


def _missing(whole: queries.Sheet) -> list[Any]:
    """Return what the fields are called that would settle which questions concern the organisation."""
    words = [word for part in whole.parts for line in part.unsettled for word in line.missing_words]
    return list(dict.fromkeys(words))


@gate("answers.read")
@require_safe
def chapter(request: InOrganisation, pk: int, chapter: str) -> HttpResponse:
    """Show the answers of a chapter, to be checked."""
    whole = sheet_of(request, pk)
    part = whole.part(chapter)
    if part is None:
        raise Http404
    place = whole.parts.index(part)
    context = {
        "sheet": whole,
        "round": whole.round,
        "part": part,
        "lines": [drawn(request, line) for line in part.asked],
        "first_open": next((one for one in part.asked if not one.done and drawn(request, one)["mine"]), None),
        "before": whole.parts[place - 1] if place else None,
        "after": whole.parts[place + 1] if place + 1 < len(whole.parts) else None,
        "saved": request.GET.get("sparat", ""),
    }
    return render(request, "answers/chapter.html", context)


@gate("answers.read")
@require_safe
def printed(request: InOrganisation, pk: int) -> HttpResponse:
    """Show every question and answer on one page, for paper."""
    whole = sheet_of(request, pk)
    parts = [{"part": part, "lines": [drawn(request, line) for line in part.asked]} for part in whole.parts]
    context = {"sheet": whole, "round": whole.round, "parts": [one for one in parts if one["lines"]]}
    return render(request, "answers/printed.html", context)


@gate("answers.read")
@require_safe
def export(request: InOrganisation, pk: int) -> HttpResponse:
    """Hand out the answers as `gensvar assess --answers` takes them."""
    whole = sheet_of(request, pk)
    response = HttpResponse(written(whole), content_type="application/yaml; charset=utf-8")
    name = f"svar-{whole.round.rulebook}-{slugify(whole.round.name) or whole.round.pk}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@gate("answers.read")
@require_safe
def document(request: InOrganisation, file: int) -> HttpResponse:
    """Hand out an attached document: to be saved, never shown as a page of ours."""
    found = get_object_or_404(queries.document_of(request.organisation, file))
    path = absolute(found.path)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)
    response["Content-Security-Policy"] = SANDBOX
    return cast("HttpResponse", response)  # it streams; the gate passes on whatever answers
