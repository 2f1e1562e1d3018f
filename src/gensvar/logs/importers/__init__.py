"""The native importers: formats whose shape is known, so that no mapping is needed.

To add one, write a module with `NAME`, `TITLE`, `detect` and `parse` (see `gensvar.logs.parsed`) and name it here.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from gensvar.logs.parsed import Parsed, ParseOptions
from gensvar.text import Text

IMPORTERS = ("queue_log", "zendesk", "jira", "zammad", "xes", "ocel", "wash_proof")
SURE_ENOUGH = 0.6


class Importer(Protocol):
    """What a native importer module offers."""

    NAME: str
    TITLE: Text

    def detect(self, path: Path, head: bytes) -> float:
        """Return how sure it is, 0 to 1, that the file is of its format; `head` is unpacked."""

    def parse(self, path: Path, options: ParseOptions) -> Parsed:
        """Return the canonical rows, personal data still raw."""


def importer(name: str) -> Importer:
    """Return the importer called `name`; KeyError if there is none."""
    if name not in IMPORTERS:
        raise KeyError(name)
    return cast(Importer, import_module(f"gensvar.logs.importers.{name}"))


def recognise(path: Path, head: bytes) -> tuple[Importer, float] | None:
    """Return the importer that is surest of the file, and how sure it is; None when none is."""
    found = [(importer(name), importer(name).detect(path, head)) for name in IMPORTERS]
    best = max(found, key=lambda pair: pair[1])
    return best if best[1] >= SURE_ENOUGH else None
