"""How a code gets to a number: a text message, or a voice that calls up. A server names its own; these are for trying.

`GENSVAR_SMS` and `GENSVAR_VOICE` name a class by its dotted path. It is made with the data folder and has `send` or
`call`; whatever it raises is told to the consumer as “could not be sent”, and nothing is entered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Sender(Protocol):
    """Something that sends text messages."""

    def send(self, number: str, text: str) -> None:
        """Send a text to a number (E.164)."""


class Caller(Protocol):
    """Something that calls a number up. It never takes calls: the number that shows on those proves nothing."""

    def call(self, number: str, code: str) -> None:
        """Call a number (E.164) and read the six digits of a code, in Swedish and in English."""


class ConsoleSender:
    """Prints instead of sending."""

    def __init__(self, folder: Path) -> None:
        """The folder is not used."""

    def send(self, number: str, text: str) -> None:
        """Print the text."""
        sys.stderr.write(f"{number}: {text}\n")


class FileSender:
    """Writes to `sms.log` in the data folder, for its owner's eyes only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "sms.log"

    def send(self, number: str, text: str) -> None:
        """Append the text."""
        _append(self._path, number, text)


class VoiceSimulator:
    """A caller that only writes down what it would have read, to `voice.log` in the data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "voice.log"

    def call(self, number: str, code: str) -> None:
        """Append the code, digit by digit."""
        _append(self._path, number, " ".join(code))


def _append(path: Path, number: str, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(f"{number}\t{text}\n")


SENDERS = {"console": ConsoleSender, "file": FileSender}
CALLERS = {"simulator": VoiceSimulator}


def the_sender() -> Sender:
    """Return the server's sender of text messages."""
    made: Sender = _class(settings.SMS, SENDERS)(Path(settings.DATA))
    return made


def the_caller() -> Caller:
    """Return what calls numbers up for this server."""
    made: Caller = _class(settings.VOICE, CALLERS)(Path(settings.DATA))
    return made


def only_tries() -> bool:
    """Whether codes stay on this server, which the pages then say."""
    return settings.SMS in SENDERS or settings.VOICE in CALLERS


def _class(named: str, known: Mapping[str, type]) -> type:
    found: type = known.get(named) or import_string(named.replace(":", "."))
    return found
