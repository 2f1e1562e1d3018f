"""The reasons of an organisation: a small table, looked up in plain Python on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reason:
    """What is known of one reason code; `family` is the topmost reason above it, itself if there is none."""

    family: str
    owning_unit: str | None
    demand_type: str | None


def reasons_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Reason]:
    """Return the reasons by code. Of several rows with one code the last imported holds."""
    last = {row["reason_code"]: row for row in rows if row.get("reason_code") is not None}
    parents = {code: row.get("parent_code") for code, row in last.items()}
    return {
        code: Reason(_topmost(code, parents), row.get("owning_unit"), row.get("demand_type"))
        for code, row in last.items()
    }


def _topmost(code: str, parents: Mapping[str, str | None]) -> str:
    """Follow the parents upwards; reasons that go round in a circle are one family, named by the first in order."""
    path = [code]
    while (above := parents.get(path[-1])) is not None:
        if above in path:
            return min(path[path.index(above) :])
        path.append(above)
    return path[-1]
