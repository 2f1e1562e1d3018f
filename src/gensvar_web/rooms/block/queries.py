"""Reads: how much has been asked for, the letters, the state of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gensvar_web.rooms.block.models import Letter, Request
from gensvar_web.vault.register import the_register

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
# field -> (span, how many requests in it): against text messages for money, and against finding out by trying.
LIMITS: dict[str, tuple[tuple[timedelta, int], ...]] = {
    "number_key": ((timedelta(hours=1), 3), (timedelta(days=1), 6)),
    "address_key": ((timedelta(hours=1), 10), (timedelta(days=1), 40)),
}


def wait_until(keys: dict[str, str], now: datetime) -> datetime | None:
    """Return when the next request may be made; None for at once."""
    moments = []
    for field, spans in LIMITS.items():
        for span, most in spans:
            made = Request.objects.filter(**{field: keys[field], "made_at__gt": now - span}).order_by("-made_at")
            over = list(made.values_list("made_at", flat=True)[most - 1 : most])
            moments += [moment + span for moment in over]
    return max(moments, default=None)


def waiting_letters() -> QuerySet[Letter]:
    """Return the letters that wait for their second reader, those that differ first."""
    return Letter.objects.filter(done_at=None).select_related("first_by", "second_by").order_by("-differs", "first_at")


@dataclass(frozen=True)
class State:
    """The register in figures: never a number."""

    version: int
    day: str
    root: str
    count: int


def state() -> State:
    """Return the register in figures."""
    register = the_register()
    version = register.version()
    return State(version.seq, version.day, version.root, len(register.members(version.seq)))
