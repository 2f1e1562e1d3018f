"""`gensvar manage restore FILE`: into an empty data folder and an empty database, then the ledger is verified."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from gensvar_web.operations.backup import restore_backup


class Command(BaseCommand):
    """Restore a backup."""

    help = "Återställ en säkerhetskopia där ingenting finns / restore a backup where there is nothing yet"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE is a backup; --check reads it through only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="Läs bara igenom kopian / only read the copy through")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was restored, and the last hash of the ledger."""
        if options["check"]:
            from gensvar_web.operations.archive import read_contents

            contents = read_contents(options["file"])
        else:
            contents = restore_backup(options["file"])
            call_command("ledger_verify", stdout=self.stdout)
        self.stdout.write(f"{contents.made_at} Gensvar {contents.version}: {len(contents.files)} filer / files")
