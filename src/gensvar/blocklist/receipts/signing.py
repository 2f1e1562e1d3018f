"""Ed25519 keys (RFC 8032) that sign receipts. The private key stays in the register's folder; the public one is
handed out.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PRIVATE, PUBLIC = "receipts.key", "receipts.pub"


@dataclass(frozen=True)
class PublicKey:
    """A public key: its 32 bytes in hexadecimal, and the short id receipts name it by."""

    value: str
    public_path: Path | None = None

    @property
    def id(self) -> str:
        """The first 16 hexadecimal digits of SHA-256 over the key."""
        return hashlib.sha256(bytes.fromhex(self.value)).hexdigest()[:16]

    def accepts(self, content: bytes, signature: str) -> bool:
        """Return whether the signature (hexadecimal) over the content was made with this key's other half."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.value)).verify(bytes.fromhex(signature), content)
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A private key. It is never printed."""

    secret: Ed25519PrivateKey

    def __repr__(self) -> str:
        return "SigningKey(…)"

    @property
    def public(self) -> PublicKey:
        """The half that is handed out."""
        return PublicKey(self.secret.public_key().public_bytes_raw().hex())

    def sign(self, content: bytes) -> str:
        """Return the signature over the content, hexadecimal."""
        return self.secret.sign(content).hex()


def make_keys(folder: Path) -> PublicKey:
    """Write a fresh pair of keys to a folder, the private one readable by its owner only; return the public one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = SigningKey(Ed25519PrivateKey.generate())
    handle = os.open(folder / PRIVATE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(key.secret.private_bytes_raw().hex() + "\n")
    (folder / PUBLIC).write_text(key.public.value + "\n", encoding="ascii")
    return PublicKey(key.public.value, folder / PUBLIC)


def read_signing_key(folder: Path) -> SigningKey:
    """Return the private key of a folder. Raises BadInput when there is none, or others may read it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = folder / PRIVATE
    try:
        if path.stat().st_mode & 0o077:
            raise BadInput(
                Text(sv="nyckeln får bara vara läsbar för sin ägare", en="the key must be readable by its owner only"),
                where=str(path),
                mend=Text(sv=f"Kör: chmod 600 {path}", en=f"Run: chmod 600 {path}"),
            )
        return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))
    except (OSError, ValueError) as problem:
        raise BadInput(
            Text(
                sv="nyckeln som undertecknar kvitton går inte att läsa", en="the key that signs receipts cannot be read"
            ),
            where=str(path),
        ) from problem


def read_public_key(path: Path) -> PublicKey:
    """Return the public key in a file (or in the folder of a register). Raises BadInput when it is none."""
    file = path / PUBLIC if path.is_dir() else path
    try:
        value = file.read_text("ascii").strip()
        if len(bytes.fromhex(value)) != 32:
            raise ValueError("length")
    except (OSError, ValueError) as problem:
        raise BadInput(
            Text(sv="är ingen öppen nyckel (64 hexadecimala tecken)", en="is no public key (64 hexadecimal digits)"),
            where=str(file),
        ) from problem
    return PublicKey(value, file)
