"""What is known of a person, and its erasure: every app answers for its own in `erasure.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import User

Exports = Callable[[User], Any]
Erases = Callable[[User], None]
EXPORTS: dict[str, Exports] = {}
ERASURES: dict[str, Erases] = {}


def exports(app: str) -> Callable[[Exports], Exports]:
    """Register what an app knows of a person, as JSON types."""

    def register(function: Exports) -> Exports:
        EXPORTS[app] = function
        return function

    return register


def erases(app: str) -> Callable[[Erases], Erases]:
    """Register how an app forgets a person; BadInput stops the whole erasure."""

    def register(function: Erases) -> Erases:
        ERASURES[app] = function
        return function

    return register


def export_person(user: User) -> dict[str, Any]:
    """Return everything that is known of a person, by app."""
    return {app: EXPORTS[app](user) for app in sorted(EXPORTS)}


@transaction.atomic
def erase_person(user: User) -> None:
    """Forget a person everywhere or nowhere; the account itself last, because the others find it by its address."""
    for app in sorted(ERASURES, key=lambda name: (name == "people", name)):
        ERASURES[app](user)
    record(actor=user, organisation=None, deed="people.erase", subject=user)
