"""What was reworded: two passages compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


@dataclass(frozen=True)
class Words:
    """A run of words that both passages have, or that the newer one adds or takes away."""

    kind: Literal["same", "added", "removed"]
    text: str


def compare_words(before: str, after: str) -> tuple[Words, ...]:
    """Return the runs of words in reading order, a removed run before the one added in its place.

    Same and removed runs joined give `before`, same and added runs give `after`.
    """
    found: list[Words] = []
    for kept, old, new in _pieces(_TOKEN.findall(before), _TOKEN.findall(after)):
        if kept:
            found.append(Words("same", old))
            continue
        if old:
            found.append(Words("removed", old))
        if new:
            found.append(Words("added", new))
    return tuple(found)


def _pieces(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield `(kept, old, new)`; a lone space between two changes belongs to the change."""
    changed_old = changed_new = ""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for index, (code, i, j, k, m) in enumerate(codes):
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if code != "equal" or (old.isspace() and 0 < index < len(codes) - 1):
            changed_old, changed_new = changed_old + old, changed_new + new
            continue
        if changed_old or changed_new:
            yield False, changed_old, changed_new
            changed_old = changed_new = ""
        yield True, old, new
    if changed_old or changed_new:
        yield False, changed_old, changed_new
