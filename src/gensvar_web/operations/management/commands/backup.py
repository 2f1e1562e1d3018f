"""`gensvar manage backup FILE`: everything in one file, while the server runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gensvar_web.operations.backup import make_backup


class Command(BaseCommand):
    """Make a backup."""

    help = "Säkerhetskopiera allt till en fil / back everything up to one file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE must not exist yet."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many files and bytes it holds."""
        contents = make_backup(options["file"])
        size = sum(one["size"] for one in contents.files.values())
        self.stdout.write(f"{options['file']}: {len(contents.files)} filer / files, {size / 1e6:.1f} MB")
