"""The language of the page being drawn, as the library wants it."""

from __future__ import annotations

from django.utils.translation import get_language

from gensvar.text import Language, Text


def language() -> Language:
    """Return `sv` or `en`."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def say(text: Text) -> str:
    """Return a text of the library in the language of the page."""
    return text.into(language())
