"""Pseudonyms: a person's number or name replaced by a keyed hash. The key lies apart from the store.

The pseudonym is the first 80 bits of HMAC-SHA-256 (RFC 2104) over the normalised value. Without the key
nobody can try telephone numbers until one fits; with it the same customer gets the same pseudonym in every file.
"""

from __future__ import annotations

import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

KEY_BYTES = 32
BLOCK = 64  # bytes in a block of SHA-256
LENGTH = 20  # hexadecimal digits of a pseudonym
CHECKED = b"gensvar: which key is this?"
UNUSABLE = Text(
    sv="är ingen pseudonymnyckel (64 hexadecimala tecken)", en="is no pseudonym key (64 hexadecimal digits)"
)


@dataclass(frozen=True)
class Key:
    """The secret. Its text never enters a log, a manifest or an error."""

    secret: bytes

    def __repr__(self) -> str:
        return "Key(…)"

    @property
    def check(self) -> str:
        """Return what tells two keys apart and says nothing about either."""
        return hmac.new(self.secret, CHECKED, "sha256").hexdigest()[:16]

    def pseudonym(self, value: str) -> str:
        """Return the pseudonym of one normalised value."""
        return hmac.new(self.secret, value.encode("utf-8"), "sha256").hexdigest()[:LENGTH]

    def install(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give the connection the macro `pseudonym(text)`; the key stands in variables of the connection."""
        block = self.secret.ljust(BLOCK, b"\0")
        for name, pad in (("inner_pad", 0x36), ("outer_pad", 0x5C)):
            # Not as a parameter: for one of those DuckDB imports pandas, which takes a second.
            connection.execute(f"SET VARIABLE {name} = unhex('{bytes(byte ^ pad for byte in block).hex()}')")
        connection.execute(
            "CREATE OR REPLACE TEMP MACRO pseudonym(v) AS sha256(getvariable('outer_pad') || "
            f"unhex(sha256(getvariable('inner_pad') || encode(v))))[:{LENGTH}]"
        )


def key_path(store: Path) -> Path:
    """Return where a store's key lies unless the user says otherwise: beside the store, not in it."""
    return store.resolve().with_name(f"{store.resolve().name}.key")


def new_key() -> Key:
    """Return a fresh random key."""
    return Key(secrets.token_bytes(KEY_BYTES))


def read_key(path: Path) -> Key:
    """Return the key in a file. Raises BadInput when there is none, or others may read it."""
    try:
        if path.stat().st_mode & 0o077:
            raise _open_to_others(path)
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as problem:
        raise BadInput(Text(sv="nyckeln går inte att läsa", en="the key cannot be read"), where=str(path)) from problem
    except ValueError as problem:
        raise BadInput(UNUSABLE, where=str(path)) from problem
    if len(secret) != KEY_BYTES:
        raise BadInput(UNUSABLE, where=str(path))
    return Key(secret)


def write_key(key: Key, path: Path) -> None:
    """Write a new key file that only its owner may read. Raises BadInput when the file exists already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise BadInput(
            Text(sv="nyckeln går inte att skriva", en="the key cannot be written"), where=str(path)
        ) from problem
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(key.secret.hex() + "\n")


def _open_to_others(path: Path) -> BadInput:
    return BadInput(
        Text(sv="nyckeln får bara vara läsbar för sin ägare", en="the key must be readable by its owner only"),
        where=str(path),
        mend=Text(sv=f"Kör: chmod 600 {path}", en=f"Run: chmod 600 {path}"),
    )
