"""The facts in plain Python, row by row: slow, and what the fast ones must equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gensvar.logs.tables import TABLES
from gensvar.measures.facts.known import Columns, columns_of, known_facts
from gensvar.measures.facts.opening import ScheduleRow
from gensvar.measures.facts.plain_rows import PlainRow, data_end, plain_rows
from gensvar.measures.facts.plain_tables import DERIVE, World
from gensvar.measures.facts.plain_time import PlainTime
from gensvar.measures.times import DAY_S

Row = Mapping[str, Any]


def facts_of(
    table: str, rows: Mapping[str, Sequence[Row]], zone: str, *, columns: Columns | None = None
) -> tuple[list[dict[str, Any]], frozenset[str]]:
    """Return the fact rows of `table`, in the order of its rows, and the names of the facts that can be known.

    `rows` are canonical rows of every table, in order of import: times as datetime or ISO text in UTC without
    zone, days as date or ISO text; a key left out is null. `columns` says which columns each table has; without
    it, those that any of its rows has. A fact that needs a column nobody has is not among the names nor in
    the rows. KeyError when nothing is measured over `table`.
    """
    known = known_facts(table, columns_of(rows) if columns is None else columns)
    plain = {name: plain_rows(name, some) for name, some in rows.items()}
    world = World(plain, _time(plain, rows.get("schedules", ()), zone), data_end(table, plain))
    derived = DERIVE[table](plain.get(table, []), world)
    own = plain.get(table, [])
    return [
        {name: {**row, **more}[name] for name in sorted(known)} for row, more in zip(own, derived, strict=True)
    ], known


def _time(rows: Mapping[str, Sequence[PlainRow]], schedules: Sequence[Row], zone: str) -> PlainTime:
    moments = [
        row[column.name]
        for table, some in rows.items()
        for column in TABLES[table].columns
        if column.type == "time"
        for row in some
        if row[column.name] is not None
    ]
    opening = tuple(ScheduleRow.of(row) for row in schedules)
    return PlainTime(zone, opening, min(moments, default=0) // DAY_S, max(moments, default=0) // DAY_S)
