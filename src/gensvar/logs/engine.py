"""The DuckDB connection that imports run on: bounded memory, nothing fetched from outside, UTC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

MEMORY = "1500MB"
LOOK_EVERY_S = 0.2
# A filter pushed below a projection computes every value twice, and repeats the whole SQL of what it is computed from;
# a join turned round loses the order of the rows; a list of words made a join is looked up for every row, also where
# an earlier condition has settled it.
UNWANTED = "filter_pushdown,join_order,build_side_probe_side,in_clause"

Progress = Callable[[float, str], None]


def silent(_share: float, _note: str) -> None:
    """Show no progress."""


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that spills to `folder`, whose contents the caller removes."""
    import duckdb

    settings: dict[str, Any] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET disabled_optimizers = '{UNWANTED}'")
    return connection


@contextmanager
def optimised(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let the engine choose freely for a while: an ASOF join without its choices ends the whole process."""
    connection.execute("SET disabled_optimizers = ''")
    try:
        yield
    finally:
        connection.execute(f"SET disabled_optimizers = '{UNWANTED}'")


def run(
    connection: duckdb.DuckDBPyConnection, sql: str, progress: Progress, span: tuple[float, float], note: str
) -> list[tuple[Any, ...]]:
    """Run a long statement and return its rows, telling how far it is between the two shares of `span`."""
    first, last = span
    with ThreadPoolExecutor(1) as worker:
        work = worker.submit(lambda: connection.execute(sql).fetchall())
        while True:
            try:
                rows: list[tuple[Any, ...]] = work.result(LOOK_EVERY_S)
                break
            except NotYet:
                done = max(float(connection.query_progress()), 0.0) / 100
                progress(first + (last - first) * min(done, 1.0), note)
    progress(last, note)
    return rows


def name(identifier: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text literal for SQL."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Return literals separated by commas, for IN (…)."""
    return ", ".join(text(value) for value in values)
