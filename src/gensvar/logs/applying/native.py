"""Importing a file by a native importer: its rows are already canonical, its persons still to be hashed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs import engine
from gensvar.logs.applying.remarks import REJECTED as REJECTED_NOTE
from gensvar.logs.applying.transform import is_person
from gensvar.logs.applying.way import Target
from gensvar.logs.arrival import REJECTED
from gensvar.logs.columns import as_canonical, parquet_options
from gensvar.logs.decide import Wishes
from gensvar.logs.engine import Progress
from gensvar.logs.importers import Importer
from gensvar.logs.parsed import Parsed, ParseOptions
from gensvar.logs.people.learned import DIALLED, KINDS, People, PersonKind, table_of
from gensvar.logs.people.masks import mask
from gensvar.logs.people.pseudonyms import Key
from gensvar.logs.reading.detect import Found
from gensvar.logs.rejecting import gathering
from gensvar.logs.tables import TABLES
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# In these sources a customer is known by the number that called.
CALLERS = ("queue_log",)
COUNTRY = "46"


@dataclass(frozen=True)
class NativeFile:
    """A file that a native importer knows. It is parsed when it is written, not before."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    module: Importer
    wishes: Wishes
    zone: str
    mapping: None = None

    @property
    def importer(self) -> str:
        """The importer's name."""
        return self.module.NAME

    def write(self, key: Key, arrival: Target, progress: Progress) -> list[Text]:
        """Parse the file and write its tables. Raises BadInput when it has no usable row."""
        options = ParseOptions(self.zone, self.wishes.keep_text, lambda share, note: progress(share * 0.8, note))
        parsed = self.module.parse(self.path, options)
        people = People(self.connection, key, COUNTRY)
        gathering.begin(self.connection)
        for table, rows in parsed.tables.items():
            if rows.num_rows:
                self._table(table, as_canonical(table, rows, self.path.name), people, arrival.path_of(table))
        gathering.add_rejected(self.connection, self.path.name, parsed.rejected)
        rejected = gathering.write(self.connection, arrival.path_of(REJECTED))
        if not any(rows.num_rows for rows in parsed.tables.values()):
            raise _nothing_usable(self.path, parsed)
        return [*parsed.notes, REJECTED_NOTE.fill(n=rejected)] if rejected else parsed.notes

    def _table(self, table: str, rows: pa.Table, people: People, target: Path) -> None:
        persons = {
            column.name: self._kind(column.name)
            for column in TABLES[table].columns
            if is_person(column) and column.name in rows.column_names
        }
        self.connection.register("native_rows", rows)
        for kind in KINDS:
            chosen = [f"SELECT {name} AS v FROM native_rows" for name, one in persons.items() if one == kind]
            people.learn(kind, chosen)
        joins = " ".join(
            f'LEFT JOIN {table_of(kind)} "p:{name}" ON "p:{name}".v = r.{name}' for name, kind in persons.items()
        )
        instead = [f'"p:{name}".p AS {name}' for name in persons]
        if "text" in rows.column_names:
            instead.append(f"{mask('r.text')} AS text")
        replaced = f"REPLACE ({', '.join(instead)})" if instead else ""
        self.connection.execute(
            f"COPY (SELECT r.* {replaced} FROM native_rows r {joins} ORDER BY r.seq) "
            f"TO {engine.text(str(target))} {parquet_options(table)}"
        )
        self.connection.unregister("native_rows")

    def _kind(self, column: str) -> PersonKind:
        if column == DIALLED:
            return "dialled"
        return "phone" if column == "customer_key" and self.importer in CALLERS else "id"


def prepare(
    connection: duckdb.DuckDBPyConnection,
    found: Found,
    digest: str,
    wishes: Wishes,
    zone: str,
    folder: Path,
    progress: Progress,
) -> NativeFile:
    """Return the file with the importer that knows it; `zone` is that of the store."""
    assert found.importer is not None
    if wishes.mapping or wishes.table:
        raise BadInput(
            Text(
                sv=f"filen är {found.importer.TITLE.sv} och läses utan mappning",
                en=f"the file is {found.importer.TITLE.en} and is read without a mapping",
            ),
            where=str(found.path),
            mend=Text(sv="Utelämna --mapping och --table.", en="Leave out --mapping and --table."),
        )
    return NativeFile(connection, found.path, found.importer, wishes, wishes.zone or zone)


def _nothing_usable(path: Path, parsed: Parsed) -> BadInput:
    first = parsed.rejected[0].reason if parsed.rejected else Text(sv="inga rader", en="no rows")
    return BadInput(
        Text(sv=f"ingen rad går att använda: {first.sv}", en=f"no row can be used: {first.en}"), where=str(path)
    )
