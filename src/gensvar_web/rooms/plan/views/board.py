"""The gap list, the board, the units, and the plan on paper and as a workbook."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gensvar_web.kit.language import say
from gensvar_web.kit.tables import Cell, Column, table
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.policy import manages, may_change
from gensvar_web.rooms.plan.sheet import plan_document
from gensvar_web.rooms.plan.words import LANE, TONE
from gensvar_web.vault import editions
from gensvar_web.vault.models import Action

DONE_SHOWN = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tabs_of(request: InOrganisation) -> list[tuple[str, str, str]]:
    """Return the ways to look at the plan."""
    org = request.organisation.slug
    return [
        ("board", _("Tavla"), reverse("plan:board", args=[org])),
        ("gaps", _("Brister"), reverse("plan:gaps", args=[org])),
        ("units", _("Enheter"), reverse("plan:units", args=[org])),
        ("questions", _("Be om hjälp"), reverse("plan:questions", args=[org])),
        ("settings", _("Påminnelser och kalender"), reverse("plan:settings", args=[org])),
    ]


def choice_of(request: InOrganisation) -> queries.Choice:
    """Return what the address narrows the plan to."""
    return queries.Choice(*(request.GET.get(name, "")[:120] for name in ("unit", "owner", "chapter")))


@gate("plan.read")
@require_safe
def board(request: InOrganisation) -> HttpResponse:
    """Show the actions in lanes: late, blocked, open, proposed, done."""
    every, today, choice = list(queries.actions_of(request.organisation)), timezone.localdate(), choice_of(request)
    chosen = [one for one in every if choice.holds(one)]
    context = {
        "tabs": tabs_of(request),
        "any": bool(every),
        "lanes": [_lane(request, key, chosen, today) for key in queries.LANES],
        "dropped": [one for one in chosen if one.status == Action.Status.DROPPED],
        "choice": choice,
        "narrowed": choice != queries.Choice(),
        "query": request.GET.urlencode(),
        **_choices(every),
    }
    return render(request, "plan/board.html", context)


def _lane(request: InOrganisation, key: str, chosen: list[Action], today: Any) -> dict[str, Any]:
    found = [one for one in chosen if queries.lane_of(one, today) == key]
    count = len(found)
    if key == Action.Status.DONE:
        found = sorted(found, key=lambda one: one.closed_at or one.changed_at, reverse=True)[:DONE_SHOWN]
    cards = [{"action": one, "moves": _moves(one) if may_change(request.user, one) else []} for one in found]
    return {"key": key, "name": LANE[key], "cards": cards, "count": count, "hidden": count - len(found)}


def _moves(one: Action) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Action.Status.choices if value != one.status]


def _choices(every: list[Action]) -> dict[str, Any]:
    owners = {str(one.owner_id): str(one.owner) for one in every if one.owner}
    return {
        "units": sorted({one.unit for one in every if one.unit}, key=str.casefold),
        "owners": sorted(owners.items(), key=lambda pair: pair[1].casefold()),
        "chapters": _chapters(every),
    }


def _chapters(every: list[Action]) -> list[tuple[str, str]]:
    """Return the chapters that have actions, with their titles, in the order of their ids."""
    found: dict[str, str] = {}
    for one in every:
        if one.chapter and one.chapter not in found:
            whole = editions.edition(one.edition.rulebook, one.edition.edition) if one.edition else None
            title = next((say(part.title) for part in whole.chapters if part.id == one.chapter), "") if whole else ""
            found[one.chapter] = f"{one.chapter} {title}".strip()
    return sorted(found.items())


@gate("plan.read")
@require_safe
def gaps(request: InOrganisation) -> HttpResponse:
    """List what is not met in the latest assessment of the edition in force, with and without actions."""
    today, books = timezone.localdate(), queries.rulebooks_of(request.organisation)
    book = request.GET.get("bok", "")[:40]
    book = book if book in books else (books[0] if books else "")
    record = queries.latest_of(request.organisation, book, today) if book else None
    found = queries.gaps_of(request.organisation, record) if record else []
    if request.GET.get("utan"):
        found = [one for one in found if not one.active]
    context = {
        "tabs": tabs_of(request),
        "books": [(one, one, f"?bok={one}") for one in books] if len(books) > 1 else [],
        "book": book,
        "record": record,
        "gaps": found,
        "without": sum(not one.active for one in found),
        "only_without": bool(request.GET.get("utan")),
        "today": today,
        "tone": TONE,
    }
    return render(request, "plan/gaps.html", context)


@gate("plan.read")
@require_safe
def units(request: InOrganisation) -> HttpResponse:
    """Show how much each unit has before it."""
    found = queries.units_of(queries.actions_of(request.organisation), timezone.localdate())
    at = reverse("plan:board", args=[request.organisation.slug])
    columns = [
        Column("unit", _("Enhet"), sortable=True),
        *[Column(key, str(name), "number", sortable=True) for key, name in LANE.items()],
        Column("cost", _("Kostnad kvar, kronor"), "number", sortable=True),
    ]
    drawn = table(columns, found, lambda unit: _unit(unit, at), _("Åtgärder per enhet"), request=request)
    return render(request, "plan/units.html", {"tabs": tabs_of(request), "table": drawn, "any": bool(found)})


def _unit(unit: queries.Unit, at: str) -> list[Cell]:
    from django.utils.http import urlencode

    from gensvar.text import format_number
    from gensvar_web.kit.language import language

    note = _("utanför kundservice") if unit.outside else ""
    name = Cell(unit.name or _("Ingen enhet"), f"{at}?{urlencode({'unit': unit.name or '-'})}", note)
    cost = Cell(format_number(unit.cost, language()), order=unit.cost)
    return [name, *[Cell(unit.counts[key]) for key in LANE], cost]


@gate("plan.read")
@require_safe
def to_print(request: InOrganisation) -> HttpResponse:
    """Show the whole plan as on paper."""
    today, choice = timezone.localdate(), choice_of(request)
    found = [one for one in queries.actions_of(request.organisation) if choice.holds(one)]
    context = {"actions": found, "today": today, "late": {one.pk for one in found if one.late(today)}}
    return render(request, "plan/print.html", context)


@gate("plan.read")
@require_safe
def workbook(request: InOrganisation) -> HttpResponse:
    """Hand out the plan as a workbook."""
    from gensvar.report.draw import draw

    choice = choice_of(request)
    found = [one for one in queries.actions_of(request.organisation) if choice.holds(one)]
    document = plan_document(request.organisation.name, found, timezone.localtime(), timezone.localdate())
    response = HttpResponse(draw(document, "xlsx"), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="plan-{request.organisation.slug}.xlsx"'
    return response


def managing(request: InOrganisation) -> bool:
    """Whether the reader leads the work."""
    return manages(request.user, request.organisation)
