"""The first page of an organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gensvar_web.kit.addresses import along
from gensvar_web.kit.kept import Kept
from gensvar_web.kit.language import language, say
from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.overview import drawn, queries
from gensvar_web.rooms.overview.next_steps import answers_way, data_way, next_steps, way
from gensvar_web.vault import editions
from gensvar_web.vault.verdicts import Change, Wording, wording_of

SEALED: Kept[SafeString] = Kept(500)


@gate("overview.read")
@require_safe
def overview(request: InOrganisation) -> HttpResponse:
    """Show where the organisation stands; a new one is led to its first assessment."""
    today = timezone.localdate()
    found = queries.standing(request.organisation, request.GET.get("regelverk", ""), today)
    if found is None:
        return render(request, "overview/empty.html", _first_steps(request))
    organisation, wording = request.organisation, wording_of(found.latest)
    plan = queries.work(organisation, found.rulebook, today)
    context = {
        "found": found,
        "record": found.latest,
        "title": say(wording.title),
        "made": timezone.localtime(found.latest.created_at).strftime("%Y-%m-%d"),
        "old_edition": found.edition_now != found.latest.edition.edition,
        "tabs": [(book, book, f"?regelverk={book}") for book in found.rulebooks] if len(found.rulebooks) > 1 else [],
        "tiles": _tiles(request, found, plan),
        "steps": next_steps(organisation, found, plan, wording),
        "sealed": _sealed(organisation, found, wording),
    }
    return render(request, "overview/overview.html", context)


def _sealed(organisation: Organisation, found: queries.Standing, wording: Wording) -> SafeString:
    """Return what is drawn of sealed assessments alone: kept until there is another, or the rulebooks change."""
    trend = tuple((one.pk, one.hash) for one in found.trend)
    key = (organisation.slug, found.pair, trend, editions.stamp(), language())
    return SEALED.get(key, lambda: _draw_sealed(organisation, found, wording))


def _draw_sealed(organisation: Organisation, found: queries.Standing, wording: Wording) -> SafeString:
    lines = drawn.chapter_lines(organisation, found, wording)
    trend = drawn.trend(found)
    context = {
        "found": found,
        "better": _changed(organisation, found, wording, "better"),
        "worse": _changed(organisation, found, wording, "worse"),
        "other": _changed(organisation, found, wording, "other"),
        "lines": lines,
        "chapters": drawn.chapter_table(lines),
        "trend": trend[0] if trend else None,
        "trend_table": trend[1] if trend else None,
        "needs": drawn.needs_table(organisation, found),
    }
    return render_to_string("overview/sealed.html", context)


def _tiles(request: InOrganisation, found: queries.Standing, plan: queries.Work) -> list[dict[str, Any]]:
    record, slug = found.latest, request.organisation.slug
    page = reverse("findings:assessment", args=[slug, record.pk])
    tiles = [
        {"label": _("Uppfyllda"), "value": record.met, "code": "met", "url": f"{page}?utfall=met"},
        {"label": _("Inte uppfyllda"), "value": record.not_met, "code": "not_met", "url": f"{page}?utfall=not_met"},
        {
            "label": _("Kan inte bedömas"),
            "value": record.cannot_be_judged,
            "code": "cannot_be_judged",
            "url": f"{page}?utfall=cannot_be_judged",
        },
        {"label": _("Åtgärder på gång"), "value": plan.active, "code": "neutral", "url": way("plan:board", slug)},
    ]
    if found.before is not None:
        for tile, field in zip(tiles, ("met", "not_met", "cannot_be_judged"), strict=False):
            tile["note"] = _step(getattr(record, field) - getattr(found.before, field))
    if plan.late:
        tiles[3]["note"] = _("%(n)s försenade") % {"n": len(plan.late)}
    return tiles


def _step(difference: int) -> str:
    if not difference:
        return _("som förra gången")
    sign = "+" if difference > 0 else "−"
    return _("%(change)s sedan förra gången") % {"change": f"{sign}{abs(difference)}"}


def _changed(
    organisation: Organisation, found: queries.Standing, wording: Wording, direction: str
) -> list[dict[str, Any]]:
    at = along("findings:finding", organisation.slug, found.latest.pk)
    return [_change(wording, one, at) for one in found.changed if one.direction == direction]


def _change(wording: Wording, one: Change, at: Callable[[str], str]) -> dict[str, Any]:
    title = wording.rules.get(one.rule)
    return {"change": one, "title": say(title) if title else "", "url": at(one.rule) if one.after else ""}


def _first_steps(request: InOrganisation) -> dict[str, Any]:
    """Return what comes before the first assessment, in order, and what is done of it."""
    organisation = request.organisation
    begun = queries.begun(organisation)
    profile = "people:profile" if request.user.has_perm("people.edit_profile", organisation) else "people:organisation"
    steps = [
        {
            "title": _("Fyll i profilen"),
            "text": _("Bransch, kanaler och storlek avgör vilka regler som gäller er."),
            "url": reverse(profile, args=[organisation.slug]),
            "done": begun.profile,
        },
        {
            "title": _("Svara på frågorna"),
            "text": _("Det som bara människor vet. ”Vet inte” är ett svar."),
            "url": answers_way(organisation),
            "done": begun.answers,
        },
        {
            "title": _("Läs in data"),
            "text": _("Loggar från telefoni och ärenden, som de är. Namn och nummer blir pseudonymer."),
            "url": data_way(organisation),
            "done": begun.data,
        },
        {
            "title": _("Gör en bedömning"),
            "text": _("Regler, svar och mätningar vägs samman. Det tar någon minut."),
            "url": way("findings:assess", organisation.slug),
            "done": False,
        },
    ]
    coming = next((index for index, step in enumerate(steps) if not step["done"]), len(steps) - 1)
    return {
        "steps": [step | {"next": index == coming} for index, step in enumerate(steps)],
        "running": begun.running,
    }
