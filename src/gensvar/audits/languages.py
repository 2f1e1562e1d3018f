"""Which language a text is in, by a vote of stop words: Swedish, English, Finnish, German, or not to be told."""

from __future__ import annotations

import re

LEAST_WORDS = 50  # fewer say nothing: menus and product names look like any language
CLEARLY = 2  # the winner has at least this many times the votes of the next
_STOP_WORDS = {
    "sv": "och att det som på är av för med till den har de inte om ett men var jag du vi kan från så eller ska här hos oss dig vill när din ditt er vår",
    "en": "the and of to is that for it with as was on be at by this are from or have an not you we our your can if will us when",
    "fi": "ja on ei se että oli hän niin kun mutta myös tai jos kuin ovat joka sekä voit meidän ole ota tämä olla sen",
    "de": "und der die das ist nicht ein eine zu mit sie auf für sich des dem auch von wir ihr als bei oder wenn haben sind uns",
}
_VOTERS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"[^\W\d_]+", text.lower())


def language_of(text: str) -> str | None:
    """Return `sv`, `en`, `fi` or `de`; None for fewer than 50 words or without a clear winner."""
    words = words_of(text)
    if len(words) < LEAST_WORDS:
        return None
    votes = sorted(
        ((sum(word in some for word in words), language) for language, some in _VOTERS.items()), reverse=True
    )
    (most, winner), (next_most, _) = votes[:2]
    return winner if most >= len(words) / 20 and most >= CLEARLY * next_most else None
