"""The pages of whoever runs the register: letters, dead numbers, snapshots, the register in figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gensvar.errors import BadInput
from gensvar.text import format_number
from gensvar_web.kit.language import language
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.block import queries
from gensvar_web.rooms.block.actions import keeping, letters
from gensvar_web.rooms.block.forms import LetterForm, ReleaseForm
from gensvar_web.rooms.block.models import Letter
from gensvar_web.rooms.block.words import told

View = Callable[..., HttpResponse]


def keeps_nothing(view: View) -> View:
    """Let no form with a number be kept in the session until somebody has signed in again: it would lie there plain."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, **kwargs)

    return guarded


@gate("block.run")
@require_safe
def run(request: InOrganisation) -> HttpResponse:
    """Show the register in figures and the letters that wait."""
    waiting = list(queries.waiting_letters())
    may = {name: request.user.has_perm(f"block.{name}", request.organisation) for name in ("release", "snapshot")}
    context = {
        "state": queries.state(),
        "letters": _table(request, waiting) if waiting else None,
        "release": ReleaseForm() if may["release"] else None,
        "may_snapshot": may["snapshot"],
    }
    return render(request, "block/run.html", context)


def _table(request: InOrganisation, waiting: list[Letter]) -> Table:
    slug = request.organisation.slug
    columns = [
        Column("letter", _("Brevets nummer")),
        Column("since", _("Läst första gången"), "date"),
        Column("by", _("Läst av")),
        Column("state", _("Läge")),
    ]
    if may_set_aside := request.user.has_perm("block.set_aside", request.organisation):
        columns.append(Column("aside", _("Ur kön")))

    differs = _("Läst olika: rätta det du läste, eller låt en tredje läsa")
    waits = _("Väntar på en andra läsare")

    def row(one: Letter) -> list[Cell | str]:
        to = f"{reverse('block:read', args=[slug])}?{urlencode({'brev': one.name})}"
        cells: list[Cell | str] = [
            Cell(one.name, to if queries.may_read(one, request.user) else ""),
            date_format(timezone.localtime(one.first_at), "Y-m-d H:i"),
            ", ".join(str(reading.by or _("någon som har slutat")) for reading in one.readings.all()),
            differs if one.differs else waits,
        ]
        if may_set_aside:
            text = _("Ta bort %(name)s") % {"name": one.name}
            cells.append(Cell(text, reverse("block:set_aside", args=[slug, one.pk])))
        return cells

    return table(columns, waiting, row, _("Brev som väntar"))


@keeps_nothing
@gate("block.run")
@require_http_methods(["GET", "POST"])
def read(request: InOrganisation) -> HttpResponse:
    """Take in what somebody read in a letter."""
    asked = request.GET.get("brev", "")[:40]
    form = LetterForm(request.POST or None, initial={"name": asked})
    if request.method == "POST" and form.is_valid():
        try:
            found = letters.enter_letter(actor=request.user, organisation=request.organisation, **form.cleaned_data)
        except BadInput as problem:
            form.add_error("name", told(problem))
        else:
            _tell(request, found)
            return redirect("block:run" if asked else "block:read", request.organisation.slug)
    return render(request, "block/read.html", {"form": form}, status=422 if form.errors else 200)


def _tell(request: HttpRequest, found: Letter) -> None:
    name = {"name": found.name}
    if found.done_at:
        messages.success(request, _("Brev %(name)s är infört i registret.") % name)
    elif found.differs:
        messages.warning(
            request,
            _("Brev %(name)s har lästs olika. Läs det igen och rätta, eller låt en tredje läsa. Inget är infört.")
            % name,
        )
    else:
        messages.success(
            request, _("Brev %(name)s är läst en gång. En kollega läser det igen utan att se vad du skrev.") % name
        )


@gate("block.set_aside")
@require_http_methods(["GET", "POST"])
def set_aside(request: InOrganisation, pk: int) -> HttpResponse:
    """Ask, then take a letter out of the queue."""
    found = get_object_or_404(queries.waiting_letters(), pk=pk)
    if request.method == "POST":
        letters.set_letter_aside(actor=request.user, organisation=request.organisation, letter=found)
        messages.success(request, _("Brevet är borttaget ur kön."))
        return redirect("block:run", request.organisation.slug)
    context = {
        "heading": _("Ta bort brev %(name)s ur kön?") % {"name": found.name},
        "text": _("Inget förs in i registret. Läs in brevet på nytt om det ska gälla."),
        "button": _("Ta bort"),
        "tone": "danger",
        "back": reverse("block:run", args=[request.organisation.slug]),
    }
    return render(request, "kit/confirm.html", context)


@gate("block.release")
@require_POST
def release(request: InOrganisation) -> HttpResponse:
    """Take out the numbers of an operator's file."""
    form = ReleaseForm(request.POST, request.FILES)
    given = form.cleaned_data["file"] if form.is_valid() else None
    if given is None or getattr(given, "too_large", False):
        messages.error(request, _("Välj en fil med nummer som inte är för stor."))
        return redirect("block:run", request.organisation.slug)
    with NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".txt") as file:
        for piece in given.chunks():
            file.write(piece)
        file.flush()
        try:
            taken = keeping.release(actor=request.user, organisation=request.organisation, path=Path(file.name))
        except BadInput as problem:
            words = told(BadInput(problem.what))  # the way out that it names is one of the command line
            messages.error(request, f"{words} {_('Inget är uttaget.')}")
        else:
            said = ngettext("%(n)s nummer ur filen är uttaget.", "%(n)s nummer ur filen är uttagna.", taken.numbers)
            messages.success(request, said % {"n": format_number(taken.numbers, language())})
    return redirect("block:run", request.organisation.slug)


@gate("block.snapshot")
@require_POST
def snapshot(request: InOrganisation) -> HttpResponse:
    """Write a snapshot now."""
    keeping.take_snapshot(actor=request.user, organisation=request.organisation)
    messages.success(request, _("Ögonblicksbilden är skriven."))
    return redirect("block:run", request.organisation.slug)
