"""Who is in the register at one version, as a bit a number: the fastest exact answer for millions of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from pyroaring import BitMap64

    Array = np.ndarray[Any, Any]

BITS = 10**9  # NSNs of up to nine digits, which all but voice mail and machines have; 125 MB


class Lookup:
    """The members of a version, fixed when the wash began. It may be shared between threads."""

    def __init__(self, numbers: Array, count: int | None = None) -> None:
        """Take the sorted distinct NSNs (uint64); `count` is how many the register has, where these are not all of
        them.
        """
        import numpy as np

        split = int(np.searchsorted(numbers, BITS))
        self.count = len(numbers) if count is None else count
        self._long = numbers[split:]
        self._bits = np.zeros(BITS // 8, np.uint8)
        short = numbers[:split]
        if len(short):
            places = (short >> np.uint64(3)).astype(np.int64)
            values = np.left_shift(np.uint8(1), (short & np.uint64(7)).astype(np.uint8))
            first = np.concatenate([[True], places[1:] != places[:-1]])
            self._bits[places[first]] = np.bitwise_or.reduceat(values, np.flatnonzero(first))

    @classmethod
    def of(cls, members: BitMap64) -> Lookup:
        """Return the look-up of a register's members."""
        import numpy as np

        return cls(np.array(members.to_array(), np.uint64))

    def has(self, numbers: Array) -> Array:
        """Return for each NSN (uint64) whether it is a member; 0 never is."""
        import numpy as np

        short = numbers < BITS
        places = np.where(short, numbers, 0)
        found: Array = (
            self._bits[(places >> np.uint64(3)).astype(np.int64)] >> (places & np.uint64(7)).astype(np.uint8)
        ) & 1
        found = found.astype(bool) & short
        if len(self._long) and not short.all():
            long = np.flatnonzero(~short)
            at = np.searchsorted(self._long, numbers[long])
            found[long] = self._long[np.minimum(at, len(self._long) - 1)] == numbers[long]
        return found
