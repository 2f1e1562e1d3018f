"""The manifest of a store: which files were imported, how they were read and what they gave."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gensvar import __version__
from gensvar.errors import BadInput
from gensvar.evidence.canonical import content_hash, read_json, write_whole
from gensvar.text import Text

NAME = "manifest.json"
FORMAT = 1
DEFAULT_ZONE = "Europe/Stockholm"


@dataclass(frozen=True)
class TablePart:
    """What one source gave one table: the Parquet file (relative to the store), its rows and columns."""

    file: str
    rows: int
    columns: list[str]


@dataclass(frozen=True)
class RejectedPart:
    """What was rejected of one source: the file, the rows, and the rows by table, column and reason."""

    file: str
    rows: int
    reasons: list[dict[str, Any]]


@dataclass(frozen=True)
class Source:
    """One imported file. `hash` is the SHA-256 of its bytes; `zone` that of its local times."""

    name: str
    hash: str
    size: int
    importer: str
    imported_at: str
    zone: str
    gensvar: str = __version__
    mapping: dict[str, Any] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, TablePart] = field(default_factory=dict)
    rejected: RejectedPart | None = None
    notes: list[dict[str, str]] = field(default_factory=list)

    @property
    def reading(self) -> str:
        """Return the hash of how the file was read: importer and version, mapping, zone and options."""
        how = [self.importer, self.gensvar, self.mapping, self.zone, self.options]
        return content_hash(how).removeprefix("sha256:")

    @property
    def file_name(self) -> str:
        """Return the name of its Parquet files: a new reading of the same file never overwrites the old one."""
        return f"{self.hash[:16]}-{self.reading[:8]}.parquet"

    def files(self) -> list[str]:
        """Return every file of the store that belongs to this source."""
        rejected = [self.rejected.file] if self.rejected else []
        return [part.file for part in self.tables.values()] + rejected


@dataclass(frozen=True)
class Manifest:
    """All of a store's sources in order of import; `key_check` tells which key made its pseudonyms."""

    zone: str
    sources: list[Source] = field(default_factory=list)
    key_check: str | None = None

    def write(self, folder: Path) -> None:
        """Replace the manifest in `folder`, whole or not at all."""
        document = {"format": FORMAT, "gensvar": __version__, **asdict(self)}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / NAME, text.encode("utf-8"))


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest in `folder`; BadInput when it is missing, damaged or from a newer version."""
    document = read_json(folder / NAME)
    try:
        if document["format"] > FORMAT:
            raise _newer(folder)
        sources = [_source(one) for one in document["sources"]]
        return Manifest(document["zone"], sources, document["key_check"])
    except (KeyError, TypeError, AttributeError) as problem:
        raise BadInput(
            Text(sv="manifestet är skadat", en="the manifest is damaged"), where=str(folder / NAME)
        ) from problem


def _source(document: dict[str, Any]) -> Source:
    tables = {name: TablePart(**part) for name, part in document["tables"].items()}
    rejected = RejectedPart(**document["rejected"]) if document["rejected"] else None
    return Source(**{**document, "tables": tables, "rejected": rejected})


def _newer(folder: Path) -> BadInput:
    return BadInput(
        Text(sv="lagret är skapat av en nyare Gensvar", en="the store was made by a newer Gensvar"),
        where=str(folder),
        mend=Text(sv="Uppgradera Gensvar.", en="Upgrade Gensvar."),
    )


def stamp(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, whole seconds; ValueError when it has no zone."""
    if moment.tzinfo is None:
        raise ValueError("the time of import must carry its zone")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def hash_of(sources: Iterable[Source], zone: str) -> str:
    """Return one hash over the content and the reading of the sources, whatever their order."""
    parts = sorted([source.hash, source.reading] for source in sources)
    return content_hash({"zone": zone, "sources": parts})
