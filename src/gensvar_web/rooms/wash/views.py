"""The pages of the room: receipts, a new wash, one wash with its list and its receipt."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.blocklist.numbers.status import TITLES, Status
from gensvar.errors import BadInput
from gensvar.text import Text, format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.wash import actions, queries
from gensvar_web.rooms.wash.forms import WashForm
from gensvar_web.rooms.wash.models import Wash

A_PAGE = 25
WISHES = ("seller", "campaign", "purpose", "product", "processor", "columns", "remove", "keep_proof")


@gate("wash.read")
@require_safe
def home(request: InOrganisation) -> HttpResponse:
    """List the receipts."""
    page = Paginator(queries.washes_of(request.organisation), A_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    context = {
        "page": page,
        "table": _table(request.organisation, found) if found else None,
        "may_wash": request.user.has_perm("wash.wash", request.organisation),
    }
    return render(request, "wash/home.html", context)


def _table(organisation: Organisation, found: list[Wash]) -> Table:
    columns = [
        Column("list", _("Lista")),
        Column("when", _("Tvättad"), "date"),
        Column("rows", _("Rader"), "number"),
        Column("free", _("Fria"), "number"),
        Column("blocked", _("Spärrade"), "number"),
        Column("until", _("Gäller till och med"), "date"),
    ]

    def row(one: Wash) -> list[Any]:
        cells, receipt = one.cells, one.receipt
        blocked = cells.get("blocked", 0) + cells.get("blocked_by_one_reading", 0)
        figures = (receipt["counts"]["rows"], cells["free"], blocked) if receipt else (None, None, None)
        return [
            Cell(one.name, f"/o/{organisation.slug}/tvatt/{one.pk}/"),
            date_format(one.begun_at, "Y-m-d"),
            *(format_number(number, language()) if number is not None else "–" for number in figures),
            receipt.get("valid_until", "–"),
        ]

    return table(columns, found, row, _("Tvättade listor"))


@gate("wash.wash")
@require_http_methods(["GET", "POST"])
def begin(request: InOrganisation) -> HttpResponse:
    """Take a list in."""
    form = WashForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = WashForm(request.POST, request.FILES)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in actions.FILES if form.cleaned_data.get(name)}
        try:
            if any(getattr(one, "too_large", False) for one in given.values()):
                raise BadInput(Text(sv="Filen är för stor.", en="The file is too large."))
            made = actions.begin_wash(
                actor=request.user,
                organisation=request.organisation,
                files={name: (one.name, one.chunks()) for name, one in given.items()},
                wishes={name: form.cleaned_data[name] for name in WISHES},
            )
        except BadInput as problem:
            form.add_error("list", say(problem.what))
        else:
            assert made.job is not None
            return redirect("vault:job", request.organisation.slug, made.job.pk)
    return render(request, "wash/begin.html", {"form": form}, status=422 if form.errors else 200)


@gate("wash.read")
@require_safe
def wash(request: InOrganisation, pk: int) -> HttpResponse:
    """Show what a wash found, its list while there is one, and its receipt."""
    found = get_object_or_404(queries.washes_of(request.organisation), pk=pk)
    answers = [(say(TITLES[one]), found.cells.get(one.word, 0), one) for one in Status]
    context = {
        "wash": found,
        "receipt": found.receipt,
        "answers": [
            (title, number, one == Status.FREE) for title, number, one in answers if number or one == Status.FREE
        ],
        "answered": found.done and queries.answered(found) is not None,
        "may_wash": request.user.has_perm("wash.wash", request.organisation),
    }
    return render(request, "wash/wash.html", context)


@gate("wash.wash")
@require_safe
def fetch(request: InOrganisation, pk: int) -> HttpResponse:
    """Hand the answered list out; it is taken away within the hour."""
    found = get_object_or_404(queries.washes_of(request.organisation), pk=pk, finished_at__isnull=False)
    path = queries.answered(found)
    if path is None:
        raise Http404
    actions.hand_out(actor=request.user, wash=found)
    stem = found.name.rpartition(".")[0] or found.name
    answer: Any = FileResponse(path.open("rb"), as_attachment=True, filename=f"{stem}-{_('tvättad')}{path.suffix}")
    handed: HttpResponse = answer
    return handed


@gate("wash.read")
@require_safe
def receipt(request: InOrganisation, pk: int) -> HttpResponse:
    """Hand the receipt out as it was signed."""
    found = get_object_or_404(queries.washes_of(request.organisation), pk=pk, finished_at__isnull=False)
    content = json.dumps(found.receipt, ensure_ascii=False, indent=1) + "\n"
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.receipt["id"][:12]}.json"'
    return answer
