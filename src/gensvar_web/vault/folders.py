"""Where an organisation's files lie: in GENSVAR_DATA/organisations, by its number and what they are."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.people.models import Organisation

Part = Literal["stores", "keys", "files", "assessments", "reports", "mappings", "audits", "washes"]


def folder_of(organisation: Organisation, part: Part) -> Path:
    """Return the folder, made if it is not there; for nobody else's eyes."""
    path = Path(settings.DATA) / "organisations" / str(organisation.pk) / part
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def relative(path: Path) -> str:
    """Return how a path is stored in a row: relative to the data folder, so that the folder can be moved."""
    return path.resolve().relative_to(Path(settings.DATA).resolve()).as_posix()


def absolute(stored: str) -> Path:
    """Return the path that a row means. BadInput if it leads out of the data folder."""
    root = Path(settings.DATA).resolve()
    path = (root / stored).resolve()
    if not path.is_relative_to(root):
        raise BadInput(Text(sv="sökvägen leder ut ur datamappen", en="the path leads out of the data folder"))
    return path


@dataclass(frozen=True)
class Written:
    """A file on disk: its path, size in bytes and `sha256:…`."""

    path: Path
    size: int
    hash: str


def write_stream(chunks: Iterable[bytes], folder: Path, ending: str, limit: int) -> Written:
    """Write pieces of a file under a random name, hashing as they come; BadInput over `limit` bytes, nothing left.

    `ending` is ours, never the sender's (`.csv`): names from outside never become paths.
    """
    path = folder / f"{secrets.token_hex(16)}{ending}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as target:
            path.chmod(0o600)
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise _too_large(limit)
                digest.update(chunk)
                target.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Written(path, size, f"sha256:{digest.hexdigest()}")


def _too_large(limit: int) -> BadInput:
    megabytes = limit // 1_000_000
    return BadInput(
        Text(sv=f"filen är större än {megabytes} MB", en=f"the file is larger than {megabytes} MB"),
        mend=Text(sv="Dela filen, till exempel per månad.", en="Split the file, for example by month."),
    )
