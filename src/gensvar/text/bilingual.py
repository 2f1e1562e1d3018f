"""A sentence in Swedish and in English, kept together so that neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, Language] = ("sv", "en")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One sentence or passage in both languages; frozen and hashable.

    A plain dataclass, so that the command line starts without pydantic; where pydantic reads a
    file into it, `__pydantic_config__` refuses unknown keys and empty wordings.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = {
        "extra": "forbid",
        "str_strip_whitespace": True,
        "str_min_length": 1,
    }

    sv: str
    en: str

    def into(self, language: Language) -> str:
        """Return the wording in `language`."""
        return self.sv if language == "sv" else self.en

    def fill(self, **values: object) -> Text:
        """Return a copy with `{name}` places filled; the same values in both languages."""
        return Text(sv=self.sv.format(**values), en=self.en.format(**values))
