"""Letters as data: subject and body in two languages, with `{places}`."""

from __future__ import annotations

from dataclasses import dataclass

from gensvar.text import Text


@dataclass(frozen=True)
class Letter:
    """A kind of letter."""

    kind: str
    subject: Text
    body: Text


LETTERS: dict[str, Letter] = {}


def offer(*letters: Letter) -> None:
    """Add kinds of letters; a room does so in its `letters.py`."""
    LETTERS.update({letter.kind: letter for letter in letters})
