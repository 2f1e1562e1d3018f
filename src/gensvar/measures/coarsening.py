"""Cells folded further before many measures are asked of them: without the days and columns that none of them reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gensvar.measures.cells import WEIGHT, Cells, spelled
from gensvar.measures.expressions import columns_read
from gensvar.measures.meaning import Meaning

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

FOLDS = {"known": "sum", "total": "sum", "squares": "sum", "low": "min", "high": "max"}


def regrouped(cells: Cells, keys: Mapping[str, ir.Value]) -> ibis.Table:
    """Return the cells folded further, told apart only by `keys`; these are expressions over the columns of them."""
    sums = {WEIGHT: cells.n.sum().cast("int64")}
    for name in cells.carried.values():
        for part, fold in FOLDS.items():
            if (column := f"{name}_{part}") in cells.table.columns:
                folded = getattr(cells.table[column], fold)()
                sums[column] = folded.cast("int64") if part in ("known", "total") else folded
    return cells.table.group_by(**keys).aggregate(**sums)


def coarser(cells: Cells, meanings: Sequence[Meaning], keys: Mapping[str, ir.Value]) -> Cells:
    """Return cells told apart only by `keys` and by what the meanings read."""
    read = {name: cells.table[name] for name in sorted(_read(cells, meanings)) if name in cells.table.columns}
    return Cells(regrouped(cells, {**keys, **read}), cells.carried)


def _read(cells: Cells, meanings: Sequence[Meaning]) -> set[str]:
    """Return the columns that predicates read, and those of values, unless it is counted how many have one."""
    found = set[str]()
    for one in meanings:
        for expression in one.expressions():
            name = cells.carried.get(spelled(expression)) if expression is one.value else None
            if name is None or f"{name}_known" not in cells.table.columns:
                found |= columns_read(expression)
    return found
