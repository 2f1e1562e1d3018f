"""The rejected rows of a file, kept with place, column and reason; persons in them are pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.applying.table_sql import Step
from gensvar.logs.applying.transform import LEFT_OUT, PROBLEM, Job, TablePlan, is_person, kind_of
from gensvar.logs.parsed import Rejected
from gensvar.logs.people.learned import table_of
from gensvar.logs.people.masks import mask, shape
from gensvar.logs.reading.raw import ROW, Broken
from gensvar.logs.rejecting.problems import Problem

if TYPE_CHECKING:
    import duckdb

TABLE = "rejected"
COLUMNS = (
    '"table" VARCHAR, source_file VARCHAR, source_row BIGINT, "column" VARCHAR, '
    'reason_sv VARCHAR, reason_en VARCHAR, "row" VARCHAR'
)
LONGEST_VALUE = 80


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table that rejected rows gather in."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} ({COLUMNS})")


def add_rows(job: Job, made: TablePlan) -> None:
    """Gather the rows of a table that have a problem, or lie in a group that has one."""
    text = _row_text(made.steps)
    joins = " ".join(
        f"LEFT JOIN {table_of(kind_of(step))} {_join(step)} ON {_join(step)}.v = s.{engine.name('t:' + step.name)}"
        for step in made.steps
        if is_person(step.column)
    )
    for problems, number in ((made.left_out, LEFT_OUT), (made.problems, PROBLEM)):
        if problems:
            _insert(
                job, made.table, problems, f"s.{number}", f"s.{engine.name(ROW)}", text, f"({made.checked}) s {joins}"
            )


def add_groups(job: Job, made: TablePlan) -> None:
    """Gather the groups that lack something."""
    from gensvar.logs.rejecting.checks import ladder

    if made.group:
        _insert(job, made.table, made.group, ladder(made.group), "source_row", "''", f"({made.groups})")


def add_broken(job: Job, table: str, broken: Iterable[Broken]) -> None:
    """Gather lines that are not even rows; only their shape is kept, for nobody knows what stands where."""
    add_rejected(
        job.connection, job.source_name, [Rejected(table, one.row, None, one.reason, shape(one.text)) for one in broken]
    )


def add_rejected(connection: duckdb.DuckDBPyConnection, source_name: str, rows: Iterable[Rejected]) -> None:
    """Gather what a native importer rejected."""
    import pyarrow as pa

    listed = list(rows)
    if not listed:
        return
    arrow = pa.table(
        {
            "table": [one.table for one in listed],
            "source_row": pa.array([one.row for one in listed], pa.int64()),
            "column": pa.array([one.column for one in listed], pa.string()),
            "reason_sv": [one.reason.sv for one in listed],
            "reason_en": [one.reason.en for one in listed],
            "row": [one.raw for one in listed],
        }
    )
    connection.register("rejected_rows", arrow)
    connection.execute(
        f'INSERT INTO {TABLE} SELECT "table", {engine.text(source_name)}, source_row, "column", reason_sv, reason_en, '
        f"{mask(chr(34) + 'row' + chr(34))} FROM rejected_rows"
    )
    connection.unregister("rejected_rows")


def write(connection: duckdb.DuckDBPyConnection, target: Path) -> int:
    """Write the gathered rows in order, if there are any; return how many."""
    row = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone()
    count = int(row[0]) if row else 0
    if count:
        connection.execute(
            f'COPY (SELECT * FROM {TABLE} ORDER BY source_row, "table") TO {engine.text(str(target))} (FORMAT parquet)'
        )
    return count


def _insert(job: Job, table: str, problems: list[Problem], number: str, place: str, text: str, source: str) -> None:
    def words(values: Iterable[str | None]) -> str:
        listed = [engine.text(value) if value is not None else "NULL" for value in values]
        return f"list_extract([{', '.join(listed)}], CAST(n AS BIGINT))"

    job.connection.execute(
        f"INSERT INTO {TABLE} SELECT {engine.text(table)}, {engine.text(job.source_name)}, place, "
        f"{words(one.column for one in problems)}, {words(one.reason.sv for one in problems)}, "
        f"{words(one.reason.en for one in problems)}, text "
        f"FROM (SELECT {number} AS n, {place} AS place, {text} AS text FROM {source}) WHERE n IS NOT NULL"
    )


def _row_text(steps: list[Step]) -> str:
    """Return SQL for what the mapping read of a row: no other cell of the file is kept."""
    parts = []
    for step in steps:
        if step.column.name == "text":
            continue
        value = (
            f"{_join(step)}.p"
            if is_person(step.column)
            else f"coalesce({', '.join(f's.{one}' for one in step.cells())})"
        )
        shown = value if is_person(step.column) else f"left({value}, {LONGEST_VALUE})"
        parts.append(f"{engine.text(step.name + '=')} || {shown}")
    return f"concat_ws('; ', {', '.join(parts)})"


def _join(step: Step) -> str:
    return engine.name(f"p:{step.name}")
