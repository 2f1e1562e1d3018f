"""`gensvar manage ledger_verify`: recompute the chain of the ledger."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gensvar_web.ledger.models import Entry
from gensvar_web.ledger.recording import START, find_break


class Command(BaseCommand):
    """Check the ledger."""

    help = "Räkna om loggens kedja / recompute the chain of the ledger"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that the chain holds and its last hash, or where it breaks (exit code 1)."""
        found = find_break()
        if found:
            raise CommandError(f"kedjan brister vid / the chain breaks at {found.number}: {found.reason}")
        last = Entry.objects.last()
        self.stdout.write(f"{last.number if last else 0} {last.hash if last else START}")
