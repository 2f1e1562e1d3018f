"""One's own reminders and calendars."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gensvar_web.people.gate import InOrganisation, gate
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import reminding, subscribing
from gensvar_web.rooms.plan.models import Feed
from gensvar_web.rooms.plan.views.board import tabs_of


@gate("plan.read")
@require_http_methods(["GET", "POST"])
def settings(request: InOrganisation) -> HttpResponse:
    """Turn reminders on or off; make, renew or end a calendar."""
    if request.method == "POST":
        _do(request)
        return redirect("plan:settings", request.organisation.slug)
    feeds = queries.feeds_in_use(request.organisation, request.user)
    context = {
        "tabs": tabs_of(request),
        "wanted": queries.wants_reminders(request.user),
        "feeds": [
            _feed(feeds.get(False), "own", _("Mina åtgärder")),
            _feed(feeds.get(True), "everybody", _("Allas åtgärder i organisationen")),
        ],
    }
    return render(request, "plan/settings.html", context)


def _feed(feed: Feed | None, what: str, name: str) -> dict[str, str]:
    path = reverse("plan:feed", args=[feed.organisation.slug, feed.key]) if feed else ""
    return {"what": what, "name": name, "url": f"{django_settings.ADDRESS}{path}" if path else ""}


def _do(request: InOrganisation) -> None:
    given = request.POST
    if "reminders" in given:
        reminding.choose_reminders(actor=request.user, wanted=given["reminders"] == "on")
        messages.success(request, _("Ditt val är sparat."))
    elif given.get("feed") in ("own", "everybody"):
        everybody = given["feed"] == "everybody"
        if given.get("do") == "close":
            subscribing.close_feed(actor=request.user, organisation=request.organisation, everybody=everybody)
            messages.success(request, _("Kalenderns adress gäller inte längre."))
        else:
            subscribing.open_feed(actor=request.user, organisation=request.organisation, everybody=everybody)
            messages.success(request, _("Kalendern har fått en adress."))
