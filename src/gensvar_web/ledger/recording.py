"""Write a deed down, in the transaction that does it; check that the chain holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from gensvar.evidence import content_hash
from gensvar_web.ledger.models import Entry

START = "sha256:" + "0" * 64
LOCK = 0x67656E73  # any number that nothing else locks
# Through what the actor acts, where it is not the pages: `token:7`. Written into the details.
THROUGH: ContextVar[str] = ContextVar("through", default="")


def record(
    *, actor: Any, organisation: Any, deed: str, subject: Any = "", details: dict[str, Any] | None = None
) -> Entry:
    """Append a deed (`people.invite`) and return its entry. To be called inside `transaction.atomic()`.

    `actor` is a user or None (the program itself), `organisation` one or None, `subject` a model
    instance or a text; `details` JSON types without personal data.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a deed is recorded in the transaction that does it")
    _lock()
    last = Entry.objects.order_by("-number").first()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=datetime.now(UTC),
        actor=getattr(actor, "pk", None),
        organisation=getattr(organisation, "pk", None),
        deed=deed,
        subject=_named(subject),
        details=_with_way(details or {}),
        previous=last.hash if last else START,
    )
    entry.hash = content_hash(entry.content())
    entry.save(force_insert=True)
    return entry


def _lock() -> None:
    """One writer at a time: on PostgreSQL a lock until the transaction ends; SQLite's IMMEDIATE already is one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _with_way(details: dict[str, Any]) -> dict[str, Any]:
    return {**details, "through": THROUGH.get()} if THROUGH.get() else details


def _named(subject: Any) -> str:
    if isinstance(subject, str):
        return subject[:200]
    return f"{subject._meta.label_lower}:{subject.pk}"


@dataclass(frozen=True)
class Break:
    """The first entry where the chain does not hold, and why: `number`, `previous` or `hash`."""

    number: int
    reason: str


def find_break() -> Break | None:
    """Return where the chain breaks, None if it holds from the first entry to the last."""
    previous, expected = START, 1
    for entry in _all():
        if entry.number != expected:
            return Break(expected, "number")
        if entry.previous != previous:
            return Break(entry.number, "previous")
        if content_hash(entry.content()) != entry.hash:
            return Break(entry.number, "hash")
        previous, expected = entry.hash, entry.number + 1
    return None


def _all() -> Iterator[Entry]:
    return Entry.objects.order_by("number").iterator(chunk_size=2000)
