"""Measures computed on a store: the one call that other rooms make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from gensvar.logs.store import Store
from gensvar.measures.loading import Measures, load_measures
from gensvar.measures.result import Request, Result

Engine = Literal["duckdb", "spark", "trino", "reference"]
Progress = Callable[[float, str], None]


def _silent(share: float, note: str) -> None:
    """Report no progress."""


def compute(
    store: Store,
    requests: Sequence[Request],
    engine: Engine = "duckdb",
    progress: Progress = _silent,
    *,
    measures: Measures | None = None,
) -> list[Result]:
    """Return the results of all requests in order: one each, or with `by` one for every group that has rows.

    A measure whose columns the store lacks gives a result with a problem. Raises BadInput for an unknown
    measure, variant, parameter or column, and MissingPart where the engine is not installed.
    """
    raise NotImplementedError(measures or load_measures())
