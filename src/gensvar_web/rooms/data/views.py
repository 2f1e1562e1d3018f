"""The organisation's data: what there is, what is on its way in, and where to find more."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gensvar.logs.tables import TABLES
from gensvar.text import format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.data import queries
from gensvar_web.rooms.data.exports import EXPORTS
from gensvar_web.rooms.data.forms import UploadForm
from gensvar_web.rooms.data.models import Upload

TONES = {
    Upload.State.READY: "success",
    Upload.State.TO_MAP: "warning",
    Upload.State.REFUSED: "danger",
    Upload.State.INSPECTING: "info",
    Upload.State.IMPORTING: "info",
}


@gate("data.read")
@require_safe
def home(request: InOrganisation) -> HttpResponse:
    """Show the store, the files and what is on its way in."""
    may_import = request.user.has_perm("data.import", request.organisation)
    waiting = list(queries.on_their_way(request.organisation))
    context = {
        "holdings": (have := queries.holdings(request.organisation)),
        "tables": _tables(have) if have else None,
        "files": _files(request, list(queries.imported(request.organisation))),
        "waiting": [{"upload": one, "tone": TONES[Upload.State(one.state)]} for one in waiting],
        "ready": sum(one.state == Upload.State.READY for one in waiting),
        "may_import": may_import,
        "form": UploadForm() if may_import else None,
        "exports": EXPORTS,
        "saved": queries.saved_mappings(request.organisation) if may_import else [],
    }
    return render(request, "data/home.html", context)


def _tables(have: queries.Holdings) -> Table:
    columns = [Column("table", _("Tabell")), Column("rows", _("Rader"), "number")]
    return table(
        columns,
        [name for name in TABLES if name in have.tables],
        lambda name: [say(TABLES[name].title), format_number(have.tables[name], language())],
        _("Tabeller i datalagret"),
        show_caption=True,
    )


def _files(request: InOrganisation, files: list[Upload]) -> Table | None:
    if not files:
        return None
    columns = [
        Column("name", _("Fil"), sortable=True),
        Column("rows", _("Rader"), "number", sortable=True),
        Column("rejected", _("Underkända"), "number", sortable=True),
        Column("covers", _("Täcker"), "date", sortable=True),
        Column("received", _("Inlämnad"), "date", sortable=True),
        Column("hash", _("Hash")),
    ]

    def row(one: Upload) -> list[Any]:
        count = sum(one.outcome.get("rows", {}).values())
        return [
            Cell(one.file.name, f"/o/{request.organisation.slug}/data/fil/{one.pk}/"),
            Cell(format_number(count, language()), order=count),
            Cell(format_number(one.rejected, language()), order=one.rejected),
            Cell(covers(one) or "–", order=str(one.file.covers_from)),
            Cell(date_format(one.file.received_at, "Y-m-d"), order=one.file.received_at),
            one.file.hash.removeprefix("sha256:")[:12],
        ]

    return table(columns, files, row, _("Inlästa filer"), request=request, show_caption=True)


def covers(one: Upload) -> str:
    """Return the days that a file tells of; empty where it tells of none."""
    if one.file.covers_from is None:
        return ""
    return f"{one.file.covers_from.isoformat()} – {one.file.covers_to.isoformat() if one.file.covers_to else ''}"
