"""Reads: how much has been asked for, the letters, the state of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import QuerySet

from gensvar.blocklist.register.eligible import is_mobile
from gensvar.blocklist.wash.validity import validity_on
from gensvar_web.people.models import User
from gensvar_web.rooms.block.models import Letter, Request
from gensvar_web.rooms.block.secrecy import opened
from gensvar_web.vault.register import the_register

CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
# field -> (span, how many requests in it): against text messages for money, and against finding out by trying.
# Many telephones share one address of their operator, so that is the wider of the two.
LIMITS: dict[str, tuple[tuple[timedelta, int], ...]] = {
    "number_key": ((timedelta(hours=1), 3), (timedelta(days=1), 6)),
    "address_key": ((timedelta(hours=1), 30), (timedelta(days=1), 150)),
}


def wait_until(made: Request, now: datetime) -> datetime | None:
    """Return when a request that has just been stored may be made again; None when it may be made now."""
    others, moments = Request.objects.exclude(pk=made.pk), []
    for field, spans in LIMITS.items():
        for span, most in spans:
            found = others.filter(**{field: getattr(made, field), "made_at__gt": now - span}).order_by("-made_at")
            moments += [at + span for at in found.values_list("made_at", flat=True)[most - 1 : most]]
    return max(moments, default=None)


@dataclass(frozen=True)
class Asked:
    """What the page for the code says of a request: the number's last two digits, and whether it may get an sms."""

    ending: str
    mobile: bool


def asked(request: Request) -> Asked | None:
    """Return what may be said of the number of a request; None when it has been forgotten."""
    number = opened(request.sealed)
    return Asked(number[-2:], is_mobile(int(number))) if number else None


@lru_cache(maxsize=4)
def last_day_of_calls(day: date) -> date:
    """Return the last day a company may call by a list that it washed the day before the number was blocked."""
    return validity_on(day).of_check(day)


def waiting_letters() -> QuerySet[Letter]:
    """Return the letters that are not done, the oldest first."""
    return Letter.objects.filter(done_at=None).prefetch_related("readings__by")


def may_read(letter: Letter, person: User) -> bool:
    """Whether it is this person's turn: not who has read it already, unless the readings differ."""
    return letter.differs or person.pk not in [one.by_id for one in letter.readings.all()]


@dataclass(frozen=True)
class State:
    """The register in figures: never a number. `snapshot` is the day of the newest one, empty when there is none."""

    entries: int
    at: datetime
    day: str
    root: str
    count: int
    snapshot: str


def state() -> State:
    """Return the register in figures."""
    register = the_register()
    version = register.version()
    kept = register.log.snapshots()
    snapshot = max((day for day, *_rest in kept), default="")
    return State(version.seq, version.at, version.day, version.root, len(register.members(version.seq)), snapshot)
