"""The page that says how long what is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gensvar_web.kit.language import say
from gensvar_web.kit.tables import Column, table
from gensvar_web.operations.retention import KINDS, Kind


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Say how long each kind of data is kept, and why."""
    columns = [Column("what", _("Uppgifter")), Column("days", _("Sparas")), Column("why", _("Därför"))]

    def row(kind: Kind) -> list[str]:
        return [say(kind.title), _kept(kind.kept), say(kind.why)]

    shown = table(columns, KINDS, row, _("Så länge sparas uppgifter"))
    return render(request, "operations/retention.html", {"table": shown})


def _kept(days: int) -> str:
    if not days:
        return _("tills någon tar bort dem")
    return ngettext("%(days)d dag", "%(days)d dagar", days) % {"days": days}
