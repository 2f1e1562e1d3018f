"""Licences: who may ask the register, how much in an epoch, and how much has been asked. No number is kept.

A look-up is counted by the number it was of, so that asking again is free: what is kept of a number is a keyed hash of
32 bits, enough to tell it from the licence's other numbers and too little to be anybody's. A private wash shows no
numbers, so there every evaluation counts.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.text import Text

FILE, KEY = "licences.sqlite", "licences.key"
WAIT_S = 60.0
CHECKPOINT_PAGES = 20_000  # hashes fall all over the table; the usual 1,000 would make every tenth question wait
OWNER = "local"  # whoever holds the register's folder; it has no limit, because it has the register
HASH_BITS, MONTH_BITS = 32, 48  # of a key: the month, the licence, the hash of a number
_TABLES = """
CREATE TABLE IF NOT EXISTS licences (
  id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, organisation TEXT NOT NULL, quota INTEGER, made TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS used (
  name TEXT, epoch TEXT, evaluations INTEGER NOT NULL, numbers INTEGER NOT NULL, PRIMARY KEY (name, epoch)
) STRICT;
CREATE TABLE IF NOT EXISTS asked (key INTEGER PRIMARY KEY) STRICT;
"""


@dataclass(frozen=True)
class Licence:
    """A licence: its name, the organisation's number, and how many numbers it may ask of in an epoch (None: any)."""

    name: str
    organisation: str
    quota: int | None
    number: int


def epoch_name(now: datetime) -> str:
    """Return the name of the epoch of a moment: its month."""
    return now.strftime("%Y-%m")


def _month(now: datetime) -> int:
    return (now.year - 2000) * 12 + now.month


class Licences:
    """The licences of one register."""

    def __init__(self, folder: Path) -> None:
        self._path, self._key_path = folder / FILE, folder / KEY
        self._kept = threading.local()  # a connection for each thread: opening one costs more than a question

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if not hasattr(self._kept, "connection"):
            self._kept.connection = self._connected()
        yield self._kept.connection

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._kept, "connection"):
            self._kept.connection.close()
            del self._kept.connection

    def _connected(self) -> sqlite3.Connection:
        new = not self._path.exists()
        connection = sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
        if new:
            self._path.chmod(0o600)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.executescript(_TABLES)
        return connection

    def grant(self, name: str, organisation: str, quota: int, now: datetime) -> Licence:
        """Give a licence, or change its quota."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO licences (name, organisation, quota, made) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET quota = excluded.quota, organisation = excluded.organisation",
                [name, organisation, quota, now.isoformat(timespec="seconds")],
            )
        return self.find(name)

    def find(self, name: str) -> Licence:
        """Return a licence. Raises BadInput when nobody has given it."""
        if name == OWNER:
            return Licence(OWNER, "", None, 0)
        with self._open() as connection:
            row = connection.execute(
                "SELECT name, organisation, quota, id FROM licences WHERE name = ?", [name]
            ).fetchone()
        if row is None:
            raise BadInput(
                Text(sv=f"ingen licens heter {name}", en=f"there is no licence {name}"),
                mend=Text(sv="Be den som sköter registret om en.", en="Ask whoever runs the register for one."),
            )
        return Licence(*row)

    def spend_evaluations(self, name: str, number: int, now: datetime) -> int | None:
        """Count evaluations before they are made; return what is left (None: no limit).

        Raises BadInput beyond the quota.
        """
        licence, epoch = self.find(name), epoch_name(now)
        with self._open() as connection, _transaction(connection):
            left = _left(connection, licence, epoch)
            _refuse_beyond(licence, number, left)
            _add(connection, name, epoch, number, 0)
        return None if left is None else left - number

    def spend_numbers(self, name: str, numbers: Sequence[int], now: datetime) -> int:
        """Count the numbers that this licence has not asked of before in the epoch; return how many they were.

        Raises BadInput beyond the quota; then none of them is counted.
        """
        licence, epoch = self.find(name), epoch_name(now)
        with self._open() as connection, _transaction(connection):
            left = _left(connection, licence, epoch)
            before = connection.total_changes
            first = _month(now) << MONTH_BITS | licence.number << HASH_BITS
            rows = [(first | self._hash(number, epoch),) for number in numbers]
            connection.executemany("INSERT OR IGNORE INTO asked VALUES (?)", rows)
            new = connection.total_changes - before
            if new:
                _refuse_beyond(licence, new, left)
                _add(connection, name, epoch, 0, new)
        return new

    def used(self, name: str, now: datetime) -> tuple[int, int]:
        """Return evaluations and distinct numbers of a licence in the epoch."""
        with self._open() as connection:
            return _used(connection, name, epoch_name(now))

    def forget_before(self, now: datetime) -> None:
        """Take away what earlier epochs asked of; the counts stay."""
        with self._open() as connection:
            connection.execute("DELETE FROM asked WHERE key < ?", [_month(now) << MONTH_BITS])

    def _hash(self, number: int, epoch: str) -> int:
        content = f"{epoch}:{number}".encode()
        return int.from_bytes(hashlib.blake2b(content, key=self._key, digest_size=4).digest(), "big")

    @cached_property
    def _key(self) -> bytes:
        """The key of the hashes, made on first use."""
        with suppress(FileExistsError):
            handle = os.open(self._key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as target:
                target.write(secrets.token_bytes(32).hex() + "\n")
        return bytes.fromhex(self._key_path.read_text("ascii").strip())


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _used(connection: sqlite3.Connection, name: str, epoch: str) -> tuple[int, int]:
    row = connection.execute(
        "SELECT evaluations, numbers FROM used WHERE name = ? AND epoch = ?", [name, epoch]
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _left(connection: sqlite3.Connection, licence: Licence, epoch: str) -> int | None:
    return None if licence.quota is None else licence.quota - sum(_used(connection, licence.name, epoch))


def _add(connection: sqlite3.Connection, name: str, epoch: str, evaluations: int, numbers: int) -> None:
    connection.execute(
        "INSERT INTO used VALUES (?, ?, ?, ?) ON CONFLICT (name, epoch) DO UPDATE SET "
        "evaluations = evaluations + excluded.evaluations, numbers = numbers + excluded.numbers",
        [name, epoch, evaluations, numbers],
    )


def _refuse_beyond(licence: Licence, wanted: int, left: int | None) -> None:
    if left is not None and wanted > left:
        raise BadInput(
            Text(
                sv=f"licensen {licence.name} har {max(left, 0)} nummer kvar i månaden; {wanted} begärdes",
                en=f"licence {licence.name} has {max(left, 0)} numbers left this month; {wanted} were asked for",
            ),
            mend=Text(
                sv="Vänta till nästa månad, eller be den som sköter registret om en större kvot.",
                en="Wait until next month, or ask whoever runs the register for a larger quota.",
            ),
        )
