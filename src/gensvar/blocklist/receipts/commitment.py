"""A commitment to the numbers of a list and the answer each got, that tells nobody which they are.

The numbers are in order; each is eight bytes, most significant first, and a byte for its status. Blocks of 4,096 of
them are hashed with HMAC-SHA-256 under a salt that only the list's owner has, and the hashes are the leaves of a Merkle
tree (RFC 9162). Without the salt nobody can try numbers until one fits; with it the owner can show that a number was in
the list, and as what.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.register.merkle import Frontier

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

BLOCK = 4_096
SALT_BYTES = 32


def commit(numbers: Array, status: Array, salt: bytes) -> str:
    """Return the commitment (hexadecimal) to sorted distinct NSNs (uint64) and their statuses (uint8)."""
    import numpy as np

    records = np.empty((len(numbers), 9), np.uint8)
    records[:, :8] = numbers.astype(">u8").view(np.uint8).reshape(-1, 8)
    records[:, 8] = status
    tree = Frontier()
    for start in range(0, len(records), BLOCK):
        tree = tree.grown(hmac.digest(salt, records[start : start + BLOCK].tobytes(), "sha256"))
    return tree.root().hex()
