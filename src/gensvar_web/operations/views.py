"""The pages about this server: how long what is kept, how to reach who runs it, how accessible it is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gensvar_web.kit.language import say
from gensvar_web.kit.tables import Column, table
from gensvar_web.operations.retention import KINDS, Kind

STATED = date(2026, 11, 25)  # when somebody last looked at what the statement says


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Say how long each kind of data is kept, and why."""
    columns = [Column("what", _("Uppgifter")), Column("days", _("Sparas")), Column("why", _("Därför"))]

    def row(kind: Kind) -> list[str]:
        return [say(kind.title), _kept(kind.kept), say(kind.why)]

    shown = table(columns, KINDS, row, _("Så länge sparas uppgifter"))
    return render(request, "operations/retention.html", {"table": shown})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Say how to reach whoever runs this server, and how to complain."""
    return render(request, "operations/contact.html", {"operator": settings.OPERATOR})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the pages are, since when that is known, and whom to tell of a barrier."""
    return render(request, "operations/accessibility.html", {"operator": settings.OPERATOR, "stated": STATED})


def _kept(days: int) -> str:
    if not days:
        return _("tills någon tar bort dem")
    return ngettext("%(days)d dag", "%(days)d dagar", days) % {"days": days}
