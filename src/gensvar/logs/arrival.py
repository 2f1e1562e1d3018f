"""Putting a source into a store: under a lock, beside first, then renamed; the manifest comes last."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.logs.columns import as_canonical
from gensvar.logs.manifest import Manifest, RejectedPart, Source, TablePart
from gensvar.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

INCOMING = ".incoming-"
LOCK = ".lock"
REJECTED = "rejected"
ROWS_PER_GROUP = 1_000_000  # gives every core its own group to read, and statistics per million rows


class Arrival:
    """One source on its way in: Parquet files in `folder`, one per table, seen by nobody yet."""

    def __init__(self, store: Path, folder: Path, manifest: Manifest) -> None:
        self._store, self.folder, self.manifest = store, folder, manifest

    @classmethod
    @contextmanager
    def prepare(cls, store: Path, manifest: Manifest, source_hash: str, key_check: str | None) -> Iterator[Arrival]:
        """Yield an arrival with an empty folder of its own, which is gone afterwards whatever happens."""
        if key_check and manifest.key_check not in (None, key_check):
            raise _another_key(store)
        folder = store / f"{INCOMING}{source_hash[:16]}"
        _sweep(store, manifest)
        folder.mkdir()
        try:
            yield cls(store, folder, replace(manifest, key_check=manifest.key_check or key_check))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def earlier(self, source_hash: str) -> Source | None:
        """Return the source with this content that the store already has."""
        return next((one for one in self.manifest.sources if one.hash == source_hash), None)

    def is_unchanged(self, source: Source) -> bool:
        """Tell whether the same content, read in the same way, is in the store."""
        earlier = self.earlier(source.hash)
        return earlier is not None and earlier.reading == source.reading

    def path_of(self, table: str) -> Path:
        """Return where to write the Parquet file of a table, or of `rejected`."""
        return self.folder / f"{table}.parquet"

    def add(self, table: str, rows: pa.Table, source_name: str) -> None:
        """Write one canonical table. Raises ValueError for a table or column that is not canonical."""
        import pyarrow.parquet as pq

        whole = as_canonical(table, rows, source_name)
        pq.write_table(whole, self.path_of(table), compression="zstd", row_group_size=ROWS_PER_GROUP)

    def finish(self, source: Source) -> Source:
        """Make everything written part of the store, in the place of an earlier reading of the same content."""
        done = replace(source, tables=self._table_parts(source), rejected=self._rejected_part(source))
        for part in sorted(self.folder.glob("*.parquet")):
            target = self._store / part.stem / source.file_name
            target.parent.mkdir(exist_ok=True)
            part.replace(target)
        earlier = self.earlier(source.hash)
        kept = [one for one in self.manifest.sources if one is not earlier]
        self.manifest = replace(self.manifest, sources=[*kept, done])
        self.manifest.write(self._store)
        if earlier and earlier.file_name != done.file_name:
            _remove(self._store, earlier)
        return done

    def _table_parts(self, source: Source) -> dict[str, TablePart]:
        import pyarrow.parquet as pq

        parts = {}
        for path in sorted(self.folder.glob("*.parquet")):
            if path.stem != REJECTED:
                about = pq.read_metadata(path)
                file = f"{path.stem}/{source.file_name}"
                parts[path.stem] = TablePart(file, about.num_rows, list(about.schema.to_arrow_schema().names))
        return parts

    def _rejected_part(self, source: Source) -> RejectedPart | None:
        reasons = reasons_of(self.path_of(REJECTED))
        if not reasons:
            return None
        return RejectedPart(f"{REJECTED}/{source.file_name}", sum(one["rows"] for one in reasons), reasons)


def reasons_of(path: Path) -> list[dict[str, Any]]:
    """Return the rejected rows in a file by table, column and reason, the most frequent first; none without a file."""
    import pyarrow.parquet as pq

    if not path.exists():
        return []
    rows = pq.read_table(path, columns=["table", "column", "reason_sv", "reason_en"])
    counted = rows.group_by(rows.column_names, use_threads=False).aggregate([([], "count_all")])
    return [
        {"table": one["table"], "column": one["column"], "sv": one["reason_sv"], "en": one["reason_en"]}
        | {"rows": one["count_all"]}
        for one in sorted(counted.to_pylist(), key=lambda one: -one["count_all"])
    ]


def take_away(store: Path, manifest: Manifest, source: Source) -> Manifest:
    """Return the manifest without `source`, written first; then its files go."""
    left = replace(manifest, sources=[one for one in manifest.sources if one.hash != source.hash])
    left.write(store)
    _remove(store, source)
    return left


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store's lock; the system lets go of it even if the program is killed.

    Raises BadInput at once when another import holds it.
    """
    try:
        handle = (store / LOCK).open("w")
    except OSError as problem:
        raise BadInput(Text(sv="lagret går inte att skriva i", en="cannot be written"), where=str(store)) from problem
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise _busy(store) from problem
        yield


def _sweep(store: Path, manifest: Manifest) -> None:
    """Remove what an import that was killed left behind: its folder, and files no manifest names."""
    for left in store.glob(f"{INCOMING}*"):
        shutil.rmtree(left, ignore_errors=True)
    named = {file for source in manifest.sources for file in source.files()}
    folders = {Path(file).parent.name for file in named} | {REJECTED}
    for path in (path for folder in folders for path in (store / folder).glob("*.parquet")):
        if path.relative_to(store).as_posix() not in named:
            path.unlink(missing_ok=True)


def _remove(store: Path, source: Source) -> None:
    for file in source.files():
        (store / file).unlink(missing_ok=True)
        if (store / file).parent.is_dir() and not any((store / file).parent.iterdir()):
            (store / file).parent.rmdir()


def _busy(store: Path) -> BadInput:
    return BadInput(
        Text(sv="en annan inläsning pågår i lagret", en="another import is running in this store"),
        where=str(store),
        mend=Text(sv="Vänta tills den är klar.", en="Wait until it is done."),
    )


def _another_key(store: Path) -> BadInput:
    return BadInput(
        Text(
            sv="lagrets pseudonymer är gjorda med en annan nyckel; samma kund skulle få två",
            en="the store's pseudonyms were made with another key; the same customer would get two",
        ),
        where=str(store),
        mend=Text(
            sv=f"Använd rätt nyckel med --key-file (vanligen {store}.key).",
            en=f"Use the right key with --key-file (usually {store}.key).",
        ),
    )
