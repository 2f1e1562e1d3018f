"""How a code gets to a number: a text message, or a voice that calls up. A server names its own; these are for trying.

A class of your own takes the data folder and has `send(number, text)`; errors it raises are told to the consumer as
“could not be sent”, and nothing is entered.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Protocol

from django.conf import settings


class Sender(Protocol):
    """Something that brings a text to a number (E.164)."""

    def send(self, number: str, text: str) -> None:
        """Bring it; raise an OSError when that fails."""


class ConsoleSender:
    """Prints instead of sending."""

    def __init__(self, folder: Path) -> None:
        """The folder is not used."""

    def send(self, number: str, text: str) -> None:
        """Print the text."""
        sys.stderr.write(f"{number}: {text}\n")


class FileSender:
    """Writes to `sms.log` in the data folder, for its owner's eyes only."""

    name = "sms.log"

    def __init__(self, folder: Path) -> None:
        self._path = folder / self.name

    def send(self, number: str, text: str) -> None:
        """Append the text."""
        self._path.touch(mode=0o600)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{number}\t{text}\n")


class VoiceSimulator(FileSender):
    """A caller that only writes down what it would have said, digit by digit."""

    name = "voice.log"


KNOWN: dict[str, type[ConsoleSender] | type[FileSender]] = {
    "console": ConsoleSender,
    "file": FileSender,
    "simulator": VoiceSimulator,
}


def sender_for(way: str) -> Sender:
    """Return the server's sender of text messages (`sms`) or caller (`voice`)."""
    named = str(settings.SMS if way == "sms" else settings.VOICE)
    folder = Path(settings.DATA)
    if named in KNOWN:
        return KNOWN[named](folder)
    module, _, name = named.partition(":")
    made: Sender = getattr(import_module(module), name)(folder)
    return made
