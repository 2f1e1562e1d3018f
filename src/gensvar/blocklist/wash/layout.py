"""Which columns of a list hold telephone numbers: named by the user, known by their names, or told by their content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gensvar.blocklist.numbers.reading import read_cell
from gensvar.blocklist.numbers.status import Status
from gensvar.errors import BadInput
from gensvar.text import Text

ADDED = ("gensvar_status", "gensvar_e164", "gensvar_reason", "gensvar_valid_until")
_NAME = re.compile(
    r"(hem|mobil|arbets|privat|kund|kontakt|ring|home|cell|work|mobile)?[\s_.-]*"
    r"(tele?fon|tele?fon(nr|nummer)|tel(nr|nummer)?|tfn|mobil(tele?fon)?(nr|nummer)?|phone|phone[\s_.-]*(no|number|nr)?|"
    r"telephone([\s_.-]*number)?|mobile([\s_.-]*(number|phone))?|cell|msisdn|[ab][\s_.-]?nummer|dial(led)?[\s_.-]*number|ringnummer|e\.?164|hem(nr|nummer)?|bostad|arbete)"
    r"[\s_.-]*(hem|mobil|arbete|arb|jobb|privat|dagtid|kväll|home|mobile|work|daytime|evening)?[\s_.-]*\d*",
    re.IGNORECASE,
)
_BARE = re.compile(r"[+(]?\d[\d ()/-]{4,}")  # a number that no series has is still no name of a column
_LIKE_A_NUMBER = 0.5
NUMBERS = (Status.FREE, Status.FOREIGN, Status.INVALID)


def is_header(first: Sequence[str]) -> bool:
    """Return whether the first row names the columns: no cell of it is a telephone number, or digits and nothing
    else.
    """
    return not any(_is_number(cell) or _BARE.fullmatch(cell.strip()) for cell in first)


def number_columns(
    names: Sequence[str], sample: Sequence[Sequence[str]], wanted: Sequence[str], where: str
) -> list[int]:
    """Return the places of the columns that hold numbers.

    `wanted`: names or numbers (1 is the first) given by the user. Raises BadInput when one is not there, or none is
    found.
    """
    if wanted:
        return list(dict.fromkeys(_named(names, one, where) for one in wanted))
    by_name = [place for place, name in enumerate(names) if _NAME.fullmatch(name.strip()) and name not in ADDED]
    found = by_name or [place for place in range(len(names)) if _looks_like_numbers(place, sample)]
    if not found:
        raise BadInput(
            Text(sv="ingen kolumn med telefonnummer känns igen", en="no column of telephone numbers is recognised"),
            where=where,
            mend=Text(
                sv=f"Säg vilken: --column NAMN. Kolumnerna är: {', '.join(names)}",
                en=f"Say which: --column NAME. The columns are: {', '.join(names)}",
            ),
        )
    return found


def added_names(names: Sequence[str], columns: Sequence[int]) -> list[str]:
    """Return the names of the columns that are added: with the column's own name where several are washed."""
    if len(columns) == 1:
        return list(ADDED)
    return [f"{one}_{names[place]}" for place in columns for one in ADDED]


def refuse_washed(names: Sequence[str], where: str) -> None:
    """Raise BadInput when the list has been through a wash already: two answers side by side would mislead."""
    if any(name.startswith(ADDED[0]) for name in names):
        raise BadInput(
            Text(sv="listan är tvättad redan", en="the list has been washed already"),
            where=where,
            mend=Text(
                sv="Tvätta originalet, eller ta bort kolumnerna gensvar_… först.",
                en="Wash the original, or take the columns gensvar_… away first.",
            ),
        )


def _named(names: Sequence[str], wanted: str, where: str) -> int:
    plain = [name.strip().casefold() for name in names]
    if wanted.strip().casefold() in plain:
        return plain.index(wanted.strip().casefold())
    if wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise BadInput(
        Text(sv=f"listan har ingen kolumn {wanted!r}", en=f"the list has no column {wanted!r}"),
        where=where,
        mend=Text(sv=f"Kolumnerna är: {', '.join(names)}", en=f"The columns are: {', '.join(names)}"),
    )


def _looks_like_numbers(place: int, sample: Sequence[Sequence[str]]) -> bool:
    cells = [row[place] for row in sample if place < len(row) and row[place].strip()]
    return bool(cells) and sum(map(_is_number, cells)) >= _LIKE_A_NUMBER * len(cells)


def _is_number(text: str) -> bool:
    cell = read_cell(text[:100])
    digits = sum(letter.isdigit() for letter in text)
    dated = re.search(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}", text)
    return digits >= 7 and cell.otherwise in (Status.FREE, Status.FOREIGN) and not dated
