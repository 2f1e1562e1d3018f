"""What every command needs: the language, printing (text or JSON), progress on standard error."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import click

from gensvar.errors import GensvarError
from gensvar.text import Language, Text

PROGRESS_AFTER_S = 2.0


def language_of_environment(arguments: list[str] | None = None) -> Language:
    """Return the language asked for: `--lang`, else GENSVAR_LANG, else Swedish."""
    wanted = os.environ.get("GENSVAR_LANG", "sv")
    for index, argument in enumerate(arguments or []):
        if argument == "--lang" and arguments and index + 1 < len(arguments):
            wanted = arguments[index + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return "en" if wanted == "en" else "sv"


def report_error(error: GensvarError, language: Language) -> None:
    """Print an error of ours on standard error: what, where, how to mend it."""
    label = click.style("Fel:" if language == "sv" else "Error:", fg="red", bold=True)
    click.echo(f"{label} {error.describe(language)}", err=True)


@dataclass
class Session:
    """The one call of the command line: its language, and the only clock."""

    language: Language

    def say(self, text: Text | str) -> None:
        """Print to standard output in the session's language."""
        click.echo(text.into(self.language) if isinstance(text, Text) else text)

    def note(self, text: Text | str) -> None:
        """Print to standard error: messages that are not the result."""
        click.echo(text.into(self.language) if isinstance(text, Text) else text, err=True)

    def emit_json(self, value: Any) -> None:
        """Print exactly one JSON document on standard output."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def now(self) -> datetime:
        """Return the present time in UTC; the library itself never asks the clock.

        GENSVAR_NOW (ISO 8601) fixes it, so that a run can be repeated to the byte.
        """
        fixed = os.environ.get("GENSVAR_NOW")
        return datetime.fromisoformat(fixed).astimezone(UTC) if fixed else datetime.now(UTC)

    @contextmanager
    def progress(self, label: Text) -> Iterator[Callable[[float, str], None]]:
        """Yield `advance(share, note)`; a bar appears on standard error after two seconds."""
        started, width, drawn = time.monotonic(), 30, False

        def advance(share: float, note: str = "") -> None:
            nonlocal drawn
            if time.monotonic() - started < PROGRESS_AFTER_S or not sys.stderr.isatty():
                return
            drawn = True
            filled = round(min(max(share, 0.0), 1.0) * width)
            bar = "█" * filled + "░" * (width - filled)
            line = f"\r{label.into(self.language)} {bar} {share:4.0%} {note}"
            click.echo(line[:118].ljust(118), nl=False, err=True)

        try:
            yield advance
        finally:
            if drawn:
                click.echo("\r" + " " * 118 + "\r", nl=False, err=True)


pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON på standard ut / JSON on standard output")
