"""One cell of a list and what it plausibly says."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import a_number, forms

from gensvar.blocklist.numbers.reading import blocked_status, read_cell
from gensvar.blocklist.numbers.reasons import TITLES, Reason
from gensvar.blocklist.numbers.status import Status


@given(st.integers(0, 2**32))
def test_every_form_of_a_number_says_that_number(seed: int) -> None:
    number = a_number(random.Random(seed))
    for name, written in forms(number).items():
        cell = read_cell(written)
        assert number in cell.readings, (name, written, cell)
        if name not in ("bare 46", "lost zero", "float"):
            assert cell.readings == (number,), (name, written, cell)


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_the_reader_or_is_free_without_a_reading(text: str) -> None:
    cell = read_cell(text)
    assert cell.otherwise != Status.FREE or cell.readings


@pytest.mark.parametrize(
    ("written", "status", "reason"),
    [
        ("", Status.EMPTY, Reason.NONE),
        (" \u200b ", Status.EMPTY, Reason.NONE),
        ("okänd", Status.UNREADABLE, Reason.NO_NUMBER),
        ("-", Status.UNREADABLE, Reason.NO_NUMBER),
        ("7.01234567E8", Status.UNREADABLE, Reason.SPREADSHEET),
        ("7,01E+08", Status.UNREADABLE, Reason.SPREADSHEET),
        ("=A1+B2", Status.UNREADABLE, Reason.SPREADSHEET),
        ("#VALUE!", Status.UNREADABLE, Reason.SPREADSHEET),
        ("#####", Status.UNREADABLE, Reason.SPREADSHEET),
        ("070-123 45 6", Status.INVALID, Reason.TOO_SHORT),
        ("070-123 45 678", Status.INVALID, Reason.TOO_LONG),
        ("05012345678901234567", Status.INVALID, Reason.TOO_LONG),
        ("112", Status.OUTSIDE_PLAN, Reason.SHORT_NUMBER),
        ("116 117", Status.OUTSIDE_PLAN, Reason.SHORT_NUMBER),
        ("+46 719 0123456789", Status.OUTSIDE_PLAN, Reason.NOT_FOR_CALLS),
        ("+45 12 34 56 78", Status.FOREIGN, Reason.NONE),
        ("0047 21 23 45 67", Status.FOREIGN, Reason.NONE),
        ("+999 123456", Status.INVALID, Reason.NO_COUNTRY),
    ],
)
def test_what_is_no_swedish_number_is_never_free(written: str, status: Status, reason: Reason) -> None:
    cell = read_cell(written)
    assert (cell.otherwise, cell.reason) == (status, reason)


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("468629458", {468629458, 8629458}),  # 046-862 94 58, or +46 8 629 458
        ("46701234567", {701234567, 46701234567}),
        ("046701234567", {46701234567, 701234567}),  # one zero of 0046 is gone
        ("08-123 45 67/08-765 43 21", {81234567, 87654321}),
        ("0701234567 0707654321", {701234567, 707654321}),
        ("08-123 45 67/68", {81234567, 81234568}),
        ("mobil: 0701234567, hem: 08-765 43 21", {701234567, 87654321}),
        ("+46701234567+46707654321", {701234567, 707654321}),
        ('="0701234567"', {701234567}),
        ("+0701234567", {701234567}),
        ("00701234567", {701234567}),
        ("\u202a+46701234567\u202c", {701234567}),
        ("0701234567,,12", {701234567}),
        ("070 123 45 67 (Anna Svensson)", {701234567}),
    ],
)
def test_every_plausible_reading_is_there(written: str, readings: set[int]) -> None:
    assert set(read_cell(written).readings) == readings


def test_a_cell_is_blocked_when_any_reading_is_and_says_when_another_is_not() -> None:
    two = read_cell("468629458")
    assert blocked_status(two, ([False, False])) == Status.FREE
    assert blocked_status(two, ([False, True])) == Status.BLOCKED_BY_ONE_READING
    assert blocked_status(two, ([True, True])) == Status.BLOCKED
    short = read_cell("070-123 45 6")
    assert blocked_status(short, ([True])) == Status.BLOCKED  # entered by proof, whatever the metadata says


def test_every_reason_has_a_title() -> None:
    assert set(TITLES) == set(Reason) - {Reason.NONE}
