"""The class cube: all that some measures can tell apart in the rows of a table, and nothing more.

A number that is only compared with constants is folded into classes, each represented by its upper edge, so
that the very same expression holds of a cell as of its rows. Cells add up: days can be replaced one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from gensvar.measures.cells import TOTAL, WEIGHT, WIDE, Cells, spelled
from gensvar.measures.compiling import compiled
from gensvar.measures.expressions import Column, Expression
from gensvar.measures.facts import FACTS
from gensvar.measures.uses import MONTH, Needs, Use, Uses, merged

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

OTHER = "…"  # stands for every text that no measure names


Square = Callable[["ir.IntegerColumn"], "ir.NumericScalar"]


def wide_square(column: ir.IntegerColumn) -> ir.NumericScalar:
    """Return the sum of squares; right on any engine and for any number."""
    wide = column.cast(WIDE)
    return (wide * wide).sum()


def narrow_square(column: ir.IntegerColumn) -> ir.NumericScalar:
    """Return the sum of squares, twice as fast: for DuckDB, which fails where a square passes 64 bits."""
    return (column * column).sum().cast(TOTAL)


@dataclass(frozen=True)
class Cube:
    """The columns that a cube has, how far each is folded, and which parts of which values, as `spelled`, it sums."""

    table: str
    uses: Uses
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def serves(self, needs: Needs, by: Iterable[str] = ()) -> bool:
        """Tell whether the cube answers for a measure, broken down or narrowed by the columns `by`."""
        if any(name not in self.uses or not self.uses[name].whole for name in by):
            return False
        return _all_served(self.uses, needs.uses if self._sums(needs) else needs.whole)

    def _sums(self, needs: Needs) -> bool:
        return needs.carried is None or needs.parts <= self.values.get(spelled(needs.carried), frozenset())

    @property
    def value_columns(self) -> dict[str, str]:
        """The summed values as spelled, with what the names of their columns begin with."""
        return {value: f"value_{number}" for number, value in enumerate(sorted(self.values))}

    def by_month(self) -> Cube:
        """Return the cube that tells days apart by month only: all that most questions need, in far fewer cells."""
        facts, month = FACTS[self.table], Use("int", frozenset({MONTH}))
        uses = {name: month if use.whole and facts[name].kind == "day" else use for name, use in self.uses.items()}
        return replace(self, uses=uses)

    def _tells(self, value: Expression) -> bool:
        """Tell whether a value is a column whose class is kept: then that is null where the value is."""
        return isinstance(value, Column) and value.name in self.uses

    def cells(self, table: ibis.Table) -> Cells:
        """Return a table that `folded` made as cells."""
        return Cells(table, self.value_columns)

    def folded(self, facts: ibis.Table, values: Mapping[str, Expression], square: Square = wide_square) -> ibis.Table:
        """Return the cells of some facts: one group-by. `values` are the expressions to sum, by spelling."""
        keys = {name: folded(facts[name], use) for name, use in sorted(self.uses.items())}
        sums: dict[str, ir.Value] = {WEIGHT: facts.count()}
        for value, name in self.value_columns.items():
            column = compiled(values[value], facts)
            if not self._tells(values[value]):
                sums[f"{name}_known"] = column.count()
            every = {
                "total": column.sum,
                "squares": partial(square, column),
                "low": column.min,
                "high": column.max,
            }
            sums |= {f"{name}_{part}": every[part]() for part in sorted(self.values[value])}
        return facts.group_by(**keys).aggregate(**sums)

    def to_json(self) -> dict[str, Any]:
        """Return the description that is kept beside the cells; `from_json` reads it."""
        uses = {
            name: {"type": use.type, "marks": sorted(use.marks, key=str), "whole": use.whole}
            for name, use in sorted(self.uses.items())
        }
        values = {value: sorted(parts) for value, parts in sorted(self.values.items())}
        return {"table": self.table, "columns": uses, "values": values}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Cube:
        """Return the cube that `to_json` described."""
        uses = {
            name: Use(use["type"], frozenset(use["marks"]), use["whole"]) for name, use in content["columns"].items()
        }
        return cls(content["table"], uses, {value: frozenset(parts) for value, parts in content["values"].items()})


def _all_served(kept: Uses, wanted: Mapping[str, Use]) -> bool:
    return all(name in kept and kept[name].serves(use) for name, use in wanted.items())


def folded(column: ir.Value, use: Use) -> ir.Value:
    """Return the class of each value; what is unknown stays unknown."""
    import ibis

    if use.whole:
        return column
    if MONTH in use.marks:
        return first_of_month(cast("ir.IntegerColumn", column))
    if use.type == "text":
        marks = cast("set[str]", use.marks)
        other = (column.notnull(), ibis.literal(_other(marks)))
        return ibis.cases((column.isin(sorted(marks)), column), other) if marks else ibis.cases(other)
    edges = sorted(int(mark) for mark in use.marks)
    if not edges:
        return ibis.cases((column.notnull(), ibis.literal(0, type="int64")))
    beyond = (column > edges[-1], ibis.literal(edges[-1] + 1, type="int64"))
    return ibis.cases(*((column <= edge, ibis.literal(edge, type="int64")) for edge in edges), beyond)


def first_of_month(day: ir.IntegerColumn) -> ir.IntegerValue:
    """Return the first day of the month of each day, in days since 1970."""
    import ibis

    return day - (ibis.date("1970-01-01") + day.as_interval("D")).day().cast("int64") + 1


def _other(marks: set[str]) -> str:
    other = OTHER
    while other in marks:
        other += OTHER
    return other


def cube_of(table: str, needs: Iterable[Needs], dimensions: Uses) -> Cube:
    """Return the smallest cube that serves all of `needs`, broken down by `dimensions`."""
    needs = list(needs)
    values: dict[str, frozenset[str]] = {}
    for one in needs:
        if one.carried is not None:
            key = spelled(one.carried)
            values[key] = values.get(key, frozenset()) | one.parts
    return Cube(table, merged([dimensions, *(one.uses for one in needs)]), values)
