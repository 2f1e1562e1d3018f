"""Cells: rows folded together, each with how many it stands for. What a question is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gensvar.measures.compiling import compiled
from gensvar.measures.expressions import Expression

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

WEIGHT = "n"
WIDE = "decimal(19, 0)"  # any 64-bit number; the square of one, or of seconds times rows, passes 64 bits
TOTAL = "decimal(38, 0)"


def spelled(value: Expression) -> str:
    """Return a text that only equal expressions have."""
    return repr(value)


class Sums(Protocol):
    """One value over the rows of each cell: how many have it, total, squares, smallest and largest."""

    @property
    def known(self) -> ir.IntegerValue: ...  # noqa: D102
    @property
    def total(self) -> ir.NumericValue: ...  # noqa: D102
    @property
    def squares(self) -> ir.NumericValue: ...  # noqa: D102
    @property
    def low(self) -> ir.NumericValue: ...  # noqa: D102
    @property
    def high(self) -> ir.NumericValue: ...  # noqa: D102


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
            return _Carried(self.table, name, value)
        return _Reckoned(compiled(value, self.table), self.n)


@dataclass(frozen=True)
class _Carried:
    table: ibis.Table
    name: str
    value: Expression

    @property
    def known(self) -> ir.IntegerValue:
        counted = f"{self.name}_known"
        if counted in self.table.columns:
            return self.table[counted]
        return compiled(self.value, self.table).notnull().ifelse(self.table[WEIGHT], 0)

    def __getattr__(self, part: str) -> ir.Value:
        return self.table[f"{self.name}_{part}"]


@dataclass(frozen=True)
class _Reckoned:
    single: ir.IntegerColumn
    n: ir.IntegerColumn

    @property
    def known(self) -> ir.IntegerValue:
        return self.single.notnull().ifelse(self.n, 0)

    @property
    def total(self) -> ir.NumericValue:
        return self.single * self.n

    @property
    def squares(self) -> ir.NumericValue:
        wide = self.single.cast(WIDE)
        return wide * wide * self.n.cast(WIDE)

    @property
    def low(self) -> ir.NumericValue:
        return self.single

    @property
    def high(self) -> ir.NumericValue:
        return self.single
