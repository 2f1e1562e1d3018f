"""Reading the rejected rows of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gensvar.logs.store import Store


def rejected_rows(store: Store, limit: int) -> list[dict[str, Any]]:
    """Return the first `limit` rejected rows in order of import, then of place in the file."""
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = []
    for source in store.manifest.sources:
        if source.rejected and len(rows) < limit:
            found = pq.read_table(store.path / source.rejected.file).slice(0, limit - len(rows))
            rows.extend(found.to_pylist())
    return rows
