"""An edition as it was read: its head, its chapters, where it lies and the hash of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gensvar.evidence import content_hash
from gensvar.rulebook.model import Chapter, EditionHead, Rule


@dataclass(frozen=True)
class Edition:
    """One edition of a rulebook. `hash` is `sha256:…` over `content()`, `sealed` says that it was adopted."""

    head: EditionHead
    chapters: tuple[Chapter, ...]
    path: Path | None
    hash: str
    sealed: bool = False

    @property
    def reference(self) -> str:
        """How the edition is called on the command line: `KS@2023`."""
        return f"{self.head.rulebook}@{self.head.edition}"

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule by id, in the order of the chapters."""
        return {rule.id: rule for chapter in self.chapters for rule in chapter.rules}

    def content(self) -> dict[str, Any]:
        """Return everything the edition says as JSON types: `{"edition": …, "chapters": […]}`."""
        return content_of(self.head, self.chapters)


def content_of(head: EditionHead, chapters: tuple[Chapter, ...]) -> dict[str, Any]:
    """Return the content of an edition as JSON types.

    Keys that say what goes without saying (their default) are left out, so that a new optional key
    in the format changes no hash of an edition that does not use it.
    """
    parts: list[Any] = [
        part.model_dump(mode="json", by_alias=True, exclude_defaults=True) for part in (head, *chapters)
    ]
    return {"edition": parts[0], "chapters": parts[1:]}


def made_of(head: EditionHead, chapters: tuple[Chapter, ...], path: Path | None, sealed: bool = False) -> Edition:
    """Return an edition with its hash."""
    return Edition(head, chapters, path, content_hash(content_of(head, chapters)), sealed)
