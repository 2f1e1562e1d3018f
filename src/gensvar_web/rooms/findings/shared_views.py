"""Reports and links: what leaves the organisation, and the page that a link leads to."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.evidence import canonical_bytes
from gensvar_web.kit.language import language
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.findings import actions, lists, queries
from gensvar_web.rooms.findings.drawing import FORMS, file_name
from gensvar_web.rooms.findings.forms import ShareForm
from gensvar_web.rooms.findings.models import Report
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import AssessmentRecord
from gensvar_web.vault.verdicts import assessments_of

# A drawn report brings its own style and fonts and nothing else; it may not run or fetch anything.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
TOLD = "findings.link"
Answer = TypeVar("Answer", HttpResponse, FileResponse)


@gate("findings.read")
@require_http_methods(["GET", "POST"])
def reports(request: InOrganisation, pk: int) -> HttpResponse:
    """Show which reports there are, have one drawn, show the links."""
    record = _record(request, pk)
    if request.method == "POST":
        form = request.POST.get("form", "")
        if form not in FORMS:
            raise Http404
        job = actions.begin_report(
            actor=request.user, organisation=request.organisation, record=record, form=form, language=language()
        )
        return redirect("vault:job", request.organisation.slug, job.pk)
    kept = {one.form: one for one in queries.reports(record) if one.language == language()}
    context = {
        "record": record,
        "made": lists.day_of(record),
        "forms": [{"form": form, "kept": kept.get(form.key)} for form in FORMS.values()],
        "links": list(queries.links(record)),
        "told": _told(request, pk),
    }
    return render(request, "findings/reports.html", context)


def _told(request: InOrganisation, pk: int) -> str:
    """Return the address of a link that was just made; it is told once."""
    kept = request.session.get(TOLD)
    if not kept or kept["assessment"] != pk:
        return ""
    del request.session[TOLD]
    return str(kept["address"])


@gate("findings.read")  # type: ignore[arg-type]  # a file is streamed
@require_safe
def report(request: InOrganisation, pk: int, form: str) -> HttpResponse | FileResponse:
    """Hand out a report; JSON is the sealed document itself."""
    record = _record(request, pk)
    if form == "json":
        response = HttpResponse(canonical_bytes(document_of(record)) + b"\n", content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{file_name(record, "json")}"'
        return response
    return _file(get_object_or_404(queries.reports(record), form=form, language=language()), record)


def _file(found: Report, record: AssessmentRecord) -> FileResponse:
    form = FORMS[found.form]
    response = FileResponse(
        absolute(found.file.path).open("rb"),
        as_attachment=form.key != "html",
        filename=file_name(record, form.ending),
        content_type=form.media_type,
    )
    response["Content-Security-Policy"] = REPORT_POLICY
    return response


@gate("findings.share")
@require_http_methods(["GET", "POST"])
def share(request: InOrganisation, pk: int) -> HttpResponse:
    """Make a link."""
    record = _record(request, pk)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = actions.share(
            actor=request.user, organisation=request.organisation, record=record, **form.cleaned_data
        )
        request.session[TOLD] = {"assessment": pk, "address": address}
        return redirect("findings:reports", request.organisation.slug, pk)
    context = {"form": form, "record": record, "made": lists.day_of(record)}
    return render(request, "findings/share.html", context, status=422 if form.errors else 200)


@gate("findings.share")
@require_http_methods(["GET", "POST"])
def revoke(request: InOrganisation, pk: int) -> HttpResponse:
    """Close a link."""
    link = get_object_or_404(queries.links_of(request.organisation), pk=pk)
    back = reverse("findings:reports", args=[request.organisation.slug, link.assessment_id])
    if request.method == "POST":
        actions.revoke(actor=request.user, organisation=request.organisation, link=link)
        messages.success(request, _("Länken är återkallad."))
        return redirect(back)
    words = {
        "heading": _("Återkalla länken till %(name)s") % {"name": link.name},
        "text": _("Den som har länken kommer inte längre åt bedömningen."),
        "button": _("Återkalla"),
        "tone": "danger",
        "back": back,
    }
    return render(request, "kit/confirm.html", words)


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """Show an assessment to whoever has the link: to read, nothing else."""
    link = queries.link_with(key)
    if link is None:
        return _private(render(request, "findings/link_closed.html", status=404))
    if request.method == "GET":
        actions.opened(link=link)
    record = link.assessment
    document = document_of(record)
    found = {one["rule"]: one for one in document["findings"]}
    spoken = language()
    context: dict[str, Any] = {
        "link": link,
        "record": record,
        "key": key,
        "title": document["edition"]["title"][spoken],
        "made": lists.day_of(record),
        "period": lists.period_of(record),
        "chapters": [
            {"title": one["title"][spoken], "findings": [_read(found[rule]) for rule in one["rules"] if rule in found]}
            for one in document["chapters"]
        ],
        "kept": [FORMS[one.form] for one in queries.reports(record) if one.language == spoken],
    }
    return _private(render(request, "findings/shared.html", context))


def _read(finding: dict[str, Any]) -> dict[str, Any]:
    from gensvar.report.assessment.reading import sentence
    from gensvar_web.rooms.findings.names import SOMEBODY, anonymous

    spoken = language()
    return {
        "rule": finding["rule"],
        "title": finding["title"][spoken],
        "verdict": finding["verdict"],
        "reasons": sentence(anonymous(finding["reasons"][spoken], SOMEBODY.into(spoken))),
    }


@require_safe
def shared_report(request: HttpRequest, key: str, form: str) -> FileResponse:
    """Hand out a drawn report to whoever has the link."""
    link = queries.link_with(key)
    if link is None:
        raise Http404
    found = get_object_or_404(queries.reports(link.assessment), form=form, language=language())
    return _private(_file(found, link.assessment))


def _private(response: Answer) -> Answer:
    """No search engine, no cache, no address passed on."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    return response


def _record(request: InOrganisation, pk: int) -> AssessmentRecord:
    return get_object_or_404(assessments_of(request.organisation), pk=pk)
