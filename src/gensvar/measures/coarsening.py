"""Cells folded further before many measures are asked of them: without the days and columns that none of them reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gensvar.measures.cells import WEIGHT, Cells, spelled
from gensvar.measures.expressions import columns_read
from gensvar.measures.meaning import Meaning

if TYPE_CHECKING:
    import ibis.expr.types as ir

FOLDS = {"total": "sum", "squares": "sum", "low": "min", "high": "max"}


def coarser(cells: Cells, meanings: Sequence[Meaning], keys: Mapping[str, ir.Value]) -> Cells:
    """Return cells told apart only by `keys` and by what the meanings read; the keys are columns of them."""
    table = cells.table
    read = {name: table[name] for name in sorted(_read(cells, meanings)) if name in table.columns}
    known = {name: table[name] for name in table.columns if name.endswith("_known") and name not in read}
    sums = {WEIGHT: cells.n.sum().cast("int64")}
    for name in cells.carried.values():
        for part, fold in FOLDS.items():
            if (column := f"{name}_{part}") in table.columns:
                folded = getattr(table[column], fold)()
                sums[column] = folded.cast("int64") if part == "total" else folded
    return Cells(table.group_by(**keys, **read, **known).aggregate(**sums), cells.carried)


def _read(cells: Cells, meanings: Sequence[Meaning]) -> set[str]:
    """Return the columns that predicates read, and those of values, unless a column of its own says who has one."""
    found = set[str]()
    for one in meanings:
        for expression in one.expressions():
            name = cells.carried.get(spelled(expression)) if expression is one.value else None
            if name is None or f"{name}_known" not in cells.table.columns:
                found |= columns_read(expression)
    return found
