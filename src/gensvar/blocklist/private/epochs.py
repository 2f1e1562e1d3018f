"""Epochs: the time one key is used. A new key makes everything learnt under the old one worthless for new questions."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.evidence.canonical import read_json, write_whole
from gensvar.text import Text

SEED_BYTES = 32


@dataclass(frozen=True)
class Epoch:
    """One key: its name (year and month), its public half (hexadecimal), where the secret half lies."""

    name: str
    public_key: str
    key_file: Path


def epoch_of(keys: Path, now: datetime) -> Epoch:
    """Return the epoch of a month, made on first use in the folder `keys`, which only its owner may enter."""
    from gensvar.blocklist.private.keyholder import Keyholder

    name = now.strftime("%Y-%m")
    about, key_file = keys / f"{name}.json", keys / f"{name}.key"
    if about.is_file():
        return Epoch(name, str(read_json(about)["public_key"]), key_file)
    keys.mkdir(parents=True, exist_ok=True)
    keys.chmod(0o700)
    try:
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as problem:
        raise BadInput(
            Text(sv="nyckeln finns men inte dess öppna halva", en="the key is there but not its public half"),
            where=str(key_file),
            mend=Text(sv="Flytta undan den och försök igen.", en="Move it away and try again."),
        ) from problem
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(secrets.token_bytes(SEED_BYTES).hex() + "\n")
    with Keyholder(key_file) as holder:
        public = holder.public_key.hex()
    content = {"epoch": name, "created": now.isoformat(timespec="seconds"), "public_key": public}
    write_whole(about, (json.dumps(content, indent=1) + "\n").encode())
    return Epoch(name, public, key_file)
