"""Why a cell got its status, in a word that is written beside it; the meanings are in docs/numbers.md."""

from __future__ import annotations

from enum import IntEnum

from gensvar.text import Text


class Reason(IntEnum):
    """What there is to say about how a cell was read. NONE is nothing."""

    NONE = 0
    TWO_READINGS = 1
    SEVERAL = 2
    EXTENSION_CUT = 3
    WORDS_CUT = 4
    ZERO_ADDED_BY_SPREADSHEET = 5
    LETTER_O = 6
    TOO_SHORT = 7
    TOO_LONG = 8
    NO_SERIES = 9
    NO_COUNTRY = 10
    SPREADSHEET = 11
    NO_NUMBER = 12
    SHORT_NUMBER = 13
    NOT_FOR_CALLS = 14

    @property
    def word(self) -> str:
        """The word written in the column `gensvar_reason`; empty for NONE."""
        return self.name.lower() if self else ""


TITLES: dict[Reason, Text] = {
    Reason.TWO_READINGS: Text(sv="kan läsas på två sätt", en="can be read in two ways"),
    Reason.SEVERAL: Text(sv="flera nummer i cellen", en="several numbers in the cell"),
    Reason.EXTENSION_CUT: Text(sv="anknytningen togs bort", en="the extension was cut off"),
    Reason.WORDS_CUT: Text(sv="ord i cellen togs bort", en="words in the cell were cut off"),
    Reason.ZERO_ADDED_BY_SPREADSHEET: Text(sv="kalkylprogrammets ,0 togs bort", en="the spreadsheet's .0 was cut off"),
    Reason.LETTER_O: Text(sv="bokstaven O lästes som noll", en="the letter O was read as zero"),
    Reason.TOO_SHORT: Text(sv="för få siffror", en="too few digits"),
    Reason.TOO_LONG: Text(sv="för många siffror", en="too many digits"),
    Reason.NO_SERIES: Text(sv="ingen serie i nummerplanen", en="no series of the numbering plan"),
    Reason.NO_COUNTRY: Text(sv="okänt land efter +", en="unknown country after +"),
    Reason.SPREADSHEET: Text(sv="förstört av ett kalkylprogram", en="damaged by a spreadsheet"),
    Reason.NO_NUMBER: Text(sv="inget nummer i cellen", en="no number in the cell"),
    Reason.SHORT_NUMBER: Text(sv="kortnummer", en="short number"),
    Reason.NOT_FOR_CALLS: Text(sv="serie för maskiner eller massanrop", en="series for machines or mass calls"),
}
