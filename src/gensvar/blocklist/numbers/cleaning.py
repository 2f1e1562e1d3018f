"""The noise around a number, taken away: invisible signs, other alphabets' digits, what spreadsheets and links add."""

from __future__ import annotations

import re
import unicodedata

from gensvar.blocklist.numbers.reasons import Reason

# A formula, an error value, or a number rounded to powers of ten: the digits are not the ones that were typed.
_DAMAGED = re.compile(r"[=#@].*|[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*[+-]?\d+", re.DOTALL)
_TEXT_FORMULA = re.compile(r'=\s*"([^"]*)"')  # ="0701234567" is how exports keep a zero
_FLOAT = re.compile(r"(\+?\d+)[.,]0{1,2}")
_LINK = re.compile(r"(?:tel|callto|sms|sip|sips)\s*:\s*(?://)?", re.IGNORECASE)
_LETTER_O = re.compile(r"(?<![^\W\d_])[Oo](?=[\s-]?\d)|(?<=\d)[Oo](?=\d)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")


def cleaned(text: str) -> tuple[str, Reason]:
    """Return the cell without noise, and what was done to it that the reader of the list should know."""
    clean = text if text.isascii() else _ascii_digits(text)
    clean = clean.strip()
    if quoted := _TEXT_FORMULA.fullmatch(clean):
        clean = quoted[1]
    clean = clean.strip("'`´\" \t\r\n")
    if link := _LINK.match(clean):
        clean = re.split(r"[;?@]", clean[link.end() :], maxsplit=1)[0].strip()
    if floating := _FLOAT.fullmatch(clean):
        return floating[1], Reason.ZERO_ADDED_BY_SPREADSHEET
    if damaged(clean):
        return clean, Reason.NONE
    zeroed = _LETTER_O.sub("0", clean)
    return zeroed, Reason.LETTER_O if zeroed != clean else Reason.NONE


def damaged(clean: str) -> bool:
    """Return whether a spreadsheet has put something else in the place of the number."""
    return bool(_DAMAGED.fullmatch(clean))


def _ascii_digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in plain
        if unicodedata.category(sign) not in ("Cf", "Cc") or sign in "\t\n\r"
    )
