"""The plan as a workbook, drawn by the library: text stays text, whatever it begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from gensvar.report.document import Cell, Column, Document, Figure, Table
from gensvar_web.kit.language import language
from gensvar_web.vault.models import Action


def plan_document(name: str, found: Iterable[Action], at: datetime, today: date) -> Document:
    """Return the plan as a document of one table."""
    columns = (
        Column(_("Nr"), "number", 6),
        Column(_("Regel"), "code", 10),
        Column(_("Åtgärd"), "text", 40),
        Column(_("Steg"), "text", 50),
        Column(_("Läge"), "text", 14),
        Column(_("Ansvarig person"), "text", 24),
        Column(_("Enhet"), "text", 20),
        Column(_("Utanför kundservice"), "text", 12),
        Column(_("Klart senast"), "date"),
        Column(_("Kostnad"), "figure"),
        Column(_("Hinder"), "text", 30),
        Column(_("Stängd"), "date"),
    )
    rows = tuple(_row(one, today) for one in found)
    table = Table(columns, rows, _("Plan"), sheet=_("Plan"), header=False)
    title = _("Plan för %(name)s") % {"name": name}
    return Document(title=title, language=language(), blocks=(table,), created=at)


def _row(one: Action, today: date) -> tuple[Cell, ...]:
    late = f" ({_('försenad')})" if one.late(today) else ""
    return (
        one.pk,
        one.rule,
        one.title,
        one.steps,
        one.get_status_display() + late,
        one.owned_by,
        one.unit,
        _("Ja") if one.outside else _("Nej"),
        one.due,
        Figure(one.cost, "sek") if one.cost is not None else None,
        one.obstacle,
        one.closed_at.date() if one.closed_at else None,
    )
