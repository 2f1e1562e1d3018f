"""A mapping applied to a staged file: one statement per table, one more for the rejected if there are any."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.logs import engine
from gensvar.logs.applying.derived import derive, silent_when_unanswered
from gensvar.logs.applying.grouping import grouped
from gensvar.logs.applying.table_sql import Formats, Step, TableSql, alias
from gensvar.logs.applying.typed import typed
from gensvar.logs.columns import choice, parquet_options, sql_type
from gensvar.logs.engine import Progress
from gensvar.logs.mapping import Mapping
from gensvar.logs.people.learned import DIALLED, People, PersonKind, table_of
from gensvar.logs.people.masks import mask
from gensvar.logs.reading.raw import ROW, SEQ, Raw
from gensvar.logs.rejecting.checks import excluded, group_problems, ladder, row_problems
from gensvar.logs.rejecting.problems import Problem
from gensvar.logs.rejecting.repeats import repeated
from gensvar.logs.tables import TABLES, Column
from gensvar.logs.times.parsing import find_format
from gensvar.logs.times.zones import EPOCH, LAST_YEAR, utc_macro

if TYPE_CHECKING:
    import duckdb

    from gensvar.logs.times.formats import TimeFormat

PROBLEM, LEFT_OUT = engine.name("#problem"), engine.name("#left_out")
ROOM = timedelta(days=3)
Chosen = dict[str, dict[tuple[str, int], "TimeFormat | None"]]  # by table, column and alternative


@dataclass(frozen=True)
class Job:
    """One file on its way in: where it is staged and everything that has been decided about it."""

    connection: duckdb.DuckDBPyConnection
    raw: Raw
    mapping: Mapping
    people: People
    zone: str
    source_name: str
    prefix: str
    decimal: str
    keep_text: bool = False
    order: str | None = None
    formats: Chosen = field(default_factory=dict)


@dataclass(frozen=True)
class TablePlan:
    """The SQL of a table: `checked` gives every row with its problem, `final` the canonical columns of a sound one."""

    table: str
    checked: str
    final: str
    groups: str
    steps: list[Step]
    problems: list[Problem]
    left_out: list[Problem]
    group: list[Problem]


def plan(job: Job, table: str) -> TablePlan:
    """Return the SQL of one table; the formats of its times are decided and its people hashed on the way."""
    rule = job.mapping.tables[table]
    sql = TableSql(table, rule, job.prefix, job.decimal, _formats(job, table))
    job.connection.execute(utc_macro(job.zone, job.mapping.doubled_hour, within=_span(job, sql)))
    steps, left_out = sql.steps(), excluded(job.mapping.exclude)
    values = sql.values(sql.cells(job.raw.sql, [f"{ladder(left_out)} AS {LEFT_OUT}"]))
    values, names = derive(table, values, {step.name for step in steps})
    _learn(job, steps)
    key = TABLES[table].key
    problems = row_problems(table, steps, names, group=rule.group, key=key)
    if not rule.group and (again := repeated(job, table, steps)):
        values, problems = again.mark(values), [*problems, again.problem]
    checked = f"SELECT *, CASE WHEN {LEFT_OUT} IS NULL THEN {ladder(problems)} END AS {PROBLEM} FROM ({values})"
    sound = f"SELECT * FROM ({checked}) WHERE {LEFT_OUT} IS NULL AND {PROBLEM} IS NULL"
    sound = silent_when_unanswered(table, sound, names)
    final = groups = _final(job, table, steps, names, sound)
    lacks = group_problems(steps, key) if rule.group else []
    if rule.group:
        final = groups = grouped(table, rule, final, _kept(job, table, names))
    if lacks:
        final = f"SELECT * FROM ({groups}) WHERE {ladder(lacks)} IS NULL"
    return TablePlan(table, checked, final, groups, steps, problems, left_out, lacks)


def _span(job: Job, sql: TableSql) -> tuple[datetime, datetime]:
    """Return years around every local time of the table: by its text when it begins with the year, else by reading."""
    texts = _ends(job, sql.local_cells())
    years = [_year(one) for one in texts]
    if None in years:
        years = [one.year for one in _ends(job, sql.local_times())]
    known = [min(max(year, EPOCH.year), LAST_YEAR - 1) for year in years if year is not None]
    return (datetime(min(known), 1, 1) - ROOM, datetime(max(known), 12, 31) + ROOM) if known else (EPOCH, EPOCH)


def _ends(job: Job, values: list[str]) -> list[Any]:
    read = [part for one in values for part in (f"min({one})", f"max({one})")]
    ends = job.connection.execute(f"SELECT {', '.join(read)} FROM {job.raw.sql}").fetchall()[0] if read else ()
    return [one for one in ends if one is not None]


def _year(text: str) -> int | None:
    found = re.match(r"(\d{4})-\d", text)
    return int(found[1]) if found else None


def write(job: Job, made: TablePlan, target: Path, progress: Progress, span: tuple[float, float]) -> int:
    """Write the sound rows of a table as Parquet; return how many."""
    sql = f"COPY ({made.final}) TO {engine.text(str(target))} {parquet_options(made.table)}"
    return int(engine.run(job.connection, sql, progress, span, job.source_name)[0][0])


def kind_of(step: Step) -> PersonKind:
    """Return how the values of a personal column are normalised."""
    if step.name == DIALLED:
        return "dialled"
    return "phone" if any(way.rule.kind == "phone" for way in step.ways) else "id"


def _formats(job: Job, table: str) -> Formats:
    """Return the format of each column of times, decided over the whole file the first time it is asked for."""
    if table in job.formats:
        return job.formats[table]
    from gensvar.logs.times.formats import named_format

    found: dict[tuple[str, int], TimeFormat | None] = {}
    for step in TableSql(table, job.mapping.tables[table], job.prefix, job.decimal).steps():
        for way in step.ways:
            place = (step.name, way.number)
            if step.column.type not in ("time", "date") or way.rule.after:
                continue
            if way.rule.format:
                found[place] = named_format(way.rule.format)
            else:
                named = way.rule.from_ if isinstance(way.rule.from_, str) else " + ".join(way.rule.from_ or [])
                where = f"{job.source_name}: {named}"
                found[place] = find_format(job.connection, way.cell, job.raw.sql, job.order, where)
    job.formats[table] = found
    return found


def _learn(job: Job, steps: list[Step]) -> None:
    for step in steps:
        if is_person(step.column):
            cells = [typed(step.column, way, way.cell, job.decimal) for way in step.ways]
            job.people.learn(kind_of(step), [f"SELECT {cell} AS v FROM {job.raw.sql}" for cell in cells])


def is_person(column: Column) -> bool:
    """Whether a column is replaced by a pseudonym."""
    return column.personal and column.name != "text"


def _final(job: Job, table: str, steps: list[Step], names: set[str], sound: str) -> str:
    """Return the canonical columns of the sound rows, persons as pseudonyms, with the columns of origin."""
    chosen, joins = [], []
    by_name = {step.name: step for step in steps}
    kept = _kept(job, table, names)
    for column in (one for one in TABLES[table].columns if one.name in kept):
        value = f"s.{alias('t', column.name)}"
        if column.name in by_name and is_person(column):
            join = engine.name(f"p:{column.name}")
            joins.append(f"LEFT JOIN {table_of(kind_of(by_name[column.name]))} {join} ON {join}.v = {value}")
            value = f"{join}.p"
        elif column.name == "text":
            value = mask(value)
        chosen.append(f"CAST({value} AS {sql_type(column)}) AS {engine.name(column.name)}")
    origin = [
        f"s.{engine.name(SEQ)} AS seq",
        f"CAST({engine.text(job.source_name)} AS {choice([job.source_name])}) AS source_file",
        f"s.{engine.name(ROW)} AS source_row",
    ]
    return f"SELECT {', '.join([*chosen, *origin])} FROM ({sound}) s {' '.join(joins)}"


def _kept(job: Job, table: str, names: set[str]) -> set[str]:
    """Return the canonical columns that are written: free text only when asked for."""
    return {
        column.name
        for column in TABLES[table].columns
        if column.name in names and not (column.name == "text" and column.personal and not job.keep_text)
    }
