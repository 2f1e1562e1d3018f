"""A large file is read in little memory: the worker shares its machine with the pages.

The library lets DuckDB have 1.5 GB and every core, which is quickest. Here a file over `LARGE` is read by one
thread within `settings.IMPORT_MEMORY`; what does not fit is spilled to disk. Should that be too little for a
file, it is read once more as the library would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
LARGE = 50_000_000  # bytes


def read_in_little_memory(path: Path, work: Callable[[], T]) -> T:
    """Do something with a file and return what comes of it; `work` may be done twice, and must bear it."""
    from duckdb import OutOfMemoryException

    if not settings.IMPORT_MEMORY or path.stat().st_size < LARGE:
        return work()
    try:
        with _held():
            return work()
    except OutOfMemoryException:
        return work()


@contextmanager
def _held() -> Iterator[None]:
    """Hold the library's connections to one thread and little memory. The worker does one thing at a time."""
    from gensvar.logs import engine

    own, connect = engine.MEMORY, engine.connect

    def held(folder: Path) -> duckdb.DuckDBPyConnection:
        connection = connect(folder)
        connection.execute("SET threads = 1")
        return connection

    changed: Any = engine
    changed.MEMORY, changed.connect = settings.IMPORT_MEMORY, held
    try:
        yield
    finally:
        changed.MEMORY, changed.connect = own, connect
