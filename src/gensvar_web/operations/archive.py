"""A backup as one file: a tar with a copy of the database, the stored files and the key, and a manifest with hashes.

    database.sqlite3 | database.dump    as the database itself copies it, at one moment
    data/…                              what lies in GENSVAR_DATA, without what is made anew (caches, catalogues)
    manifest.json                       last: version, kind of database, size and SHA-256 of every file

Files are written once and never changed, so those copied after the database hold all that it names.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from gensvar import __version__
from gensvar.errors import BadInput
from gensvar.logs.manifest import NAME as STORE
from gensvar.text import Text

MANIFEST = "manifest.json"
FORMAT = 1
# Made anew on start, or of no use elsewhere.
REGISTER = "register"
LEFT_OUT = {"cache", "locale", "uploads"}
PIECE = 1 << 20


@dataclass
class Contents:
    """What a backup holds."""

    vendor: str
    version: str = __version__
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    migrations: list[str] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)  # name -> size, sha256

    @property
    def database(self) -> str:
        """The name of the copy of the database."""
        return database_name(self.vendor)


def database_name(vendor: str) -> str:
    """Return what the copy of a kind of database is called."""
    return "database.sqlite3" if vendor == "sqlite" else "database.dump"


class _Hashed:
    """A file that is hashed as it is read; it reads exactly as many bytes as were promised."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def write_archive(target: Path, contents: Contents, parts: Iterator[tuple[str, Path]]) -> None:
    """Write the parts (name in the archive, file on disk), then the manifest; whole or not at all, its owner's only."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.touch(0o600)
        with tarfile.open(beside, "w:gz", compresslevel=1) as tar:
            for name, path in parts:
                _add(tar, contents, name, path)
            content = json.dumps(contents.__dict__, indent=1).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size, info.mode = len(content), 0o600
            tar.addfile(info, io.BytesIO(content))
        beside.replace(target)
    except OSError as problem:
        raise BadInput(Text(sv="går inte att skriva", en="cannot be written"), where=str(target)) from problem
    finally:
        beside.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, contents: Contents, name: str, path: Path) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:  # removed since the folder was listed; the database names it no more
        return
    with file:
        info = tarfile.TarInfo(name)
        info.size, info.mode = path.stat().st_size, 0o600
        hashed = _Hashed(file)
        tar.addfile(info, hashed)
    contents.files[name] = {"size": info.size, "sha256": hashed.digest.hexdigest()}


def stored_files(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of the data folder that a backup holds, with its name there.

    The manifests of stores come first, the rest is listed when they have been read: what a manifest names
    was there before it, so no manifest of a backup names a file that came too late for it.
    """
    yield from _stored(data, sorted(data.rglob(STORE)))
    yield from _stored(data, sorted(path for path in data.rglob("*") if path.name != STORE))


def _stored(data: Path, paths: list[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        place = path.relative_to(data)
        if place.parts[0] in LEFT_OUT or path.is_symlink() or not path.is_file():
            continue
        if place.parts[0] == REGISTER and ".sqlite" in place.name:
            continue  # written while we read: copied by the database itself (backup.py)
        if place.parts[0].startswith(("gensvar.sqlite3", ".")) or place.name.endswith((".turn", ".lock")):
            continue
        yield f"data/{place.as_posix()}", path


@contextmanager
def opened(file: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup; BadInput if it is none, or damaged."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            yield tar
    except (OSError, EOFError, tarfile.TarError) as problem:
        raise damaged(str(file)) from problem


def read_contents(file: Path) -> Contents:
    """Read the whole backup through and return what it holds; BadInput unless every file is there with its hash."""
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    with opened(file) as tar:
        for member in tar:
            _check_member(member)
            stream = tar.extractfile(member)
            assert stream is not None
            if member.name == MANIFEST:
                manifest = _manifest(stream.read())
            else:
                found[member.name] = {"size": member.size, "sha256": _hash(stream)}
    if manifest is None or manifest["files"] != found:
        raise damaged(str(file))
    return Contents(**manifest)


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(content)
        Contents(**manifest)
    except (ValueError, TypeError) as problem:
        raise damaged(MANIFEST) from problem
    return manifest


def _check_member(member: tarfile.TarInfo) -> None:
    """Nothing but plain files, none of which leads out of the folder."""
    place = PurePosixPath(member.name)
    if not member.isfile() or place.is_absolute() or ".." in place.parts:
        raise damaged(member.name)


def _hash(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def damaged(where: str) -> BadInput:
    """Return the error for a backup that cannot be trusted."""
    return BadInput(
        Text(sv="säkerhetskopian är skadad eller ingen säkerhetskopia", en="the backup is damaged or no backup"),
        where=where,
        mend=Text(sv="Ta en annan kopia. Ingenting är ändrat.", en="Take another copy. Nothing was changed."),
    )
