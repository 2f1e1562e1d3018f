"""Where measures are computed: DuckDB here, or the organisation's own Spark or Trino. All reckon in UTC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    import ibis

EngineName = Literal["duckdb", "spark", "trino"]


@dataclass
class Backend:
    """An open engine: its name and its Ibis connection. Close it, or use it in a `with`."""

    name: EngineName
    connection: ibis.BaseBackend
    _closing: Callable[[], None] = field(default=lambda: None)

    def close(self) -> None:
        """Let go of the engine; a connection that was handed in stays open."""
        self._closing()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_backend(engine: EngineName, *, memory: str = "1GB", connection: ibis.BaseBackend | None = None) -> Backend:
    """Open an engine, or take over an Ibis `connection` that the caller keeps; `memory` is a limit for DuckDB.

    Raises MissingPart, with the line that installs it, when the engine is not installed, and BadInput for
    Trino without a connection.
    """
    raise NotImplementedError(engine, memory, connection)
