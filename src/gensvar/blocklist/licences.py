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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from pyroaring import BitMap

FILE, KEY = "licences.sqlite", "licences.key"
WAIT_S = 60.0
OWNER = "local"  # whoever holds the register's folder; it has no limit, because it has the register
_TABLES = """
CREATE TABLE IF NOT EXISTS licences (
  name TEXT PRIMARY KEY, organisation TEXT NOT NULL, quota INTEGER, made TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS used (
  name TEXT, epoch TEXT, evaluations INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY (name, epoch)
) STRICT;
"""


@dataclass(frozen=True)
class Licence:
    """A licence: its name, the organisation's number, and how many numbers it may ask of in an epoch (None: any)."""

    name: str
    organisation: str
    quota: int | None


def epoch_name(now: datetime) -> str:
    """Return the name of the epoch of a moment: its month."""
    return now.strftime("%Y-%m")


class Licences:
    """The licences of one register."""

    def __init__(self, folder: Path) -> None:
        self._path, self._key_path = folder / FILE, folder / KEY

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        new = not self._path.exists()
        connection = sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
        try:
            if new:
                self._path.chmod(0o600)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            yield connection
        finally:
            connection.close()

    def grant(self, name: str, organisation: str, quota: int, now: datetime) -> Licence:
        """Give a licence, or change its quota."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO licences VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET quota = excluded.quota, "
                "organisation = excluded.organisation",
                [name, organisation, quota, now.isoformat(timespec="seconds")],
            )
        return Licence(name, organisation, quota)

    def find(self, name: str) -> Licence:
        """Return a licence. Raises BadInput when nobody has given it."""
        if name == OWNER:
            return Licence(OWNER, "", None)
        with self._open() as connection:
            row = connection.execute("SELECT name, organisation, quota FROM licences WHERE name = ?", [name]).fetchone()
        if row is None:
            raise BadInput(
                Text(sv=f"ingen licens heter {name}", en=f"there is no licence {name}"),
                mend=Text(sv="Be den som sköter registret om en.", en="Ask whoever runs the register for one."),
            )
        return Licence(*row)

    def spend_evaluations(self, name: str, number: int, now: datetime) -> int | None:
        """Count evaluations before they are made; return what is left (None: no limit). Raises BadInput beyond the
        quota.
        """
        licence, epoch = self.find(name), epoch_name(now)
        with self._open() as connection, _transaction(connection):
            used, known = _used(connection, name, epoch)
            left = None if licence.quota is None else licence.quota - used - len(known)
            _refuse_beyond(licence, number, left)
            _keep(connection, name, epoch, used + number, known)
        return None if left is None else left - number

    def spend_numbers(self, name: str, numbers: Sequence[int], now: datetime) -> int:
        """Count the numbers that this licence has not asked of before in the epoch; return how many they were."""
        from pyroaring import BitMap

        licence, epoch = self.find(name), epoch_name(now)
        asked = BitMap(self._hash(number, epoch) for number in numbers)
        with self._open() as connection, _transaction(connection):
            used, known = _used(connection, name, epoch)
            new = len(asked - known)
            left = None if licence.quota is None else licence.quota - used - len(known)
            if new:
                _refuse_beyond(licence, new, left)
                _keep(connection, name, epoch, used, known | asked)
        return new

    def used(self, name: str, now: datetime) -> tuple[int, int]:
        """Return evaluations and distinct numbers of a licence in the epoch."""
        with self._open() as connection:
            used, known = _used(connection, name, epoch_name(now))
        return used, len(known)

    def _hash(self, number: int, epoch: str) -> int:
        content = f"{epoch}:{number}".encode()
        return int.from_bytes(hashlib.blake2b(content, key=self._key(), digest_size=4).digest(), "big")

    def _key(self) -> bytes:
        try:
            return bytes.fromhex(self._key_path.read_text("ascii").strip())
        except FileNotFoundError:
            pass
        try:
            handle = os.open(self._key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._key()
        with os.fdopen(handle, "w", encoding="ascii") as target:
            target.write(secrets.token_bytes(32).hex() + "\n")
        return self._key()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _used(connection: sqlite3.Connection, name: str, epoch: str) -> tuple[int, BitMap]:
    from pyroaring import BitMap

    row = connection.execute(
        "SELECT evaluations, numbers FROM used WHERE name = ? AND epoch = ?", [name, epoch]
    ).fetchone()
    return (int(row[0]), BitMap.deserialize(row[1])) if row else (0, BitMap())


def _keep(connection: sqlite3.Connection, name: str, epoch: str, evaluations: int, known: BitMap) -> None:
    stored = bytes(known.serialize())
    connection.execute("INSERT OR REPLACE INTO used VALUES (?, ?, ?, ?)", [name, epoch, evaluations, stored])


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
