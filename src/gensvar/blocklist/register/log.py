"""The log on disk: SQLite, appended to in one transaction at a time, never changed. The one door to the file.

A commit is on disk before it is answered (`synchronous = FULL`), so a process that is killed loses nothing it has said
yes to; whoever opens the file next sees each entry whole or not at all.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.register.entries import FIRST, Deed, Entry, pack, unpack
from gensvar.blocklist.register.merkle import Frontier
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text

if TYPE_CHECKING:
    import numpy as np

FILE = "log.sqlite"
WAIT_S = 60.0
NONCE_BYTES = 16
# The numbers last: millions of them in one entry must not lie in the way of its root.
_TABLES = """
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, deed INTEGER NOT NULL, channel TEXT NOT NULL, evidence TEXT NOT NULL,
  nonce BLOB NOT NULL, hash BLOB NOT NULL, root BLOB NOT NULL, numbers BLOB NOT NULL
) STRICT;
CREATE TABLE frontier (one INTEGER PRIMARY KEY CHECK (one = 1), tree BLOB NOT NULL) STRICT;
CREATE TABLE snapshots (
  day TEXT PRIMARY KEY, seq INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, count INTEGER NOT NULL
) STRICT;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
"""


class Log:
    """The log of one register. Connections are opened per call, so that threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def create(self) -> None:
        """Make an empty log that only its owner may read."""
        self.path.touch(mode=0o600, exist_ok=False)
        with self._open() as connection:
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO frontier VALUES (1, ?)", [Frontier().to_bytes()])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if not self.path.is_file():
            raise BadInput(
                Text(sv="här finns inget spärregister", en="there is no block register here"),
                where=str(self.path.parent),
                mend=Text(sv="Skapa ett: gensvar register create MAPP", en="Make one: gensvar register create FOLDER"),
            )
        connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            yield connection
        except sqlite3.DatabaseError as problem:
            raise GensvarError(
                Text(
                    sv=f"registrets logg går inte att använda: {problem}",
                    en=f"the register's log cannot be used: {problem}",
                ),
                where=str(self.path),
                mend=Text(sv="Återställ den från en säkerhetskopia.", en="Restore it from a backup."),
            ) from problem
        finally:
            connection.close()

    def append(
        self, deed: Deed, numbers: np.ndarray[Any, Any], channel: str, evidence: str, at: int
    ) -> tuple[Entry, bytes]:
        """Append one entry and return it with the root after it. It is on disk when this returns.

        `numbers`: sorted distinct NSNs (uint64). `at`: microseconds UTC; never before the last entry's.
        """
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                last = connection.execute("SELECT seq, at, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
                seq, latest, previous = last or (0, 0, FIRST)
                tree = Frontier.from_bytes(connection.execute("SELECT tree FROM frontier").fetchone()[0])
                entry = Entry(
                    seq + 1,
                    max(at, latest),
                    deed,
                    channel,
                    evidence,
                    numbers,
                    secrets.token_bytes(NONCE_BYTES),
                    previous,
                )
                digest = entry.hash()
                tree = tree.grown(digest)
                connection.execute(
                    "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [entry.seq, entry.at, deed, channel, evidence, entry.nonce, digest, tree.root(), pack(numbers)],
                )
                connection.execute("UPDATE frontier SET tree = ?", [tree.to_bytes()])
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return entry, tree.root()

    def last(self, until: int | None = None) -> tuple[int, int, bytes] | None:
        """Return sequence number, time and root of the last entry at or before `until`; None when there is none."""
        with self._open() as connection:
            row: tuple[int, int, bytes] | None = connection.execute(
                "SELECT seq, at, root FROM entries WHERE seq <= ? ORDER BY seq DESC LIMIT 1", [_top(until)]
            ).fetchone()
        return row

    def at_time(self, at: int) -> int:
        """Return the sequence number of the last entry made at or before a moment (microseconds); 0 when none was."""
        with self._open() as connection:
            row = connection.execute("SELECT max(seq) FROM entries WHERE at <= ?", [at]).fetchone()
        return int(row[0] or 0)

    def deeds(self, after: int, until: int | None = None) -> Iterator[tuple[Deed, np.ndarray[Any, Any]]]:
        """Yield what entries after one sequence number, up to another, did to which numbers."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT deed, numbers FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq", [after, _top(until)]
            )
            for deed, numbers in rows:
                yield Deed(deed), unpack(numbers)

    def entries(self) -> Iterator[tuple[Entry, bytes, bytes]]:
        """Yield every entry with the hash and the root stored beside it, as found: nothing is checked."""
        with self._open() as connection:
            previous = FIRST
            for seq, at, deed, channel, evidence, nonce, digest, root, numbers in connection.execute(
                "SELECT * FROM entries ORDER BY seq"
            ):
                yield Entry(seq, at, Deed(deed), channel, evidence, unpack(numbers), nonce, previous), digest, root
                previous = digest

    def tree(self) -> Frontier:
        """Return the frontier that is stored."""
        with self._open() as connection:
            return Frontier.from_bytes(connection.execute("SELECT tree FROM frontier").fetchone()[0])

    def note_snapshot(self, day: str, seq: int, file: str, digest: str, count: int) -> None:
        """Remember a snapshot; one of the same day is replaced."""
        with self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)", [day, seq, file, digest, count]
            )

    def snapshots(self, until: int | None = None) -> list[tuple[str, int, str, str, int]]:
        """Return (day, sequence number, file, SHA-256, count) of the snapshots up to an entry, the latest first."""
        with self._open() as connection:
            return connection.execute(
                "SELECT * FROM snapshots WHERE seq <= ? ORDER BY seq DESC, day DESC", [_top(until)]
            ).fetchall()


def _top(until: int | None) -> int:
    return 2**62 if until is None else until
