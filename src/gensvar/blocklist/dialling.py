"""Asking at the moment of dialling: up to a hundred numbers at a time, against the register as it is right then.

A check at dial time leaves no list to grow stale and no call-back note to forget. Every question is logged without its
numbers, counted against the licence, and watched for the pattern of somebody copying the register rather than calling.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.numbers.plan import is_assignable
from gensvar.blocklist.numbers.reading import Cell, blocked_status, e164, read_cell
from gensvar.blocklist.numbers.status import Status
from gensvar.blocklist.register.register import Register, Version, replay
from gensvar.blocklist.wash.validity import Validity
from gensvar.errors import BadInput
from gensvar.text import Text

MOST_NUMBERS = 100
FILE, CANARIES = "lookups.sqlite", "canaries.txt"
RUN = 20  # consecutive numbers: no list that people are on has so many neighbours in order
WATCHED_FROM = 200  # numbers a day from which shares mean something
MOST_INVALID = 0.5
_TABLES = """
CREATE TABLE IF NOT EXISTS lookups (
  at TEXT NOT NULL, licence TEXT NOT NULL, purpose TEXT NOT NULL, numbers INTEGER NOT NULL, fresh INTEGER NOT NULL,
  blocked INTEGER NOT NULL, invalid INTEGER NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS lookups_by_day ON lookups (licence, at);
CREATE TABLE IF NOT EXISTS alarms (
  day TEXT, licence TEXT, kind TEXT, at TEXT NOT NULL, PRIMARY KEY (day, licence, kind)
) STRICT;
"""
ALARMS: dict[str, Text] = {
    "canary": Text(sv="frågade om ett nummer som ingen ringer", en="asked of a number that nobody calls"),
    "sequence": Text(sv="frågade om nummer i följd", en="asked of numbers in a row"),
    "unassigned": Text(sv="mer än hälften är inga nummer", en="more than half are no numbers"),
    "first_day": Text(sv="hela kvoten på första dagen", en="the whole quota on the first day"),
}


@dataclass(frozen=True)
class Answer:
    """What the register says of one number, as given, and the last day that may be relied on (None: not free)."""

    given: str
    status: Status
    e164: str
    reason: str
    valid_until: date | None


class Dialler:
    """One register's answers at dial time. One of them serves a whole process; threads may share it."""

    def __init__(self, register: Register, validity: Validity) -> None:
        from pyroaring import BitMap64

        self._register, self._validity, self._licences = register, validity, Licences(register.folder)
        self._members, self._seq = BitMap64(), 0
        self._lock = Lock()
        self._runs: dict[str, tuple[int, int]] = {}
        self._first: dict[str, str] = {}
        self._days: dict[tuple[str, str], tuple[int, int]] = {}
        self._log = sqlite3.connect(register.folder / FILE, timeout=60, isolation_level=None, check_same_thread=False)
        (register.folder / FILE).chmod(0o600)
        self._log.execute("PRAGMA journal_mode = WAL")
        self._log.execute("PRAGMA synchronous = NORMAL")
        self._log.executescript(_TABLES)
        self._canaries = _canaries(register.folder / CANARIES)
        self._refresh()

    def close(self) -> None:
        """Close the log."""
        self._log.close()
        self._licences.close()

    def check(
        self, licence: str, numbers: Sequence[str], now: datetime, purpose: str = "sale"
    ) -> tuple[Version, list[Answer]]:
        """Return the version that answered, and an answer per number in the given order.

        Raises BadInput for more than 100 numbers, an unknown licence, or a quota that is used up.
        """
        if not 1 <= len(numbers) <= MOST_NUMBERS:
            raise BadInput(
                Text(
                    sv=f"fråga om 1 till {MOST_NUMBERS} nummer i taget",
                    en=f"ask of 1 to {MOST_NUMBERS} numbers at a time",
                ),
                mend=Text(sv="Tvätta en längre lista i stället.", en="Wash a longer list instead."),
            )
        cells = [read_cell(number) for number in numbers]
        readings = [reading for cell in cells for reading in cell.readings]
        fresh = self._licences.spend_numbers(licence, readings, now)
        with self._lock:
            version = self._refresh()
            until = self._validity.of_check(date.fromisoformat(version.day))
            answers = [self._answer(given, cell, until) for given, cell in zip(numbers, cells, strict=True)]
            self._watch(licence, purpose, readings, answers, fresh, version, now)
        return version, answers

    def _refresh(self) -> Version:
        """Take in what has been entered since last time; return the newest version."""
        version = self._register.version()
        if self._seq == 0:
            self._members, self._seq = self._register.members(version.seq), version.seq
        elif version.seq != self._seq:
            replay(self._register.log, self._members, self._seq, version.seq)
            self._seq = version.seq
        return version

    def _answer(self, given: str, cell: Cell, until: date) -> Answer:
        hits = [reading in self._members for reading in cell.readings]
        if self._register.mode == "opt_in":
            hits = [not hit and is_assignable(one) for one, hit in zip(cell.readings, hits, strict=True)]
            hits = [hit and cell.otherwise == Status.FREE for hit in hits]
        status, shown = blocked_status(cell, hits), cell.shown
        if any(hits):
            shown = e164(next(one for one, hit in zip(cell.readings, hits, strict=True) if hit))
        return Answer(given, status, shown, cell.reason.word, until if status == Status.FREE else None)

    def _watch(
        self,
        licence: str,
        purpose: str,
        readings: Sequence[int],
        answers: Sequence[Answer],
        fresh: int,
        version: Version,
        now: datetime,
    ) -> None:
        """Log the question without its numbers, and raise the alarms it calls for, each once a day."""
        blocked = sum(one.status in (Status.BLOCKED, Status.BLOCKED_BY_ONE_READING) for one in answers)
        invalid = sum(one.status in (Status.INVALID, Status.UNREADABLE) for one in answers)
        self._log.execute(
            "INSERT INTO lookups VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [now.isoformat(), licence, purpose, len(answers), fresh, blocked, invalid, version.seq],
        )
        found = []
        if self._canaries.intersection(readings):
            found.append("canary")
        if self._in_a_row(licence, readings):
            found.append("sequence")
        day = now.date().isoformat()
        asked, wrong = self._today(licence, day, len(answers), invalid)
        if asked >= WATCHED_FROM and wrong > MOST_INVALID * asked:
            found.append("unassigned")
        if self._spent_at_once(licence, day):
            found.append("first_day")
        for kind in found:
            self._log.execute("INSERT OR IGNORE INTO alarms VALUES (?, ?, ?, ?)", [day, licence, kind, now.isoformat()])

    def _in_a_row(self, licence: str, readings: Sequence[int]) -> bool:
        """Return whether so many numbers in a row have been asked of, also over several questions."""
        last, run = self._runs.get(licence, (0, 1))
        longest = run
        for number in sorted(readings):
            run = run + 1 if number == last + 1 else 1
            last, longest = number, max(longest, run)
        self._runs[licence] = (last, run)
        return longest >= RUN

    def _today(self, licence: str, day: str, numbers: int, invalid: int) -> tuple[int, int]:
        """Return how many numbers were asked of today, and how many of them are none, these included."""
        if (licence, day) not in self._days:
            self._days = {key: counts for key, counts in self._days.items() if key[1] == day}
            counted = self._log.execute(
                "SELECT sum(numbers), sum(invalid) FROM lookups WHERE licence = ? AND at >= ?", [licence, day]
            ).fetchone()
            self._days[licence, day] = (counted[0], counted[1])  # with the question just logged
        else:
            asked, wrong = self._days[licence, day]
            self._days[licence, day] = (asked + numbers, wrong + invalid)
        return self._days[licence, day]

    def _spent_at_once(self, licence: str, day: str) -> bool:
        if licence not in self._first:
            found = self._log.execute("SELECT min(at) FROM lookups WHERE licence = ?", [licence]).fetchone()
            self._first[licence] = found[0]
        first = self._first[licence]
        if first[:10] != day:
            return False
        quota = self._licences.find(licence).quota
        return quota is not None and sum(self._licences.used(licence, datetime.fromisoformat(first))) >= quota

    def alarms(self) -> list[dict[str, Any]]:
        """Return the alarms, the newest first."""
        rows = self._log.execute("SELECT day, licence, kind, at FROM alarms ORDER BY at DESC").fetchall()
        return [dict(zip(("day", "licence", "kind", "at"), row, strict=True)) for row in rows]


def _canaries(path: Path) -> frozenset[int]:
    """Return the NSNs of lines that are registered and that nobody calls, one a line; whoever calls them has a leak."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(reading for line in lines for reading in read_cell(line).readings)
