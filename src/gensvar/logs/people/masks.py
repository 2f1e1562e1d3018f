"""Masking: what may identify a person in a text is replaced by what kind of thing it was."""

from __future__ import annotations

from gensvar.logs import engine

# In this order: a personal number and a card number would else pass for a telephone number.
PATTERNS = (
    (r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "[e-post]"),
    (r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b", "[konto]"),
    (r"\b(?:19|20)?\d{6}[-+]\d{4}\b", "[personnummer]"),
    (r"https?://\S+", "[länk]"),
    (r"(?:\+|\b)\d(?:[ \-()/.]{0,2}\d){5,}", "[nummer]"),
)


def mask(value: str) -> str:
    """Return SQL for the text with e-mail addresses, links and numbers of six digits or more replaced by their kind."""
    for pattern, kind in PATTERNS:
        value = f"regexp_replace({value}, {engine.text(pattern)}, {engine.text(kind)}, 'g')"
    return value


def shape(text: str) -> str:
    """Return only the form of a text: letters become `a`, digits `9`; enough to see why a row cannot be read."""
    return "".join("9" if letter.isdigit() else "a" if letter.isalpha() else letter for letter in text)
