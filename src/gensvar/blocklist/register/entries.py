"""One entry of the log: a deed, the numbers it concerns, where it came from, and the hash that chains it to the
last.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from gensvar.evidence.canonical import canonical_bytes

if TYPE_CHECKING:
    import numpy as np

FIRST = b"\x00" * 32  # what the first entry is chained to
PLAIN_UP_TO = 1_000  # numbers stored as they are; more are stored as a compressed bitmap


class Deed(IntEnum):
    """What an entry does to its numbers; the values are stored, so they never change."""

    ADD = 1
    WITHDRAW = 2
    RELEASE = 3  # the operator says the number has no holder any more
    RESTORE = 4  # a withdrawal or a release was a mistake

    @property
    def blocks(self) -> bool:
        """Whether the numbers are in the register after it."""
        return self in (Deed.ADD, Deed.RESTORE)


CHANNELS = ("web", "voice", "letter", "operator", "import", "staff")


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the log. `numbers` are sorted distinct NSNs (uint64); `at` is in microseconds, UTC."""

    seq: int
    at: int
    deed: Deed
    channel: str
    evidence: str
    numbers: np.ndarray[Any, Any]
    nonce: bytes
    previous: bytes

    def hash(self) -> bytes:
        """Return SHA-256 over everything in the entry. The nonce keeps a single number from being guessed from it."""
        content = {
            "seq": self.seq,
            "at": self.at,
            "deed": self.deed.name,
            "channel": self.channel,
            "evidence": self.evidence,
            "count": len(self.numbers),
            "numbers": hashlib.sha256(self.nonce + self.numbers.astype(">u8").tobytes()).hexdigest(),
            "previous": self.previous.hex(),
        }
        return hashlib.sha256(canonical_bytes(content)).digest()


def pack(numbers: np.ndarray[Any, Any]) -> bytes:
    """Return sorted distinct NSNs as they are stored."""
    if len(numbers) <= PLAIN_UP_TO:
        return b"P" + numbers.astype("<u8").tobytes()
    from pyroaring import BitMap64

    return b"R" + bytes(BitMap64(numbers).serialize())


def unpack(stored: bytes) -> np.ndarray[Any, Any]:
    """Return the NSNs (uint64, sorted) that were stored. Raises ValueError when the bytes are damaged."""
    import numpy as np

    if stored[:1] == b"P":
        return np.frombuffer(stored, "<u8", offset=1).astype(np.uint64)
    if stored[:1] != b"R":
        raise ValueError("numbers")
    from pyroaring import BitMap64

    return np.array(BitMap64.deserialize(stored[1:]).to_array(), np.uint64)


def microseconds(moment: datetime) -> int:
    """Return a moment as microseconds since 1970, UTC."""
    return round(moment.timestamp() * 1_000_000)


def moment_of(at: int) -> datetime:
    """Return the moment of microseconds since 1970, in UTC."""
    return datetime.fromtimestamp(at / 1_000_000, UTC)
