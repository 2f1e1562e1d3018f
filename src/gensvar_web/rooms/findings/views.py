"""The pages of assessments: the list, one, a finding, thresholds, two side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.report.words import LEVEL, VERDICT
from gensvar.report.words import say as say_word
from gensvar.text import Text
from gensvar_web.kit.addresses import along
from gensvar_web.kit.language import language, say
from gensvar_web.kit.templatetags.kit import number
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.findings import actions, lists, queries
from gensvar_web.rooms.findings.assessing import edition_named
from gensvar_web.rooms.findings.forms import AssessForm, CompareForm, OverrideForm, ThresholdForm
from gensvar_web.rooms.findings.links import plan_link
from gensvar_web.rooms.findings.models import Override
from gensvar_web.rooms.findings.sealed import sealed
from gensvar_web.vault.models import AssessmentRecord, FindingRow
from gensvar_web.vault.stores import default_store
from gensvar_web.vault.verdicts import assessments_of, changes, counts_by_chapter, wording_of

VERDICTS = ("not_met", "cannot_be_judged", "met", "not_applicable")
A_PAGE = 20


@gate("findings.read")
@require_safe
def assessments(request: InOrganisation) -> HttpResponse:
    """List the assessments."""
    page = Paginator(assessments_of(request.organisation), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "page": page,
        "table": lists.assessments_table(request.organisation, shown) if shown else None,
        "comparable": page.paginator.count > 1,
        "job": queries.running(request.organisation, "findings.assess"),
    }
    return render(request, "findings/list.html", context)


@gate("findings.assess")
@require_http_methods(["GET", "POST"])
def assess(request: InOrganisation) -> HttpResponse:
    """Begin an assessment."""
    choices = queries.choices(timezone.localdate())
    names = [(one.key, _choice_words(one)) for one in choices]
    wanted = request.GET.get("edition") or names[0][0]
    form = AssessForm(request.POST or None, editions=names, initial={"edition": wanted})
    if request.method == "POST" and form.is_valid():
        rulebook, _at, edition = form.cleaned_data["edition"].partition("@")
        job = actions.begin_assessment(
            actor=request.user,
            organisation=request.organisation,
            rulebook=rulebook,
            edition=edition,
            first=form.cleaned_data["first"],
            last=form.cleaned_data["last"],
        )
        return redirect("vault:job", request.organisation.slug, job.pk)
    context = {"form": form, "data": default_store(request.organisation)}
    return render(request, "findings/assess.html", context, status=422 if form.errors else 200)


def _choice_words(one: queries.Choice) -> str:
    head = one.listed.head
    force = f" ({_('gäller nu')})" if one.in_force else ""
    return f"{say(head.title)}, {head.edition}{force}"


@gate("findings.read")
@require_safe
def assessment(request: InOrganisation, pk: int) -> HttpResponse:
    """Show an assessment: its summary, the chapters, the findings of a verdict or all."""
    record = _record(request, pk)
    rows = list(record.findings.all())
    wording, counts = wording_of(record), counts_by_chapter(rows)
    wanted = request.GET.get("utfall", "")
    wanted = wanted if wanted in VERDICTS else ""
    chosen = {row.rule: row for row in rows if not wanted or row.verdict == wanted}
    at = along("findings:finding", request.organisation.slug, pk)
    chapters = [
        {
            "chapter": part,
            "counts": counts.get(part.id, {}),
            "rows": [_line(chosen[rule], wording.rules.get(rule), at) for rule in part.rules if rule in chosen],
        }
        for part in wording.chapters
    ]
    context = {
        "record": record,
        "title": say(wording.title),
        "made": lists.day_of(record),
        "period": lists.period_of(record),
        "chapters": [one for one in chapters if one["rows"]] if wanted else chapters,
        "tabs": _tabs(record),
        "wanted": wanted or "all",
        "contradicted": [(row.rule, at(row.rule)) for row in rows if row.contradicted],
        "overridden": [(row.rule, at(row.rule)) for row in rows if row.overridden],
        "before": assessments_of(request.organisation, record.edition.rulebook)
        .filter(created_at__lt=record.created_at)
        .first(),
    }
    return render(request, "findings/assessment.html", context)


def _line(row: FindingRow, title: Text | None, at: Callable[[str], str]) -> dict[str, Any]:
    told = [say_word(LEVEL, row.level, language())]
    if row.value is not None:
        told.append(lists.figure_of(row) + (f" (n = {number(row.n)})" if row.n is not None else ""))
    return {"row": row, "title": say(title) if title else "", "told": " · ".join(told), "url": at(row.rule)}


def _tabs(record: AssessmentRecord) -> list[tuple[str, str, str]]:
    counts = {code: getattr(record, code) for code in VERDICTS}
    words = [
        (code, f"{say_word(VERDICT, code, language())} ({n})", f"?utfall={code}") for code, n in counts.items() if n
    ]
    return [("all", f"{_('Alla')} ({sum(counts.values())})", "?"), *words]


@gate("findings.read")
@require_safe
def finding(request: InOrganisation, pk: int, rule: str) -> HttpResponse:
    """Show a finding: verdict, figures, own answer beside the measurement, reasons, history."""
    record = _record(request, pk)
    row = get_object_or_404(record.findings, rule=rule)
    shown = sealed(request.user, request.organisation, record, rule)
    kept = list(queries.overrides_ever(request.organisation, record.edition.rulebook, rule))
    rows = queries.history(request.organisation, record.edition.rulebook, rule)
    context = {
        **shown,
        "record": record,
        "overrides": kept,
        "waiting": _waiting(kept, shown["overridden"]),
        "history": lists.history_table(request.organisation, rows),
        "plan": plan_link(request.organisation, row),
        "made": lists.day_of(record),
    }
    return render(request, "findings/finding.html", context)


def _waiting(kept: list[Override], overridden: str | None) -> bool:
    """Return whether the overrides say something else than the assessment, so that the next one will differ."""
    now = next((one for one in kept if one.withdrawn_at is None), None)
    return (now.verdict if now else None) != overridden


@gate("findings.override")
@require_http_methods(["GET", "POST"])
def set_aside(request: InOrganisation, pk: int, rule: str) -> HttpResponse:
    """Put another verdict in the place of the judged one."""
    record = _record(request, pk)
    found = queries.finding_in(record, rule)
    if found is None:
        raise Http404
    form = OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_aside(
            actor=request.user, organisation=request.organisation, record=record, rule=rule, **form.cleaned_data
        )
        messages.success(request, _("Utfallet är ändrat från och med nästa bedömning."))
        return redirect("findings:finding", request.organisation.slug, pk, rule)
    context = {"form": form, "record": record, "rule": rule, "verdict": found["verdict"]}
    context["title"] = found["title"][language()]
    return render(request, "findings/set_aside.html", context, status=422 if form.errors else 200)


@gate("findings.override")
@require_http_methods(["GET", "POST"])
def withdraw(request: InOrganisation, pk: int) -> HttpResponse:
    """Take an override back."""
    one = get_object_or_404(queries.overrides_of(request.organisation), pk=pk)
    newest = assessments_of(request.organisation, one.rulebook).first()
    back = (
        reverse("findings:finding", args=[request.organisation.slug, newest.pk, one.rule])
        if newest
        else reverse("findings:list", args=[request.organisation.slug])
    )
    if request.method == "POST":
        actions.withdraw(actor=request.user, organisation=request.organisation, override=one)
        messages.success(request, _("Ändringen är återtagen från och med nästa bedömning."))
        return redirect(back)
    words = {
        "heading": _("Ta tillbaka ändringen av %(rule)s") % {"rule": one.rule},
        "text": _("Nästa bedömning går efter underlaget igen. Ändringen finns kvar i historiken."),
        "button": _("Ta tillbaka"),
        "back": back,
    }
    return render(request, "kit/confirm.html", words)


@gate("findings.read")
@require_safe
def thresholds(request: InOrganisation) -> HttpResponse:
    """List thresholds, the rulebook's and the organisation's own."""
    names = [one.key for one in queries.choices(timezone.localdate()) if one.in_force]
    wanted = request.GET.get("utgava", "")
    wanted = wanted if wanted in names else names[0]
    edition = edition_named(*wanted.split("@", 1))
    context = {
        "table": lists.thresholds_table(
            request.organisation,
            edition,
            timezone.localdate(),
            request.user.has_perm("findings.thresholds", request.organisation),
        ),
        "edition": edition,
        "tabs": [(name, name.partition("@")[0], f"?utgava={name}") for name in names],
        "wanted": wanted,
    }
    return render(request, "findings/thresholds.html", context)


@gate("findings.thresholds")
@require_http_methods(["GET", "POST"])
def threshold(request: InOrganisation, edition: str, rule: str, parameter: str) -> HttpResponse:
    """Set an own threshold, or take it away."""
    book, _at, name = edition.partition("@")
    pair = queries.parameter_of(book, name, rule, parameter)
    if pair is None:
        raise Http404
    one, found = pair
    own = request.organisation.thresholds.get(rule, {}).get(parameter, {})
    value = own.get("value")
    shown = value * 100 if value is not None and found.unit == "share" else value
    form = ThresholdForm(request.POST or None, unit=found.unit, initial={"value": shown, "note": own.get("note")})
    back = reverse("findings:thresholds", args=[request.organisation.slug]) + f"?utgava={edition}"
    if request.method == "POST" and form.is_valid():
        actions.set_threshold(
            actor=request.user, organisation=request.organisation, rule=rule, parameter=parameter, **form.cleaned_data
        )
        messages.success(request, _("Gränsen är sparad och gäller från och med nästa bedömning."))
        return redirect(back)
    context = {"form": form, "rule": one, "parameter": found, "back": back, "compare": lists.compared(one, found)}
    return render(request, "findings/threshold.html", context, status=422 if form.errors else 200)


@gate("findings.read")
@require_safe
def compare(request: InOrganisation) -> HttpResponse:
    """Show two assessments side by side: which verdicts changed."""
    records = {str(one.pk): one for one in assessments_of(request.organisation)[:60]}
    names = [(key, f"{lists.day_of(one)}, {one.edition.reference}") for key, one in records.items()]
    keys = list(records)
    start = {"after": keys[0] if keys else "", "before": keys[1] if len(keys) > 1 else keys[0] if keys else ""}
    asked = {key: request.GET.get(key) or start[key] for key in ("before", "after")}
    form = CompareForm(asked if keys else None, assessments=names)
    context: dict[str, Any] = {"form": form, "none": not keys}
    if keys and form.is_valid():
        before, after = (records[form.cleaned_data[key]] for key in ("before", "after"))
        context |= _compared(request, before, after)
    return render(request, "findings/compare.html", context)


def _compared(request: InOrganisation, before: AssessmentRecord, after: AssessmentRecord) -> dict[str, Any]:
    old, new = (list(one.findings.all()) for one in (before, after))
    changed = changes(old, new)
    wording = wording_of(after)
    groups = [
        ("better", _("Bättre")),
        ("worse", _("Sämre")),
        ("other", _("Andra ändringar")),
    ]
    return {
        "older": before,
        "newer": after,
        "counts": [
            (one, {code: getattr(one, code) for code in VERDICTS}, lists.day_of(one)) for one in (before, after)
        ],
        "groups": [
            (title, lists.changes_table(request.organisation, some, wording, after, title))
            for code, title in groups
            if (some := [one for one in changed if one.direction == code])
        ],
        "same": not changed,
    }


def _record(request: InOrganisation, pk: int) -> AssessmentRecord:
    return get_object_or_404(assessments_of(request.organisation), pk=pk)
