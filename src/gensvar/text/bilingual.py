"""A sentence in Swedish and in English, kept together so that neither can be forgotten."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, Language] = ("sv", "en")


class Text(BaseModel):
    """One sentence or passage in both languages; frozen and hashable."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1, str_strip_whitespace=True)

    sv: str
    en: str

    def into(self, language: Language) -> str:
        """Return the wording in `language`."""
        return self.sv if language == "sv" else self.en

    def fill(self, **values: object) -> Text:
        """Return a copy with `{name}` places filled; the same values in both languages."""
        return Text(sv=self.sv.format(**values), en=self.en.format(**values))
