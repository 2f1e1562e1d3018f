"""Django's own commands: `gensvar manage COMMAND …`, or `python -m gensvar_web.project.manage`."""

from __future__ import annotations

import os
import sys


def manage(arguments: list[str]) -> None:
    """Run a command of Django's or ours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gensvar_web.project.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["gensvar manage", *arguments])


if __name__ == "__main__":
    manage(sys.argv[1:])
