"""A few whole days of the facts, to foresee how many cells a cube will have before it is built."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gensvar.measures.cube import Cube
from gensvar.measures.planner import ALWAYS_ALLOWED, Limits
from gensvar.measures.questions import rows_of

if TYPE_CHECKING:
    import ibis

    from gensvar.measures.backends import Backend
    from gensvar.measures.facts.tables import FactTable

ENOUGH_ROWS, MOST_DAYS = 100_000, 4
NAME = "gensvar_sample"


@dataclass(frozen=True)
class Sample:
    """Rows of some days out of `days`, held in DuckDB; `table` None when the facts are few enough as they are."""

    rows: int
    days: int
    sampled_days: int
    table: ibis.Table | None
    connection: Any

    @cached_property
    def limits(self) -> Limits:
        """What the planner goes by."""
        return Limits(self.rows, {} if self.table is None else self._ranges(self.table))

    def _ranges(self, table: ibis.Table) -> dict[str, tuple[int, int]]:
        numbers = [name for name, kind in table.schema().items() if kind.is_integer()]
        ends = [
            end
            for name in numbers
            for end in (table[name].min().name(f"{name}_0"), table[name].max().name(f"{name}_1"))
        ]
        row = rows_of(self.connection, table.aggregate(ends))[0]
        pairs = zip(numbers, row[::2], row[1::2], strict=True)
        return {name: (low, high) for name, low, high in pairs if low is not None}

    def estimate(self, cube: Cube) -> float:
        """Return how many cells a cube will have, about."""
        if self.table is None:
            return 0
        cells = cube_keys(cube, self.table).count()
        return float(rows_of(self.connection, cells.as_table())[0][0]) * self.days / max(1, self.sampled_days)


def cube_keys(cube: Cube, table: ibis.Table) -> ibis.Table:
    """Return the distinct cells of a cube, without sums."""
    return Cube(cube.table, cube.uses).folded(table, {})


@contextmanager
def sample(backend: Backend, connection: Any, facts: FactTable, columns: Collection[str]) -> Iterator[Sample]:
    """Yield a sample of some columns of the facts, held in DuckDB as long as it is looked at."""
    table = facts.expression.select(*sorted({"day", *columns} & facts.columns))
    if "day" not in facts.columns:
        yield Sample(0, 0, 0, None, connection)
        return
    ends = table.aggregate(rows=table.count(), first=table["day"].min(), last=table["day"].max())
    rows, first, last = (column[0].as_py() for column in backend.fetch(ends).columns)
    if rows <= ALWAYS_ALLOWED or first is None:
        yield Sample(rows, 0, 0, None, connection)
        return
    days = last - first + 1
    chosen = _chosen(first, days, rows)
    some = backend.fetch(table.filter(table["day"].isin(chosen)))
    connection.create_table(NAME, some, temp=True, overwrite=True)
    try:
        yield Sample(rows, days, len(chosen), connection.table(NAME), connection)
    finally:
        connection.drop_table(NAME)


def _chosen(first: int, days: int, rows: int) -> list[int]:
    """Return days spread over the whole, as many as make enough rows."""
    number = max(1, min(MOST_DAYS, days, ENOUGH_ROWS * days // rows))
    return sorted({first + (2 * k + 1) * days // (2 * number) for k in range(number)})
