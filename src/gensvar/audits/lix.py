"""LIX by its definition (Björnsson 1968): words per sentence plus the percentage of words longer than six letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")


@dataclass(frozen=True)
class Lix:
    """The value with the counts it is made of; `value` is None without a word."""

    words: int
    sentences: int
    long_words: int

    @property
    def value(self) -> float | None:
        """Words per sentence + long words in per cent."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else None


def lix(text: str) -> Lix:
    """Return the LIX of running text: a sentence ends with . ! ? : or a new line, and has at least one word."""
    sentences = [found for part in _END.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return Lix(len(words), len(sentences), sum(len(word) > 6 for word in words))
