"""The pages of the room: the audits, beginning one, one with its proof, how often."""

from __future__ import annotations

import zipfile
from tempfile import TemporaryFile
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.site import actions, queries, words
from gensvar_web.rooms.site.forms import AuditForm, WatchForm
from gensvar_web.rooms.site.models import SiteAudit

A_PAGE = 20


@gate("site.read")
@require_safe
def home(request: InOrganisation) -> HttpResponse:
    """List the audits; the newest with its verdicts in short."""
    page = Paginator(queries.audits_of(request.organisation), A_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    context = {
        "page": page,
        "table": words.audits_table(request.organisation, found) if found else None,
        "running": next((one for one in found if one.job and one.job.state in ("waiting", "running")), None),
        "every": queries.watch_of(request.organisation),
        "may_audit": request.user.has_perm("site.audit", request.organisation),
        "may_watch": request.user.has_perm("site.watch", request.organisation),
    }
    return render(request, "site/home.html", context)


@gate("site.audit")
@require_http_methods(["GET", "POST"])
def begin(request: InOrganisation) -> HttpResponse:
    """Begin an audit."""
    last = queries.audits_of(request.organisation).first()
    address = last.address if last else request.organisation.profile.get("website") or ""
    form = AuditForm(request.POST or None, initial={"address": address})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_audit(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        except BadInput as problem:
            form.add_error("address", say(problem.what))
        else:
            assert made.job is not None
            return redirect("vault:job", request.organisation.slug, made.job.pk)
    return render(request, "site/begin.html", {"form": form}, status=422 if form.errors else 200)


@gate("site.read")
@require_safe
def audit(request: InOrganisation, pk: int) -> HttpResponse:
    """Show what one audit found, with its proof and what has changed."""
    found = _done(request, pk)
    before, walks = queries.previous(found), queries.walks(found)
    said = queries.said_by(walks, before)
    context: dict[str, Any] = {
        "audit": found,
        "before": before,
        "counts": found.counts(),
        "changed": [words.line(one) for one in said if one.changed],
        "strips": words.strips(walks),
        "lines": [words.line(one) for one in said],
        "blocked": [(words.window(one["viewport"]), one["blocked"]) for one in walks if one.get("blocked")],
        "walks": walks,
    }
    return render(request, "site/audit.html", context)


@gate("site.read")
@require_safe
def evidence(request: InOrganisation, pk: int, name: str) -> HttpResponse:
    """Hand out one file of the proof: pictures to look at, everything else to download."""
    found = _done(request, pk)
    if name not in queries.evidence_names(found):
        raise Http404
    file = queries.folder_of(found) / "evidence" / name
    picture = name.endswith(".png")
    kind = "image/png" if picture else "application/octet-stream"
    response = FileResponse(file.open("rb"), content_type=kind, as_attachment=not picture, filename=name)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return cast(HttpResponse, response)


@gate("site.read")
@require_safe
def archive(request: InOrganisation, pk: int) -> HttpResponse:
    """Hand out everything that one audit left, as one file."""
    found = _done(request, pk)
    folder = queries.folder_of(found)
    target = TemporaryFile()  # noqa: SIM115  # the response reads it and closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            packed.write(file, file.relative_to(folder))
    target.seek(0)
    name = f"gensvar-webbplats-{found.begun_at:%Y-%m-%d}.zip"
    return cast(HttpResponse, FileResponse(target, as_attachment=True, filename=name))


@gate("site.watch")
@require_http_methods(["GET", "POST"])
def watch(request: InOrganisation) -> HttpResponse:
    """Set how often."""
    form = WatchForm(request.POST or None, initial={"every_days": queries.watch_of(request.organisation)})
    if request.method == "POST" and form.is_valid():
        actions.set_watch(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        messages.success(request, _("Det är sparat."))
        return redirect("site:home", request.organisation.slug)
    return render(request, "site/watch.html", {"form": form}, status=422 if form.errors else 200)


def _done(request: InOrganisation, pk: int) -> SiteAudit:
    return get_object_or_404(queries.audits_of(request.organisation), pk=pk, finished_at__isnull=False)
