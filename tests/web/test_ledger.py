"""The ledger: append-only in the database, chained, whole under competition, tied to the deed's transaction."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from gensvar_web.ledger.models import Entry
from gensvar_web.ledger.recording import Break, find_break, record


def _record(deed: str = "test.deed") -> Entry:
    with transaction.atomic():
        return record(actor=None, organisation=None, deed=deed, details={"n": 1})


@pytest.mark.django_db
def test_entries_are_chained() -> None:
    first, second = _record(), _record()
    assert (second.number, second.previous) == (first.number + 1, first.hash)
    assert find_break() is None


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET deed = 'x'", "DELETE FROM ledger_entry"])
def test_the_database_refuses_to_change_an_entry(statement: str) -> None:
    _record()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().deed == "test.deed"


@pytest.mark.django_db(transaction=True)
def test_a_deed_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        record(actor=None, organisation=None, deed="test.deed")


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(actor=None, organisation=None, deed="test.deed")
        1 / 0  # noqa: B018
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain() -> None:
    def write() -> None:
        try:
            for _ in range(10):
                _record()
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Entry.objects.count() == 40
    assert find_break() is None


@pytest.mark.django_db
def test_a_forged_entry_is_found() -> None:
    from importlib import import_module

    guards = import_module("gensvar_web.ledger.migrations.0002_append_only")
    _record(), _record()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_no_update")
        else:
            cursor.execute("DROP TRIGGER ledger_no_change ON ledger_entry")
        cursor.execute("UPDATE ledger_entry SET deed = 'forged' WHERE number = 1")
        cursor.execute(
            next(
                one
                for one in (guards.SQLITE if connection.vendor == "sqlite" else guards.POSTGRESQL)
                if "no_update" in one or "no_change" in one
            )
        )
    assert find_break() == Break(1, "hash")
    with pytest.raises(CommandError, match="1: hash"):
        call_command("ledger_verify")
