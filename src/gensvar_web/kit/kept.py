"""What was drawn, kept in this process under everything it was drawn from.

    CHAPTERS: Kept[SafeString] = Kept(500)
    CHAPTERS.get((record.pk, record.hash, language()), lambda: render_to_string(...))

There is nothing to clear: a key names what the thing depends on, so a change gives another key. Only what never
changes under its key may be kept: no tokens of forms, nothing of a role or a person that the key does not name.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import ClassVar, Generic, TypeVar

from django.conf import settings

T = TypeVar("T")


class Kept(Generic[T]):
    """At most `most` things; what was not asked for the longest goes first. While developing nothing is kept."""

    every: ClassVar[list[Kept]] = []

    def __init__(self, most: int) -> None:
        self._most, self._things, self._lock = most, OrderedDict[Hashable, T](), Lock()
        Kept.every.append(self)

    def get(self, key: Hashable, draw: Callable[[], T]) -> T:
        """Return what is kept under a key, else draw and keep it; two readers at once may both draw."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        drawn = draw()
        if not settings.DEBUG:
            with self._lock:
                self._things[key] = drawn
                if len(self._things) > self._most:
                    self._things.popitem(last=False)
        return drawn

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()
