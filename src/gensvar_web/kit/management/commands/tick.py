"""`gensvar manage tick`: do what is due; with --forever look again every 20 seconds."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from gensvar_web.kit.ticking import tick


class Command(BaseCommand):
    """Scheduled work."""

    help = "Gör det som är schemalagt / do what is due"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--forever keeps on."""
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick once, or for ever."""
        while True:
            for name in tick(timezone.now()):
                self.stdout.write(name)
            if not options["forever"]:
                return
            close_old_connections()
            time.sleep(20)
