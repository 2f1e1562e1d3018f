"""Calendars to subscribe to and reminders: of the person who made the key."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from ninja import Router, Schema, Status

from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import reminding, subscribing
from gensvar_web.rooms.plan.models import Feed

router = Router(tags=["plan"])
What = Literal["own", "everybody"]
# Whoever has a calendar's address reads the plan after the key has ended: more than the scope `read` gives.
SCOPE = "plan"


class CalendarOut(Schema):
    """A calendar: of one's own actions, or of everybody's. Whoever has the address can read it."""

    what: What
    address: str
    made_at: datetime


class Reminders(Schema):
    """Whether reminders come by letter."""

    wanted: bool


def _calendar(one: Feed) -> dict[str, Any]:
    path = reverse("plan:feed", args=[one.organisation.slug, one.key])
    return {"what": "everybody" if one.everybody else "own", "address": f"{settings.ADDRESS}{path}"} | {
        "made_at": one.made_at
    }


@router.get("/o/{slug:org}/calendars", response=list[CalendarOut], auth=reach(SCOPE, "plan.read"),
            summary="List your calendars")  # fmt: skip
def calendars(request: ApiRequest, org: str) -> list[dict[str, Any]]:
    """With their addresses."""
    return [_calendar(one) for one in queries.feeds_in_use(request.organisation, request.user).values()]


@router.put("/o/{slug:org}/calendars/{what}", response=CalendarOut, auth=reach(SCOPE, "plan.read"),
            summary="Give a calendar a new address")  # fmt: skip
def open_calendar(request: ApiRequest, org: str, what: What) -> dict[str, Any]:
    """An earlier address stops working."""
    everybody = what == "everybody"
    made = subscribing.open_feed(actor=request.user, organisation=request.organisation, everybody=everybody)
    return _calendar(made)


@router.delete("/o/{slug:org}/calendars/{what}", response={204: None}, auth=reach(SCOPE, "plan.read"),
               summary="End a calendar")  # fmt: skip
def close_calendar(request: ApiRequest, org: str, what: What) -> Status[None]:
    """404 where there is none."""
    everybody = what == "everybody"
    if everybody not in queries.feeds_in_use(request.organisation, request.user):
        raise Http404
    subscribing.close_feed(actor=request.user, organisation=request.organisation, everybody=everybody)
    return Status(204, None)


@router.get("/o/{slug:org}/reminders", response=Reminders, auth=reach("read", "plan.read"),
            summary="Read whether reminders come by letter")  # fmt: skip
def reminders(request: ApiRequest, org: str) -> dict[str, bool]:
    """To the person who made the key."""
    return {"wanted": queries.wants_reminders(request.user)}


@router.put("/o/{slug:org}/reminders", response=Reminders, auth=reach(SCOPE, "plan.read"),
            summary="Turn reminders on or off")  # fmt: skip
def choose_reminders(request: ApiRequest, org: str, given: Reminders) -> dict[str, bool]:
    """Of every organisation that the person belongs to."""
    reminding.choose_reminders(actor=request.user, wanted=given.wanted)
    return reminders(request, org)
