"""Writing the canonical tables into a store, through the store's own door."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar import __version__
from gensvar.logs.store import Store
from gensvar.synthetic.organisation import ZONE

if TYPE_CHECKING:
    import pyarrow as pa

    from gensvar.synthetic.simulation import Simulation

SOURCE = "synthetic"


def recipe_of(found: Simulation) -> str:
    """Return what fixes every row: version, seed, size and period. It is the name of the made-up source file."""
    first, last = found.period.first.isoformat(), found.period.last.isoformat()
    return f"{SOURCE} {__version__} seed={found.seed} contacts={len(found.contacts)} {first}..{last}"


def write_store(folder: Path, found: Simulation, tables: dict[str, pa.Table]) -> None:
    """Create a store at `folder` that holds the tables. Already pseudonymised: nothing is hashed again.

    The time of import is the end of the period, not the clock: the same recipe gives the same bytes.
    """
    recipe = recipe_of(found)
    store = Store.create(folder, zone=ZONE)
    store.write(
        tables,
        source_name=recipe,
        source_hash=hashlib.sha256(recipe.encode()).hexdigest(),
        source_size=0,
        importer=SOURCE,
        imported_at=datetime.fromtimestamp(found.period.end, UTC),
    )
