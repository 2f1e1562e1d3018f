"""The usual noise around numbers, taken away from many cells at once; what `cleaning` and `reading` do to one.

A cell that is not among the usual ones is marked NOT_PLAIN and read by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.reading import EXTENSIONS
from gensvar.blocklist.numbers.reasons import Reason

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

NOT_PLAIN = 255
_SAME = {
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u2002\u2003", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u200e\u200f\u00ad", ""),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    "\uff0b": "+",
}
_LINK = r"^(?i:tel|callto|sms|sip|sips):"
_FLOAT = r"^([+]?[0-9]+)[.,]0{1,2}$"
_DOTTED = r"^[+]?[0-9 ()-]+(\.[0-9 ()-]+)+$"
_AREA = r"^(0[0-9]{1,3})/([0-9 -]+)$"
_FIRST_O = r"^[Oo]([ -]?[0-9][0-9 ()-]*)$"
_WORDS = "|".join(sorted(EXTENSIONS - {"#"}, key=len, reverse=True))
_EXTENSION = rf"^([+]?[0-9 ()-]*[0-9])[ ]*\b(?i:{_WORDS})[.:]? ?[0-9]{{0,5}}$"
_NAMED = r"^([+]?[0-9 ()-]*[0-9]) ([a-zA-ZåäöÅÄÖé]+ ?){1,3}$"
_ENOUGH = r"([0-9][^0-9]*){7}"
_DOTS, _SLASH = 100, 101


def without_marks(texts: pl.Series) -> pl.Series:
    """Return the cells without invisible signs, other digits, quotes around them and what links begin with."""
    import polars as pl

    cell = pl.col("cell")
    clean = cell.str.replace_many(list(_SAME), list(_SAME.values())).str.strip_chars().str.strip_chars("'\"`´ \t")
    return pl.DataFrame({"cell": texts}).select(clean.str.replace(_LINK, "").str.strip_chars(" ")).to_series()


def without_additions(texts: pl.Series) -> tuple[pl.Series, np.ndarray[Any, Any]]:
    """Return the cells without what is often added to a number, and per cell a Reason (uint8), or NOT_PLAIN."""
    import polars as pl

    cell, why = pl.col("cell"), pl.col("why")
    enough = cell.str.contains(_ENOUGH)
    reason = (
        pl.when(cell.str.contains(_FLOAT)).then(int(Reason.ZERO_ADDED_BY_SPREADSHEET))
        .when(cell.str.contains(_DOTTED)).then(_DOTS)
        .when(cell.str.contains(_AREA)).then(_SLASH)
        .when(cell.str.contains(_FIRST_O)).then(int(Reason.LETTER_O))
        .when(enough & cell.str.contains(_EXTENSION)).then(int(Reason.EXTENSION_CUT))
        .when(enough & cell.str.contains(_NAMED)).then(int(Reason.WORDS_CUT))
        .otherwise(NOT_PLAIN)
    )  # fmt: skip
    table = pl.DataFrame({"cell": texts}).with_columns(reason.cast(pl.UInt8).alias("why"))
    table = table.with_columns(
        pl.when(why == int(Reason.ZERO_ADDED_BY_SPREADSHEET)).then(cell.str.replace(_FLOAT, "$1"))
        .when(why == _DOTS).then(cell.str.replace_all(".", " ", literal=True))
        .when(why == _SLASH).then(cell.str.replace(_AREA, "$1$2"))
        .when(why == int(Reason.LETTER_O)).then(cell.str.replace(_FIRST_O, "0$1"))
        .when(why == int(Reason.EXTENSION_CUT)).then(cell.str.replace(_EXTENSION, "$1"))
        .when(why == int(Reason.WORDS_CUT)).then(cell.str.replace(_NAMED, "$1"))
        .otherwise(cell).alias("cell"),
        pl.when(why.is_in([_DOTS, _SLASH])).then(0).otherwise(why).cast(pl.UInt8).alias("why"),
    )  # fmt: skip
    return table["cell"], table["why"].to_numpy()
