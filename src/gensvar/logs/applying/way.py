"""The way a file goes into a store: how it is read is settled first, then it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from gensvar.logs.engine import Progress
from gensvar.logs.people.pseudonyms import Key
from gensvar.text import Text


class Target(Protocol):
    """Where a file is written to: a store's arrival, or a folder for a trial."""

    def path_of(self, table: str) -> Path:
        """Return where the Parquet file of a table, or of the rejected rows, is written."""


class Way(Protocol):
    """One file, ready to be written. `mapping` is what the manifest remembers of how it was read."""

    @property
    def importer(self) -> str:
        """The native importer's name, or `mapping`."""

    @property
    def zone(self) -> str:
        """The time zone of the file's local times."""

    @property
    def mapping(self) -> dict[str, Any] | None:
        """The mapping as JSON; None for a native importer."""

    def write(self, key: Key, arrival: Target, progress: Progress) -> list[Text]:
        """Write the tables and the rejected rows to the arrival's folder; return remarks for the user."""
