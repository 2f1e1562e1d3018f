"""The store: a folder of canonical tables as Parquet. The one door to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gensvar.errors import BadInput
from gensvar.logs.arrival import Arrival, locked, take_away
from gensvar.logs.manifest import DEFAULT_ZONE, NAME, Manifest, Source, hash_of, read_manifest, stamp
from gensvar.logs.times.zones import check_zone
from gensvar.text import Text

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


class Store:
    """A store on disk. Reading never needs the lock: what the manifest names is always whole."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest

    @classmethod
    def create(cls, path: Path, *, zone: str = DEFAULT_ZONE) -> Store:
        """Make an empty store. `zone` is the zone whose days and hours its measures go by.

        Raises BadInput when there is something at `path` already, or the zone is unknown.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise _occupied(path)
        check_zone(zone)
        try:
            path.mkdir(parents=True, exist_ok=True)
            Manifest(zone).write(path)
        except OSError as problem:
            raise BadInput(Text(sv="går inte att skriva här", en="cannot be written"), where=str(path)) from problem
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a store; BadInput when there is none at `path`."""
        if not (path / NAME).is_file():
            raise _no_store(path)
        return cls(path, read_manifest(path))

    @property
    def zone(self) -> str:
        """The time zone of the organisation: its days, hours and months."""
        return self.manifest.zone

    def tables(self) -> dict[str, list[Path]]:
        """Return the Parquet files of each table that has any, in order of import."""
        found: dict[str, list[Path]] = {}
        for source in self.manifest.sources:
            for table, part in source.tables.items():
                found.setdefault(table, []).append(self.path / part.file)
        return found

    def columns(self, table: str) -> set[str]:
        """Return the columns that at least one source gave; empty when the table is absent."""
        parts = (source.tables[table].columns for source in self.manifest.sources if table in source.tables)
        return {column for columns in parts for column in columns}

    def rows(self, table: str) -> int:
        """Return the number of rows of a table."""
        return sum(source.tables[table].rows for source in self.manifest.sources if table in source.tables)

    def covered(self) -> tuple[date, date] | None:
        """Return the first and last local day on which a contact or a case began; None when there are neither.

        Read from the files' own statistics, so that it costs nothing however large the store is.
        """
        import pyarrow.parquet as pq

        moments = [
            moment
            for table, column in (("contacts", "t_start"), ("cases", "created"))
            for path in self.tables().get(table, ())
            for moment in column_range(pq.read_metadata(path), column)
        ]
        zone = ZoneInfo(self.zone)
        days = [moment.replace(tzinfo=UTC).astimezone(zone).date() for moment in moments]
        return (min(days), max(days)) if days else None

    def sources(self) -> list[dict[str, Any]]:
        """Return what was imported, as JSON: name, hash, size and how each file was read, its rows and rejected."""
        return [
            {
                "name": source.name,
                "hash": source.hash,
                "size": source.size,
                "importer": source.importer,
                "reading": source.reading,
                "zone": source.zone,
                "rows": {table: part.rows for table, part in sorted(source.tables.items())},
                "rejected": source.rejected.rows if source.rejected else 0,
            }
            for source in self.manifest.sources
        ]

    def data_hash(self, tables: Iterable[str] | None = None) -> str:
        """Return one hash over the sources (those that gave any of `tables`) and how they were read.

        It does not depend on when or in what order the files were imported.
        """
        wanted = None if tables is None else set(tables)
        sources = [one for one in self.manifest.sources if wanted is None or wanted & set(one.tables)]
        return hash_of(sources, self.zone)

    @contextmanager
    def receiving(self, source_hash: str, key_check: str | None = None) -> Iterator[Arrival]:
        """Yield a place to write a source's tables to; nothing of it is seen until `Arrival.finish`.

        Raises BadInput while another import runs, and when the pseudonyms were made with another key.
        """
        with locked(self.path):
            self.manifest = read_manifest(self.path)
            with Arrival.prepare(self.path, self.manifest, source_hash, key_check) as arrival:
                yield arrival
            self.manifest = arrival.manifest

    def write(
        self,
        tables: Mapping[str, pa.Table],
        *,
        source_name: str,
        source_hash: str,
        source_size: int,
        importer: str,
        imported_at: datetime,
        zone: str | None = None,
        mapping: dict[str, Any] | None = None,
    ) -> bool:
        """Add one source's canonical tables, pseudonymised already; False when they are there since before.

        Raises ValueError when a table or a column is not canonical.
        """
        moment = stamp(imported_at)
        source = Source(source_name, source_hash, source_size, importer, moment, zone or self.zone, mapping=mapping)
        with self.receiving(source_hash) as arrival:
            if arrival.is_unchanged(source):
                return False
            for name, table in tables.items():
                arrival.add(name, table, source_name)
            arrival.finish(source)
        return True

    def forget(self, prefix: str) -> Source:
        """Take one imported file away again, named by its hash or the beginning of it; return what it was."""
        with locked(self.path):
            self.manifest = read_manifest(self.path)
            source = self.source(prefix)
            self.manifest = take_away(self.path, self.manifest, source)
        return source

    def source(self, prefix: str) -> Source:
        """Return the source whose hash begins with `prefix`; BadInput when there is not exactly one."""
        wanted = prefix.removeprefix("sha256:").lower()
        found = [source for source in self.manifest.sources if wanted and source.hash.startswith(wanted)]
        if len(found) != 1:
            raise _not_one(self.path, prefix, len(found))
        return found[0]


def column_range(about: pq.FileMetaData, column: str) -> Iterator[datetime]:
    """Yield the least and the greatest value of a time column in every row group that has one."""
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        for place in range(group.num_columns):
            part = group.column(place)
            if part.path_in_schema == column and part.statistics and part.statistics.has_min_max:
                yield from (part.statistics.min, part.statistics.max)


def _occupied(path: Path) -> BadInput:
    return BadInput(
        Text(sv="här finns redan något annat", en="there is something else here already"),
        where=str(path),
        mend=Text(sv="Välj en tom eller ny mapp.", en="Choose an empty or a new folder."),
    )


def _no_store(path: Path) -> BadInput:
    return BadInput(
        Text(sv="här finns inget datalager", en="there is no store here"),
        where=str(path),
        mend=Text(
            sv=f"Skapa ett: gensvar data import FIL --into {path}",
            en=f"Make one: gensvar data import FILE --into {path}",
        ),
    )


def _not_one(path: Path, prefix: str, number: int) -> BadInput:
    which = (
        Text(sv="ingen inläst fil", en="no imported file") if not number else Text(sv="flera filer", en="several files")
    )
    return BadInput(
        Text(sv=f"{which.sv} har en hash som börjar med {prefix!r}", en=f"{which.en} with a hash beginning {prefix!r}"),
        where=str(path),
        mend=Text(sv=f"Se hasharna: gensvar data show {path}", en=f"See the hashes: gensvar data show {path}"),
    )
