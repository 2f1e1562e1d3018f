"""One file: handed in, its columns, read in, its rejected rows, taken away again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gensvar.errors import BadInput
from gensvar.logs.mapping import Mapping
from gensvar.logs.tables import TABLES
from gensvar.text import format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.data import actions, corrections, queries
from gensvar_web.rooms.data.forms import MappingForm, UploadForm
from gensvar_web.rooms.data.models import Upload
from gensvar_web.rooms.data.receiving import receive_files
from gensvar_web.rooms.data.rejects import rejected_lines
from gensvar_web.rooms.data.samples import as_read, reasons, sample_tables

PAGE = 50


@gate("data.import")
@require_http_methods(["GET", "POST"])
def upload(request: InOrganisation) -> HttpResponse:
    """Take files in: one leads to its job, several to the list of what is on its way."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
    if request.method == "POST" and form.is_valid():
        try:
            made = receive_files(actor=request.user, organisation=request.organisation, files=form.cleaned_data["file"])
        except BadInput as problem:
            form.add_error("file", say(problem.what))
        else:
            return _after_upload(request, made)
    return render(request, "data/upload.html", {"form": form}, status=422 if form.errors else 200)


def _after_upload(request: InOrganisation, made: list[Upload]) -> HttpResponse:
    org = request.organisation.slug
    if len(made) == 1:
        one = made[0]
        return (
            redirect("vault:job", org, one.job.pk) if one.job and one.job.active else redirect("data:file", org, one.pk)
        )
    text = ngettext("%(n)s fil är mottagen.", "%(n)s filer är mottagna och granskas.", len(made)) % {"n": len(made)}
    messages.success(request, text)
    return redirect("data:home", org)


@gate("data.import")
@require_safe
def file(request: InOrganisation, pk: int) -> HttpResponse:
    """Show what a file is: proposed columns and what would come of it, or what became of it."""
    found = _upload(request, pk)
    context = {
        "upload": found,
        "about": found.about,
        "problem": found.reason(language()),
        "columns": as_read(found),
        "samples": sample_tables(found),
        "reasons": reasons(found),
        "notes": [one[language()] for one in (found.outcome or found.about).get("notes", [])],
        "rows": [
            (say(TABLES[name].title), count) for name, count in (found.outcome or found.about).get("rows", {}).items()
        ],
        "covers": (found.file.covers_from, found.file.covers_to),
    }
    return render(request, "data/file.html", context)


@gate("data.import")
@require_http_methods(["GET", "POST"])
def mapping(request: InOrganisation, pk: int) -> HttpResponse:
    """Correct where the columns of a file belong."""
    found = _upload(request, pk)
    if found.state not in actions.READABLE or not found.columns:
        return redirect("data:file", request.organisation.slug, pk)
    base = Mapping.model_validate(found.mapping) if found.mapping else None
    tables = _tables_wanted(request, base)
    form = MappingForm(
        request.POST or None, tables=tables, columns=found.columns, initial=_initial(found, base, tables)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = corrections.corrected(base, tables, form.goes(), form.units(), found.columns, found.file.name)
            saved = actions.correct_mapping(
                actor=request.user,
                organisation=request.organisation,
                upload=found,
                mapping=made,
                wishes=form.wishes(),
                name=form.cleaned_data["name"].strip(),
            )
        except BadInput as problem:
            form.add_error(None, _whole(problem))
        else:
            assert saved.job is not None
            return redirect("vault:job", request.organisation.slug, saved.job.pk)
    context = {
        "upload": found,
        "form": form,
        "tables": tables,
        "choices": _table_choices(),
        "problem": found.reason(language()),
    }
    return render(request, "data/mapping.html", context, status=422 if form.errors else 200)


def _tables_wanted(request: InOrganisation, base: Mapping | None) -> list[str]:
    """Return the tables to fill: as asked for, else as the mapping has them, else contacts."""
    wanted = (request.POST.get("table") or request.GET.get("table") or "").split(",")
    known = [name for name in wanted if name in TABLES]
    return known or (list(base.tables) if base else ["contacts"])


def _initial(found: Upload, base: Mapping | None, tables: list[str]) -> dict[str, Any]:
    goes, units = corrections.assigned(base), corrections.units(base)
    initial: dict[str, Any] = {"name": found.saved.name if found.saved else "", **found.wishes}
    for number, one in enumerate(found.columns):
        target = goes.get(one["name"], "")
        initial[f"column_{number}"] = target if target.partition(".")[0] in tables else ""
        initial[f"unit_{number}"] = units.get(one["name"], "")
    return initial


def _table_choices() -> list[tuple[str, str]]:
    return [(name, say(one.title)) for name, one in TABLES.items()]


def _whole(problem: BadInput) -> str:
    parts = [say(problem.what), problem.where or "", say(problem.mend) if problem.mend else ""]
    return " – ".join(part for part in parts if part)


@gate("data.import")
@require_POST
def import_one(request: InOrganisation, pk: int) -> HttpResponse:
    """Begin to read a file in."""
    jobs = actions.begin_import(actor=request.user, organisation=request.organisation, uploads=[_upload(request, pk)])
    return redirect("vault:job", request.organisation.slug, jobs[0].pk)


@gate("data.import")
@require_POST
def import_ready(request: InOrganisation) -> HttpResponse:
    """Begin to read in every file that is ready."""
    ready = queries.ready(request.organisation)
    jobs = actions.begin_import(actor=request.user, organisation=request.organisation, uploads=ready)
    if len(jobs) == 1:
        return redirect("vault:job", request.organisation.slug, jobs[0].pk)
    if jobs:
        messages.success(request, _("%(n)s filer läses in.") % {"n": len(jobs)})
    return redirect("data:home", request.organisation.slug)


@gate("data.import")
@require_http_methods(["GET", "POST"])
def remove(request: InOrganisation, pk: int) -> HttpResponse:
    """Take a file away, after asking."""
    found = _upload(request, pk)
    if request.method == "POST":
        actions.remove_file(actor=request.user, organisation=request.organisation, upload=found)
        messages.success(request, _("Filen %(name)s är borttagen.") % {"name": found.file.name})
        return redirect("data:home", request.organisation.slug)
    was_read = found.state == Upload.State.IMPORTED
    text = (
        _("Allt som filen gav försvinner ur datalagret, och måtten räknas om utan det.")
        if was_read
        else _("Den är inte inläst, så inga mått ändras.")
    )
    context = {
        "heading": _("Ta bort %(name)s?") % {"name": found.file.name},
        "text": text,
        "button": _("Ta bort filen"),
        "tone": "danger",
        "back": f"/o/{request.organisation.slug}/data/fil/{pk}/",
    }
    return render(request, "kit/confirm.html", context)


@gate("data.rows")
@require_safe
def rejected(request: InOrganisation, pk: int) -> HttpResponse:
    """Show the rows of a file that could not be used, a page at a time."""
    found = _upload(request, pk)
    there = queries.source_of(found)
    if there is None:
        raise Http404
    page = Paginator(range(found.rejected), PAGE).get_page(request.GET.get("page"))
    offset = max(page.start_index() - 1, 0)
    rows = list(queries.rejected_rows(*there, offset=offset, limit=PAGE))
    context = {"upload": found, "page": page, "table": _rejected_table(rows), "reasons": reasons(found)}
    return render(request, "data/rejected.html", context)


def _rejected_table(rows: list[dict[str, Any]]) -> Table:
    columns = [
        Column("row", _("Rad i filen"), "number"),
        Column("table", _("Tabell")),
        Column("reason", _("Orsak")),
        Column("content", _("Det som lästes")),
    ]

    def line(one: dict[str, Any]) -> list[Cell]:
        return [
            Cell(format_number(one["source_row"], language())),
            Cell(say(TABLES[one["table"]].title) if one["table"] in TABLES else one["table"]),
            Cell(one[f"reason_{language()}"], note=one["column"] or ""),
            Cell(one["row"]),
        ]

    return table(columns, rows, line, _("Underkända rader"))


@gate("data.rows")
@require_safe
def rejected_csv(request: InOrganisation, pk: int) -> Any:
    """Hand out every rejected row as CSV that no spreadsheet takes for formulas."""
    there = queries.source_of(_upload(request, pk))
    if there is None:
        raise Http404
    response = StreamingHttpResponse(rejected_lines(*there), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="underkanda-{pk}.csv"'
    return response


@gate("data.import")
@require_http_methods(["GET", "POST"])
def forget_mapping(request: InOrganisation, pk: int) -> HttpResponse:
    """Take away a saved mapping, after asking."""
    saved = get_object_or_404(queries.saved_mappings(request.organisation), pk=pk)
    if request.method == "POST":
        actions.forget_mapping(actor=request.user, organisation=request.organisation, saved=saved)
        return redirect("data:home", request.organisation.slug)
    context = {
        "heading": _("Ta bort mappningen %(name)s?") % {"name": saved.name},
        "text": _("Nästa fil med samma kolumner får ett nytt förslag. Det som redan är inläst står kvar."),
        "button": _("Ta bort mappningen"),
        "tone": "danger",
        "back": f"/o/{request.organisation.slug}/data/",
    }
    return render(request, "kit/confirm.html", context)


def _upload(request: InOrganisation, pk: int) -> Upload:
    return get_object_or_404(queries.uploads(request.organisation), pk=pk)
