"""A column at once gives what its cells give one by one, and what libphonenumber gives but for a list of reasons."""

import random
import re
from collections import Counter
from collections.abc import Callable

import numpy as np
import phonenumbers
import polars as pl
from written import a_number, forms

from gensvar.blocklist.numbers.cells import Cells
from gensvar.blocklist.numbers.columns import read_column
from gensvar.blocklist.numbers.reading import read_cell
from gensvar.blocklist.numbers.reasons import Reason
from gensvar.blocklist.numbers.status import Status

ODD = (
    "7.01E8", "", "  ", "okänd", "112", "#VALUE!", "+358401234567", "0046", "00", "0", "+", "46", "+46", "+0701234567",
    "000701234567", "+1 202 555 0147", "00000", "'", '"0701234567"', "0701234567;", "a" * 60, "0" * 40, "１１２", "0701234567\n",
)  # fmt: skip


def a_list(size: int, seed: int) -> list[str]:
    """Return cells as lists have them: every form, dirt, two numbers in one, a digit too few or too many."""
    chance = random.Random(seed)
    cells = []
    for _ in range(size):
        cell = chance.choice(list(forms(a_number(chance)).values()))
        draw = chance.random()
        if draw < 0.01:
            cell = f"{cell}{chance.choice((' / ', '; ', ' '))}{chance.choice(list(forms(a_number(chance)).values()))}"
        elif draw < 0.02:
            cell = cell[:-1]
        elif draw < 0.03:
            cell += str(chance.randrange(10))
        elif draw < 0.04:
            cell = f"+{chance.choice(('45', '47', '358', '1', '44', '999'))}{cell}"
        elif draw < 0.05:
            cell = chance.choice((*ODD, "1" * chance.randrange(1, 25), "+" + "4" * chance.randrange(1, 20)))
        cells.append(cell)
    return cells


def test_a_column_says_what_its_cells_say() -> None:
    cells = a_list(150_000, seed=1)
    column = read_column(Cells.of(pl.Series(cells)))
    wrong = []
    for place, text in enumerate(cells):
        cell = read_cell(text)
        if place in column.cells:
            said = column.cells[place]
        else:
            readings = tuple(int(one) for one in (column.first[place], column.second[place]) if one)
            said = (readings, int(column.otherwise[place]), int(column.reason[place]))
            cell = (cell.readings, int(cell.otherwise), int(cell.reason))  # type: ignore[assignment]
        if said != cell:
            wrong.append((text, cell, said))
    assert wrong == []


def test_an_empty_column_and_nulls() -> None:
    assert len(read_column(Cells.of(pl.Series([], dtype=pl.String))).first) == 0
    assert read_column(Cells.of(pl.Series([None, "0701234567"]))).otherwise.tolist() == [Status.EMPTY, Status.FREE]


# Where we say something else than libphonenumber, and why; any other difference is a fault.
DEVIATIONS: dict[str, Callable[[str, Reason], bool]] = {
    "begins with 46 and is looked up both ways": lambda text, why: text.startswith("46"),
    "two numbers are split, which the library does not do": lambda text, why: sum(map(str.isdigit, text)) > 13,
    "letters are cut off or read as zero; the library takes them for keypad letters": lambda text, why: any(map(str.isalpha, text)),
    "the zero that a spreadsheet adds (57137953.0) is no digit of the number": lambda text, why: bool(FLOAT.search(text)),
    "short numbers and series for machines are outside the plan": lambda text, why: why in (Reason.SHORT_NUMBER, Reason.NOT_FOR_CALLS),
    "a sign or a zero too many is read over": lambda text, why: bool(TIDIED.match(text)),
}  # fmt: skip
FLOAT = re.compile(r"\.0\d?$")
TIDIED = re.compile(r"""['"\u200b]|\+[+0(]|\+\d{1,3}['+0(\u200b\uff10]|000""")


def test_a_million_cells_are_read_as_libphonenumber_reads_them() -> None:
    cells = a_list(1_000_000, seed=2)
    column = read_column(Cells.of(pl.Series(cells)))
    different, wrong = Counter[str](), []
    theirs: dict[str, tuple[Status, int]] = {}
    for place, text in enumerate(cells):
        if text not in theirs:
            theirs[text] = _libphonenumber(text)
        status, number = theirs[text]
        ours = Status(int(column.otherwise[place]))
        if (ours, int(column.first[place])) == (status, number) or (ours == status and ours != Status.FREE):
            continue
        reason = Reason(int(column.reason[place]))
        foreign = ours == Status.FOREIGN and status == Status.INVALID  # other countries' plans are not judged
        nothing = {ours, status} <= {Status.EMPTY, Status.UNREADABLE, Status.INVALID}  # named otherwise, as little free
        why = next((name for name, holds in DEVIATIONS.items() if holds(text, reason)), None)
        if why or foreign or nothing:
            different[why or ""] += 1
        else:
            wrong.append((text, status, number, ours, int(column.first[place]), reason.name))
    assert wrong[:20] == []
    assert all(different[name] for name in DEVIATIONS), different  # none of them is an empty excuse
    assert sum(different.values()) < 0.2 * len(cells)  # five of the 27 forms are among them


def _libphonenumber(text: str) -> tuple[Status, int]:
    if not text.strip():
        return Status.EMPTY, 0
    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        return Status.UNREADABLE, 0
    if not phonenumbers.is_valid_number(number):
        return Status.INVALID, 0
    if number.country_code != 46:
        return Status.FOREIGN, 0
    return Status.FREE, int(number.national_number)


def test_arrays_have_one_element_a_cell() -> None:
    column = read_column(Cells.of(pl.Series(a_list(1000, seed=3))))
    assert {len(array) for array in (column.first, column.second, column.otherwise, column.reason, column.foreign)} == {
        1000
    }
    assert column.first.dtype == np.uint64
