"""One small made-up organisation for all tests of this room."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from gensvar.synthetic.canonical import canonical_tables
from gensvar.synthetic.opening import Period
from gensvar.synthetic.simulation import Simulation, simulate

SPRING = Period(date(2026, 3, 2), date(2026, 4, 30))  # with Easter, and the night summer time begins


@pytest.fixture(scope="session")
def found() -> Simulation:
    return simulate(7, 6_000, SPRING)


@pytest.fixture(scope="session")
def tables(found: Simulation) -> dict[str, pa.Table]:
    return canonical_tables(found)


@pytest.fixture(scope="session")
def contacts(tables: dict[str, pa.Table]) -> list[dict[str, Any]]:
    return tables["contacts"].to_pylist()


@pytest.fixture(scope="session")
def cases(tables: dict[str, pa.Table]) -> list[dict[str, Any]]:
    return tables["cases"].to_pylist()
