"""Cells: rows folded together, each with how many it stands for. What a question is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gensvar.measures.compiling import compiled
from gensvar.measures.expressions import Expression

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

WEIGHT = "n"
WIDE = "decimal(19, 0)"  # any 64-bit number; the square of one, or of seconds times rows, passes 64 bits


def spelled(value: Expression) -> str:
    """Return a text that only equal expressions have."""
    return repr(value)


@dataclass(frozen=True)
class Sums:
    """One value summed over the rows of each cell: whether they have it, total, squares, smallest and largest."""

    known: ir.BooleanValue
    total: ir.NumericValue
    squares: ir.NumericValue
    low: ir.NumericValue
    high: ir.NumericValue


@dataclass(frozen=True)
class Cells:
    """A table whose columns are named as the facts are, with `n` rows in each cell.

    `carried` names the columns in which values, as `spelled`, were summed when the cells were made.
    """

    table: ibis.Table
    carried: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, facts: ibis.Table) -> Cells:
        """Return the rows themselves, as cells of one."""
        import ibis

        return cls(facts.mutate(**{WEIGHT: ibis.literal(1, type="int64")}))

    @property
    def n(self) -> ir.IntegerColumn:
        """How many rows a cell stands for."""
        return self.table[WEIGHT]

    def sums(self, value: Expression) -> Sums:
        """Return the sums of a value, carried or worked out."""
        if name := self.carried.get(spelled(value)):
            total, squares, low, high = (self.table[f"{name}_{part}"] for part in ("total", "squares", "low", "high"))
            return Sums(total.notnull(), total, squares, low, high)
        single = compiled(value, self.table)
        wide = single.cast(WIDE)
        return Sums(single.notnull(), single * self.n, wide * wide * self.n.cast(WIDE), single, single)
