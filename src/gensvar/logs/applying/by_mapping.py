"""Importing a file by a mapping: given, shipped or guessed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.logs.applying import remarks
from gensvar.logs.applying.transform import Chosen, Job, plan, write
from gensvar.logs.applying.way import Target
from gensvar.logs.arrival import REJECTED
from gensvar.logs.decide import Decided, Wishes, decide
from gensvar.logs.engine import Progress
from gensvar.logs.people.learned import People
from gensvar.logs.people.pseudonyms import Key
from gensvar.logs.reading.detect import Found
from gensvar.logs.rejecting import gathering
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

STAGED, WRITTEN = 0.45, 0.95


@dataclass(frozen=True)
class MappedFile:
    """A file staged on a connection, with everything decided about it."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    digest: str
    decided: Decided
    wishes: Wishes
    zone: str
    importer: str = "mapping"
    formats: Chosen = field(default_factory=dict)  # known once the file is written

    @property
    def mapping(self) -> dict[str, Any]:
        """The mapping as JSON, for the manifest."""
        return self.decided.mapping.as_json()

    def write(self, key: Key, arrival: Target, progress: Progress) -> list[Text]:
        """Write every table of the mapping. Raises BadInput when no row of the file can be used."""
        job = self.job(key)
        gathering.begin(self.connection)
        tables = list(self.decided.mapping.tables)
        notes, written = list(self.decided.notes), 0
        for number, table in enumerate(tables):
            span = tuple(STAGED + (WRITTEN - STAGED) * (number + end) / len(tables) for end in (0, 1))
            written += self._table(job, table, arrival, progress, (span[0], span[1]), notes)
        gathering.add_broken(job, tables[0], self.decided.raw.broken)
        rejected = gathering.write(self.connection, arrival.path_of(REJECTED))
        if not written:
            raise _nothing_usable(self.connection, self.path)
        return notes + remarks.about_file(job, rejected)

    def job(self, key: Key) -> Job:
        """Return the transform's view of the file, with its people known."""
        mapping = self.decided.mapping
        people = People(self.connection, key, mapping.country)
        dialect = self.decided.raw.dialect
        return Job(
            self.connection,
            self.decided.raw,
            mapping,
            people,
            self.zone,
            self.path.name,
            f"{self.digest[:8]}-",
            mapping.decimal or (dialect.decimal if dialect else "."),
            self.wishes.keep_text,
            self.wishes.order,
            self.formats,
        )

    def _table(
        self, job: Job, table: str, arrival: Target, progress: Progress, span: tuple[float, float], notes: list[Text]
    ) -> int:
        made = plan(job, table)
        target = arrival.path_of(table)
        rows = write(job, made, target, progress, span)
        if rows < job.raw.rows:
            gathering.add_rows(job, made)
            gathering.add_groups(job, made)
        if not rows:
            target.unlink()
        else:
            notes += remarks.about_table(job, made, target, self.zone)
        return rows


def prepare(
    connection: duckdb.DuckDBPyConnection,
    found: Found,
    digest: str,
    wishes: Wishes,
    zone: str,
    folder: Path,
    progress: Progress,
) -> MappedFile:
    """Return the file staged in `folder` and decided about; `zone` is that of the store."""
    decided = decide(connection, found, wishes, folder, progress)
    return MappedFile(connection, found.path, digest, decided, wishes, wishes.zone or decided.mapping.zone or zone)


def _nothing_usable(connection: duckdb.DuckDBPyConnection, path: Path) -> BadInput:
    row = connection.execute(
        f'SELECT source_row, any_value("column"), any_value(reason_sv), any_value(reason_en) FROM {gathering.TABLE} '
        "GROUP BY source_row ORDER BY source_row LIMIT 1"
    ).fetchone()
    place, column, sv, en = row or (1, None, "ingen rad", "no row")
    return BadInput(
        Text(sv=f"ingen rad går att använda: {sv}", en=f"no row can be used: {en}"),
        where=f"{path}, rad/row {place}" + (f", {column}" if column else ""),
        mend=Text(
            sv=f"Se hur filen tolkas: gensvar data inspect {path}",
            en=f"See how it is read: gensvar data inspect {path}",
        ),
    )
