"""The entries of one organisation's log, and the names of those who did the deeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from gensvar_web.ledger.models import Entry
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.queries import members_of


def entries(
    organisation: Organisation,
    *,
    person: int | None = None,
    part: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[Entry]:
    """Return the entries from the newest: of a person, of a part (`people`, `plan`), within days."""
    found = Entry.objects.filter(organisation=organisation.pk).order_by("-number")
    if person is not None:
        found = found.filter(actor=person)
    if part:
        found = found.filter(deed__startswith=f"{part}.")
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def parts_of(organisation: Organisation) -> list[str]:
    """Return the parts that have deeds, to choose from."""
    deeds = Entry.objects.filter(organisation=organisation.pk).order_by().values_list("deed", flat=True).distinct()
    return sorted({deed.partition(".")[0] for deed in deeds})


def people_in(organisation: Organisation) -> dict[int, str]:
    """Return number -> name of everybody who is a member or has done something here; erased people have no name."""
    actors = Entry.objects.filter(organisation=organisation.pk).exclude(actor=None).order_by()
    numbers = set(actors.values_list("actor", flat=True).distinct())
    numbers |= set(members_of(organisation).values_list("user", flat=True))
    return names_of(numbers)


def names_of(numbers: Iterable[int | None]) -> dict[int, str]:
    """Return number -> name of people; an erased person's name is empty."""
    users = User.objects.filter(pk__in={number for number in numbers if number is not None})
    return {user.pk: "" if user.erased_at else str(user) for user in users}
