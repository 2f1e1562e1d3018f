"""The closed set of answers about one cell of a list. Only FREE may be called without another ground."""

from __future__ import annotations

from enum import IntEnum

from gensvar.text import Text


class Status(IntEnum):
    """What a wash says of a cell; the values are stored, so they never change."""

    FREE = 0
    BLOCKED = 1
    BLOCKED_BY_ONE_READING = 2
    INVALID = 3
    OUTSIDE_PLAN = 4
    FOREIGN = 5
    UNREADABLE = 6
    EMPTY = 7

    @property
    def word(self) -> str:
        """The word written in the column `gensvar_status`."""
        return self.name.lower()


WORDS = tuple(status.word for status in Status)

TITLES: dict[Status, Text] = {
    Status.FREE: Text(sv="Fri", en="Free"),
    Status.BLOCKED: Text(sv="Spärrad", en="Blocked"),
    Status.BLOCKED_BY_ONE_READING: Text(sv="Spärrad enligt en tolkning", en="Blocked by one reading"),
    Status.INVALID: Text(sv="Ogiltigt nummer", en="Invalid number"),
    Status.OUTSIDE_PLAN: Text(sv="Utanför nummerplanen", en="Outside the numbering plan"),
    Status.FOREIGN: Text(sv="Utländskt nummer", en="Foreign number"),
    Status.UNREADABLE: Text(sv="Oläsbart", en="Unreadable"),
    Status.EMPTY: Text(sv="Tomt", en="Empty"),
}
