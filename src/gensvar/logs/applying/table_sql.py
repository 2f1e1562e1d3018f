"""One canonical table of a mapping as nested SQL: cells first, then values, times level by level.

Aliases: `c:COLUMN:N` the text of alternative N, `l:COLUMN:N` its local time, `l:COLUMN` the local time, `t:COLUMN` the
value (a time in UTC), `p:COLUMN` a pseudonym.
"""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass, field

from gensvar.logs import engine
from gensvar.logs.applying import units
from gensvar.logs.applying.cells import Alternative, alternatives
from gensvar.logs.applying.typed import typed
from gensvar.logs.mapping import HELPERS, TableRule
from gensvar.logs.reading.raw import ROW, SEQ
from gensvar.logs.tables import TABLES, Column
from gensvar.logs.times.formats import TimeFormat
from gensvar.logs.times.parsing import local_time
from gensvar.text import Text

HALF_A_DAY = "INTERVAL 12 HOUR"
Formats = Named[tuple[str, int], TimeFormat | None]


def alias(kind: str, column: str, number: int | None = None) -> str:
    """Return the quoted name of a column's step."""
    return engine.name(f"{kind}:{column}" if number is None else f"{kind}:{column}:{number}")


@dataclass(frozen=True)
class Step:
    """One canonical column (or helper) and the alternatives that may fill it."""

    column: Column
    ways: list[Alternative]

    @property
    def name(self) -> str:
        """The column's name."""
        return self.column.name

    def leans_on(self) -> set[str]:
        """Return the times that must be known first."""
        return {other for way in self.ways for other in (way.rule.roll, way.rule.after) if other}

    def cell(self, way: Alternative) -> str:
        """Return the alias of an alternative's text."""
        return alias("c", self.name, way.number)

    def is_local(self, way: Alternative) -> bool:
        """Whether an alternative is read as a time, and not as a duration after one."""
        return self.column.type == "time" and way.rule.after is None

    def cells(self) -> list[str]:
        """Return the aliases of every alternative's text."""
        return [self.cell(way) for way in self.ways]


@dataclass
class TableSql:
    """Composes the SQL of one table. `formats` says how each time column is written, by column and alternative."""

    table: str
    rule: TableRule
    prefix: str
    decimal: str
    formats: Formats = field(default_factory=dict)

    def steps(self) -> list[Step]:
        """Return the columns in canonical order, helpers last."""
        known = list(TABLES[self.table].columns)
        helpers = [Column(name, "seconds", Text(sv=name, en=name)) for name in HELPERS.get(self.table, ())]
        return [
            Step(column, alternatives(self.rule.columns[column.name], self.prefix))
            for column in [*known, *helpers]
            if column.name in self.rule.columns
        ]

    def cells(self, source: str, extra: list[str]) -> str:
        """Return the selection of every cell as text, over the staged file."""
        cells = [f"{way.cell} AS {step.cell(way)}" for step in self.steps() for way in step.ways]
        places = [engine.name(SEQ), engine.name(ROW), *extra]
        return f"SELECT {', '.join([*places, *cells])} FROM {source}"

    def values(self, cells: str) -> str:
        """Return the selection of every typed value over the cells; times in UTC."""
        plain = [step for step in self.steps() if step.column.type != "time"]
        sql = _over(cells, [f"{self._plain(step)} AS {alias('t', step.name)}" for step in plain])
        for level in self._levels():
            local = [part for step in level for part in self._local(step)]
            sql = _over(sql, local) if local else sql
            sql = _over(sql, [f"{self._utc(step)} AS {alias('t', step.name)}" for step in level])
        return sql

    def local_cells(self) -> list[str]:
        """Return SQL over the staged file for the text of every time that is local, or may be."""
        return [way.cell for step, way in self._local_ways()]

    def local_times(self) -> list[str]:
        """Return SQL over the staged file for every local time, before any rolls past midnight."""
        forms = [(way, self._format(step, way)) for step, way in self._local_ways()]
        return [local_time(way.cell, TimeFormat("iso") if form.utc else form) for way, form in forms]

    def _local_ways(self) -> list[tuple[Step, Alternative]]:
        ways = [(step, way) for step in self.steps() for way in step.ways if step.is_local(way)]
        return [(step, way) for step, way in ways if self._format(step, way).kind not in ("epoch_s", "epoch_ms")]

    def _plain(self, step: Step) -> str:
        if step.column.type == "date":
            parts = [f"CAST({local_time(step.cell(way), self._format(step, way))} AS DATE)" for way in step.ways]
        else:
            parts = [typed(step.column, way, step.cell(way), self.decimal) for way in step.ways]
        return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"

    def _levels(self) -> list[list[Step]]:
        """Return the times so that each comes after those it leans on. Raises ValueError when they lean in a ring."""
        left, done, levels = [step for step in self.steps() if step.column.type == "time"], set[str](), []
        while left:
            level = [step for step in left if step.leans_on() <= done]
            if not level:
                raise ValueError(f"times lean on each other: {', '.join(step.name for step in left)}")
            done |= {step.name for step in level}
            left = [step for step in left if step.name not in done]
            levels.append(level)
        return levels

    def _format(self, step: Step, way: Alternative) -> TimeFormat:
        return self.formats.get((step.name, way.number)) or TimeFormat("iso")

    def _local(self, step: Step) -> list[str]:
        """Return the local times that the alternatives say, each moved past midnight where it rolls."""
        ways = [way for way in step.ways if step.is_local(way) and not self._format(step, way).utc]
        parts = []
        for way in ways:
            read = local_time(step.cell(way), self._format(step, way))
            if way.rule.roll:
                before = f"coalesce({alias('l', way.rule.roll)}, TIMESTAMP '1900-01-01')"
                read = f"CASE WHEN {read} < {before} - {HALF_A_DAY} THEN {read} + INTERVAL 1 DAY ELSE {read} END"
            parts.append(f"{read} AS {alias('l', step.name, way.number)}")
        if len(ways) == 1 and len(step.ways) == 1:
            return [parts[0].replace(alias("l", step.name, 0), alias("l", step.name))]
        locals_ = [local_time(step.cell(way), self._format(step, way)) for way in ways]
        return [*parts, f"{_first(locals_, 'NULL::TIMESTAMP')} AS {alias('l', step.name)}"]

    def _utc(self, step: Step) -> str:
        return _first([self._one_utc(step, way) for way in step.ways], "NULL::TIMESTAMP")

    def _one_utc(self, step: Step, way: Alternative) -> str:
        cell = step.cell(way)
        if way.rule.after:
            length = units.seconds(cell, way.rule.unit or "s", self.decimal)
            return f"{alias('t', way.rule.after)} + to_seconds({length})"
        form = self._format(step, way)
        here = alias("l", step.name) if len(step.ways) == 1 else alias("l", step.name, way.number)
        if form.kind in ("iso", "iso_offset"):
            zoned = local_time(cell, TimeFormat("iso_offset"))
            local = here if form.kind == "iso" else local_time(cell, TimeFormat("iso"))
            return f"coalesce({', '.join([f'to_utc({local})', zoned][:: 1 if form.kind == 'iso' else -1])})"
        return local_time(cell, form) if form.utc else f"to_utc({here})"


def _first(parts: list[str], none: str) -> str:
    if not parts:
        return none
    return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"


def _over(source: str, columns: list[str]) -> str:
    return f"SELECT *, {', '.join(columns)} FROM ({source})" if columns else source
