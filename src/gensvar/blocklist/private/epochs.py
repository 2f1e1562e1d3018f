"""Epochs: the time one key is used. A new key makes everything learnt under the old one worthless for new questions."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gensvar.blocklist.private.keyholder import SEED, Keyholder
from gensvar.evidence.canonical import read_json


@dataclass(frozen=True)
class Epoch:
    """One key: its name (year and month), its public half (hexadecimal), where the secret half lies."""

    name: str
    public_key: str
    key_file: Path


def epoch_of(keys: Path, now: datetime) -> Epoch:
    """Return the epoch of a month, made on first use in the folder `keys`, which only its owner may enter.

    Two processes that both come first get the same key, and a start that was cut short is taken up where it ended.
    Raises GensvarError when the key is there and cannot be used.
    """
    name = now.strftime("%Y-%m")
    about, key_file = keys / f"{name}.json", keys / f"{name}.key"
    if about.is_file():
        return Epoch(name, str(read_json(about)["public_key"]), key_file)
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys.chmod(0o700)
    if not key_file.exists():
        _write_once(key_file, secrets.token_bytes(SEED).hex())
    with Keyholder(key_file) as holder:
        public = holder.public_key.hex()
    content = {"epoch": name, "created": now.isoformat(timespec="seconds"), "public_key": public}
    _write_once(about, json.dumps(content, indent=1))
    return Epoch(name, public, key_file)


def _write_once(path: Path, content: str) -> None:
    """Write a file for its owner only, whole before it has its name; what somebody wrote meanwhile is left as it is."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as target:
            target.write(content + "\n")
            target.flush()
            os.fsync(target.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
