"""The difference between two editions as a document."""

from __future__ import annotations

from typing import Any

from gensvar.report.document import Document
from gensvar.text import Language


def diff_document(diff: Any, language: Language) -> Document:
    """Return what was added, removed, reworded and re-set between two editions."""
    raise NotImplementedError
