"""The root of a Merkle tree that grows by one leaf at a time (RFC 9162, section 2.1), from its frontier alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True)
class Frontier:
    """The roots of the full subtrees of a tree of `size` leaves, the largest first."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> Frontier:
        """Return the frontier with one more leaf, whose content is `leaf`."""
        node, roots, size = hashlib.sha256(b"\x00" + leaf).digest(), list(self.roots), self.size
        while size & 1:
            node = _parent(roots.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*roots, node))

    def root(self) -> bytes:
        """Return the hash of the whole tree (MTH of the RFC)."""
        if not self.roots:
            return EMPTY_ROOT
        node = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            node = _parent(left, node)
        return node

    def to_bytes(self) -> bytes:
        """Return the frontier as it is stored."""
        return self.size.to_bytes(8, "big") + b"".join(self.roots)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Frontier:
        """Return the frontier that was stored."""
        roots = tuple(stored[at : at + HASH_BYTES] for at in range(8, len(stored), HASH_BYTES))
        return cls(int.from_bytes(stored[:8], "big"), roots)


def _parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
