"""What whoever holds a key can reach without an account: one action, or a calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gensvar.errors import BadInput
from gensvar_web.kit.language import language
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import talking
from gensvar_web.rooms.plan.actions.owning import address_of
from gensvar_web.rooms.plan.forms import OutsideForm
from gensvar_web.rooms.plan.icalendar import Event, calendar
from gensvar_web.rooms.plan.models import Event as Line
from gensvar_web.rooms.plan.models import Feed, OwnerLink
from gensvar_web.rooms.plan.words import TONE, lines_of
from gensvar_web.vault.models import Action


@require_http_methods(["GET", "POST"])
def outside(request: HttpRequest, org: str, key: str) -> HttpResponse:
    """Show one action to its owner; take a comment, a report that it is done, or a choice about reminders."""
    link = queries.link_of(org, key)
    if link is None:
        return _private(render(request, "plan/no_link.html", status=404))
    if request.method == "POST" and "reminders" in request.POST:
        talking.choose_outside_reminders(link=link, wanted=request.POST["reminders"] == "on")
        messages.success(request, _("Ditt val är sparat."))
        return redirect("plan:outside", org, key)
    form = OutsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            talking.comment_from_outside(link=link, **form.cleaned_data)
        except BadInput:
            return _private(render(request, "plan/no_link.html", status=404))
        messages.success(request, _("Tack! Det är sparat."))
        return redirect("plan:outside", org, key)
    return _private(_show(request, link, form))


def _show(request: HttpRequest, link: OwnerLink, form: OutsideForm) -> HttpResponse:
    action = link.action
    said = list(queries.history_of(action).filter(kind__in=(Line.Kind.COMMENT, Line.Kind.REPORTED), by=None))
    context = {
        "action": action,
        "link": link,
        "rule": queries.rule_of(action),
        "steps": [line for line in action.steps.splitlines() if line.strip()],
        "late": action.late(timezone.localdate()),
        "tone": TONE[Action.Status(action.status)],
        "history": lines_of(said),
        "form": form,
    }
    return render(request, "plan/outside.html", context, status=422 if form.errors else 200)


def _private(response: HttpResponse) -> HttpResponse:
    """Have nobody keep or list the page, nor tell its address on."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def feed(request: HttpRequest, org: str, key: str) -> HttpResponse:
    """Hand out a calendar in its member's language."""
    found = queries.feed_of(org, key)
    if found is None:
        raise Http404
    with translation.override(found.user.language):
        content = _calendar(found)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plan.ics"'
    return _private(response)


def _calendar(found: Feed) -> bytes:
    name = found.organisation.name
    title = _("Plan: %(name)s") % {"name": name} if found.everybody else _("Mina åtgärder: %(name)s") % {"name": name}
    return calendar(title, [_event(one) for one in queries.scheduled(found)], language())


def _event(one: Action) -> Event:
    assert one.due is not None
    address = address_of(one)
    parts = [one.get_status_display(), one.unit, one.steps, address]
    host = address.split("/")[2].split(":")[0]
    return Event(
        uid=f"action-{one.pk}@{host}",
        day=one.due,
        summary=f"{one.rule} {one.title}".strip(),
        description="\n".join(part for part in parts if part),
        url=address,
        changed=one.changed_at,
        sequence=one.version,
    )
