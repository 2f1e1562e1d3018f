"""The pages of the log: a filtered list, and the same as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.ledger.models import Entry
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.deeds import queries, words
from gensvar_web.rooms.deeds.forms import FilterForm

SHOWN = 50


@gate("deeds.read")
@require_safe
def log(request: InOrganisation) -> HttpResponse:
    """Show the deeds."""
    form, wanted, names = _filter(request)
    found = queries.entries(request.organisation, **wanted)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "table": _table(page.object_list, names), "query": query.urlencode()}
    return render(request, "deeds/log.html", context)


@gate("deeds.read")
@require_safe
def log_csv(request: InOrganisation) -> HttpResponse:
    """Hand out the deeds as a file, filtered in the same way; it streams, however long the log is."""
    _form, wanted, names = _filter(request)
    found = queries.entries(request.organisation, **wanted)
    response = StreamingHttpResponse(csv_lines(found.iterator(1000), names), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gensvar-logg-{request.organisation.slug}.csv"'
    return cast(HttpResponse, response)


def _filter(request: InOrganisation) -> tuple[FilterForm, dict[str, Any], dict[int, str]]:
    """Return the form to draw, what it asks for, and the names of people."""
    names = queries.people_in(request.organisation)
    people = sorted(
        ((number, words.person_in_words(number, names)) for number in names), key=lambda one: one[1].casefold()
    )
    parts = [(part, words.part_in_words(part)) for part in queries.parts_of(request.organisation)]
    choices: dict[str, Any] = {"people": people, "parts": parts}
    shown = FilterForm(initial=request.GET.dict(), **choices)
    return shown, FilterForm(request.GET, **choices).wanted(), names


def _table(found: Any, names: dict[int, str]) -> Table:
    columns = [
        Column("at", _("När"), "date"), Column("who", _("Vem")), Column("what", _("Vad")),
        Column("details", _("Detaljer")),
    ]  # fmt: skip

    def row(entry: Entry) -> list[Cell | str]:
        at = timezone.localtime(entry.at)
        return [
            Cell(f"{at:%Y-%m-%d %H:%M}", note=f"nr {entry.number}"),
            words.person_in_words(entry.actor, names),
            Cell(words.deed_in_words(entry.deed), note=entry.subject),
            words.details_in_words(entry.details) or "–",
        ]

    return table(columns, found, row, _("Loggen"))


class _Echo:
    def write(self, text: str) -> str:
        return text


def csv_lines(found: Any, names: dict[int, str]) -> Iterator[str]:
    """Yield the file line by line: the hashes too, so that the chain can be checked elsewhere."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"  # so that Excel reads å ä ö
    yield writer.writerow(("number", "at", "person", "name", "deed", "words", "subject", "details", "previous", "hash"))
    for entry in found:
        name = "" if entry.actor is None else words.person_in_words(entry.actor, names)
        cells = (
            entry.number, entry.at.isoformat(), entry.actor or "", name, entry.deed, words.deed_in_words(entry.deed),
            entry.subject, words.details_in_words(entry.details), entry.previous, entry.hash,
        )  # fmt: skip
        yield writer.writerow([_harmless(cell) for cell in cells])


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets a sign before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple("=+-@\t\r")) else cell
