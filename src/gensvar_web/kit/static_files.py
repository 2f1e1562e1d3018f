"""Static files whose address carries the hash of their content: kept by browsers for a year, never stale."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedFiles(StaticFilesStorage):
    """`/static/kit/kit.css?v=1a2b3c4d`; nothing has to be collected."""

    def url(self, name: str | None) -> str:
        """Return the address of a static file with its version."""
        return f"{super().url(name)}?v={version_of(str(name))}"


def version_of(name: str) -> str:
    """Return eight hex digits of the file's content; while developing it is read anew each time."""
    return _version(name) if not settings.DEBUG else _version.__wrapped__(name)


@lru_cache(maxsize=256)
def _version(name: str) -> str:
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"static file: {name}")
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8]
