"""Measures computed on a store: the one call that other rooms make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from gensvar.logs.store import Store
from gensvar.measures.loading import Measures, load_measures
from gensvar.measures.result import Request, Result

if TYPE_CHECKING:
    import ibis

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
    connection: ibis.BaseBackend | None = None,
) -> list[Result]:
    """Return the results of all requests in order: one each, or with `by` one for every group that has rows.

    A measure whose columns the store lacks gives a result with a problem. `connection` is an Ibis connection for
    Trino, or one to take over for another engine. Raises BadInput for an unknown measure, variant, parameter,
    column or engine, and MissingPart where the engine is not installed.
    """
    each = compute_each(store, requests, engine, progress, measures=measures, connection=connection)
    return [result for results in each for result in results]


def compute_each(
    store: Store,
    requests: Sequence[Request],
    engine: Engine = "duckdb",
    progress: Progress = _silent,
    *,
    measures: Measures | None = None,
    connection: ibis.BaseBackend | None = None,
) -> list[list[Result]]:
    """Return the results of every request by itself, in order; otherwise as `compute`."""
    from gensvar.measures.asking import read_request
    from gensvar.measures.running import run

    measures = measures or load_measures()
    asked = [read_request(measures, request) for request in requests]
    return run(store, asked, engine, progress, measures, connection)
