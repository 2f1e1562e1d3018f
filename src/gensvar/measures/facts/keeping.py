"""Facts kept as Parquet beside the store's tables: made once, found by what they were made from, replaced whole."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.evidence.canonical import write_whole

if TYPE_CHECKING:
    from gensvar.measures.facts.building import Building
    from gensvar.measures.facts.portable import Table

FOLDER = "facts"
ROWS_PER_GROUP = 1_000_000  # statistics per million rows, and work for every core


def kept(building: Building) -> tuple[Table, int | None]:
    """Return the wanted facts and the end of their data from disk, made now if they were not there.

    Where the store cannot be written in, they are worked out every time.
    """
    path = building.store.path / FOLDER / f"{building.table}-{building.hash[:16]}.parquet"
    about = _about(path)
    if about is None or not building.wanted <= set(about["columns"]):
        earlier = frozenset(about["columns"]) if about else frozenset()
        whole = replace(building, wanted=building.wanted | earlier)
        if not _writable(path.parent):
            return building.expression, building.reach.end_s
        about = _make(whole, path)
    facts = building.backend.connection.read_parquet(str(path)).select(*building.names)
    return facts, about["data_end_s"]


def _about(path: Path) -> dict[str, Any] | None:
    """Return what is said of a kept file; None when there is none, or its making was cut short."""
    about = path.with_suffix(".json")
    if not path.is_file() or not about.is_file():
        return None
    found: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    return found


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _make(building: Building, path: Path) -> dict[str, Any]:
    """Write the facts beside their place and rename them into it; what says what they are comes last."""
    beside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        _write(replace(building, certain=False), beside)
        if _unsure(building, beside):
            _write(building, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    about = {"hash": building.hash, "columns": building.names, "data_end_s": building.reach.end_s}
    write_whole(path.with_suffix(".json"), json.dumps(about, indent=1).encode("utf-8"))
    _remove_others(path)
    return about


def _write(building: Building, path: Path) -> None:
    building.backend.connection.to_parquet(
        building.expression, str(path), compression="zstd", row_group_size=ROWS_PER_GROUP
    )


def _unsure(building: Building, path: Path) -> bool:
    """Tell whether linking contacts in one go left any of them unsure: then it takes the longer way."""
    from gensvar.measures.facts.portable_links import UNSURE

    rows = building.backend.connection.read_parquet(str(path))
    if UNSURE not in rows.columns:
        return False
    unsure = rows.filter(rows[UNSURE])
    return bool(building.backend.fetch(unsure.select(UNSURE).limit(1)).num_rows)


def _remove_others(path: Path) -> None:
    """Remove facts of the same table that were made from something else."""
    table = path.name.rpartition("-")[0]
    for other in path.parent.glob(f"{table}-*"):
        if other.stem != path.stem:
            other.unlink(missing_ok=True)
