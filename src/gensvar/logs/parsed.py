"""What an importer hands over: canonical rows still carrying raw personal data, and the rejects.

A native importer (one module in `gensvar.logs.importers`) has `NAME`, `TITLE`, `detect(path, head)`
and `parse(path, options)`. Pseudonymisation, de-duplication and writing are done once, after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gensvar.text import Text

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Rejected:
    """One row that could not be used. `row` counts from 1 in the source file, header included."""

    table: str
    row: int
    column: str | None
    reason: Text
    raw: str


@dataclass(frozen=True)
class ParseOptions:
    """What the user decided: time zone of local times, free text wanted, progress callback."""

    zone: str = "Europe/Stockholm"
    keep_text: bool = False
    progress: Callable[[float, str], None] = lambda share, note: None


@dataclass
class Parsed:
    """The canonical tables of one source file.

    `tables` maps a canonical table name to an Arrow table with canonical column names and types
    (see `gensvar.logs.tables`), `seq` and `source_row`; personal columns hold raw values. `notes` are
    remarks for the user: sentinels turned to null, ties, hours that occur twice.
    """

    tables: dict[str, pa.Table]
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
