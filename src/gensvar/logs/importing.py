"""Importing files into a store: each file whole or not at all, the same file twice changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from gensvar.errors import BadInput
from gensvar.evidence.canonical import file_hash
from gensvar.logs import engine
from gensvar.logs.applying import by_mapping, native
from gensvar.logs.applying.way import Way
from gensvar.logs.decide import Wishes
from gensvar.logs.engine import Progress
from gensvar.logs.manifest import DEFAULT_ZONE, NAME, Source, stamp
from gensvar.logs.overlap import overlaps
from gensvar.logs.people.pseudonyms import Key, key_path, new_key, read_key, write_key
from gensvar.logs.reading.detect import detect
from gensvar.logs.store import Store
from gensvar.logs.times.zones import check_zone
from gensvar.text import Text

Status = Literal["imported", "unchanged", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `problem` is set when it was refused, `source` else."""

    path: Path
    status: Status
    source: Source | None = None
    problem: BadInput | None = None


def import_files(
    paths: Sequence[Path], store_path: Path, wishes: Wishes, key_file: Path | None, now: datetime, progress: Progress
) -> list[Outcome]:
    """Import each file by itself and return what became of each. A store and a key made for this call go again if
    no file could be imported. Raises BadInput when the store or the key cannot be used at all.
    """
    if wishes.zone:
        check_zone(wishes.zone)
    reception = _Reception(store_path, key_file or key_path(store_path))
    outcomes = []
    for number, path in enumerate(paths):
        part = _part(progress, number, len(paths))
        try:
            outcomes.append(_import_file(reception, path, wishes, now, part))
        except BadInput as problem:
            outcomes.append(Outcome(path, "refused", problem=problem))
    reception.close()
    return outcomes


class _Reception:
    """The store and its key; both are made when the first file is ready to be received."""

    def __init__(self, path: Path, key_file: Path) -> None:
        self.path, self.key_file = path, key_file
        self._store = Store.open(path) if (path / NAME).is_file() else None
        self._made: list[Path] = []
        self.is_new = self._store is None
        if self._store is None and path.exists() and (not path.is_dir() or any(path.iterdir())):
            Store.create(path)  # raises: something else is there
        self.key = self._find_key()

    def _find_key(self) -> Key:
        if self.key_file.exists():
            return read_key(self.key_file)
        if self._store is not None and self._store.manifest.key_check:
            raise _key_is_gone(self.key_file)
        return new_key()

    def store(self) -> Store:
        """Return the store; a new one will go by the zone of its first file."""
        if not self.key_file.exists():
            write_key(self.key, self.key_file)
            self._made.append(self.key_file)
        if self._store is None:
            if not self.path.exists():
                self._made.append(self.path)
            self._store = Store.create(self.path, zone=DEFAULT_ZONE)
        return self._store

    def close(self) -> None:
        """Take away what was made for nothing."""
        if self._store is None or self._store.manifest.sources:
            return
        for path in self._made:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _import_file(reception: _Reception, path: Path, wishes: Wishes, now: datetime, progress: Progress) -> Outcome:
    found = detect(path)
    digest = file_hash(path).removeprefix("sha256:")
    store = reception.store()
    with store.receiving(digest, reception.key.check) as arrival:
        work = arrival.folder / "work"
        work.mkdir()
        connection = engine.connect(work)
        try:
            prepare = native.prepare if found.importer else by_mapping.prepare
            way = prepare(connection, found, digest, wishes, store.zone, work, progress)
            source = _source(path, digest, way, wishes, now)
            if arrival.is_unchanged(source):
                return Outcome(path, "unchanged", arrival.earlier(digest))
            notes = way.write(reception.key, arrival, progress)
            notes += overlaps(connection, store.path, arrival.manifest, digest, arrival.folder)
        finally:
            connection.close()
        if reception.is_new:
            arrival.manifest = replace(arrival.manifest, zone=way.zone)
        done = arrival.finish(replace(source, notes=[asdict(note) for note in notes]))
    reception.is_new = False
    return Outcome(path, "imported", done)


def _source(path: Path, digest: str, way: Way, wishes: Wishes, now: datetime) -> Source:
    size = path.stat().st_size
    options = _options(wishes)
    return Source(path.name, digest, size, way.importer, stamp(now), way.zone, mapping=way.mapping, options=options)


def _options(wishes: Wishes) -> dict[str, Any]:
    said = {"keep_text": wishes.keep_text, "table": wishes.table, "date_order": wishes.order}
    return {name: value for name, value in said.items() if value}


def _part(progress: Progress, number: int, files: int) -> Progress:
    return lambda share, note: progress((number + share) / files, note)


def _key_is_gone(path: Path) -> BadInput:
    return BadInput(
        Text(
            sv="nyckeln till lagrets pseudonymer finns inte här; en ny skulle ge samma kund två pseudonymer",
            en="the key to the store's pseudonyms is not here; a new one would give the same customer two",
        ),
        where=str(path),
        mend=Text(sv="Säg var den finns: --key-file FIL", en="Say where it is: --key-file FILE"),
    )
