"""The facts in plain Python, row by row: slow, and what the fast ones must equal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def facts_of(
    table: str,
    rows: Mapping[str, Sequence[Row]],
    zone: str,
    *,
    columns: Mapping[str, Collection[str]] | None = None,
) -> tuple[list[dict[str, Any]], frozenset[str]]:
    """Return the fact rows of `table`, in the order of its rows, and the names of the facts that can be known.

    `rows` are canonical rows of every table, in order of import: times as datetime or ISO text in UTC without
    zone, days as date or ISO text; a key left out is null. `columns` says which columns each table has; without
    it, those that any of its rows has. A fact that needs a column nobody has is not among the names nor in
    the rows. KeyError when nothing is measured over `table`.
    """
    raise NotImplementedError(table, rows, zone, columns)
