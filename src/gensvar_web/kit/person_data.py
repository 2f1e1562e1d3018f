"""What is known of a person, and its erasure: every app answers for its own in `erasure.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# A user in, JSON types out; a user in, forgotten.
Exports = Callable[[Any], Any]
Erases = Callable[[Any], None]
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


def export_person(user: Any, progress: Callable[[float], None] = lambda _share: None) -> dict[str, Any]:
    """Return everything that is known of a person, by app; `progress` is told the share after each."""
    told = {}
    for number, app in enumerate(sorted(EXPORTS), start=1):
        told[app] = EXPORTS[app](user)
        progress(number / len(EXPORTS))
    return told


def forget_person(user: Any) -> None:
    """Have every app forget a person, the account itself last: the others find it by its address."""
    for app in sorted(ERASURES, key=lambda name: (name == "people", name)):
        ERASURES[app](user)
