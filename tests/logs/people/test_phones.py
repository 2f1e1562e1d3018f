"""Telephone numbers in one form before they are hashed."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gensvar.logs.engine import text
from gensvar.logs.people.phones import nobody, phones


def normal(numbers: list[str], country: str = "46") -> list[str | None]:
    source = " UNION ALL ".join(f"SELECT {text(number)} AS v, {n} AS i" for n, number in enumerate(numbers))
    selected = phones(f"SELECT v FROM ({source})", country)
    found = dict(duckdb.sql(selected).fetchall())
    return [found[number] for number in numbers]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("08-123 45 67", "+4681234567"),
        ("+46 (0)8 123 45 67", "+4681234567"),
        ("0046 8 1234567", "+4681234567"),
        ("004681234567", "+4681234567"),
        ("4681234567", "+4681234567"),
        ("+46081234567", "+4681234567"),
        ("070/174 06 05", "+46701740605"),
        ("701740605", "+46701740605"),
        ("046-12 34 56", "+4646123456"),
        ("tel:+46701740605", "+46701740605"),
        ("sip:+4681234567@example.se;user=phone", "+4681234567"),
        ("+1 (212) 555-0100", "+12125550100"),
        ("1234", "x1234"),
        ("okänd", None),
        ("+1", None),
        ("0" * 25, None),
    ],
)
def test_forms(written: str, form: str | None) -> None:
    assert normal([written]) == [form]


def test_another_country() -> None:
    assert normal(["040 123 4567"], "358") == ["+358401234567"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="0123456789+-() ./xabc", max_size=18), min_size=1, max_size=30, unique=True))
def test_a_normal_number_stays_as_it_is(written: list[str]) -> None:
    once = [number for number in normal(written) if number is not None]
    assert normal(sorted(set(once))) == sorted(set(once)) if once else True


@pytest.mark.parametrize(
    "word", ["anonymous", "Hemligt nummer", "4,67E+10", "6.02157E+11", "-", "0", "#N/A", "########"]
)
def test_nobody(word: str) -> None:
    assert duckdb.sql(f"SELECT {nobody(text(word))}").fetchone() == (True,)


@pytest.mark.parametrize("word", ["0701234567", "4711", "E1234", "kund-12", "1E"])
def test_somebody(word: str) -> None:
    assert duckdb.sql(f"SELECT {nobody(text(word))}").fetchone() == (False,)
