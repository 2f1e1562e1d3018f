"""Telephone numbers: what is found, what must not be, what they cost."""

from __future__ import annotations

import pytest

from gensvar.audits.numbers import dialled, numbers_in


@pytest.mark.parametrize(
    ("text", "value", "rate"),
    [
        ("Ring 08-735 29 99 idag", "+4687352999", "normal"),
        ("+46 (0)8 123 456 78", "+46812345678", "normal"),
        ("Mobil: 070-123 45 67", "+46701234567", "mobile"),
        ("Frisamtal 020-28 00 20", "+4620280020", "free"),
        ("0771-123 456", "+46771123456", "shared"),
        ("0939-123 45 67", "+469391234567", "premium"),
        ("010-123 45 67", "+46101234567", "uan"),
        ("Ring polisen på 114 14", "11414", "short"),
        ("Telefon 1177", "1177", "short"),
        ("118 118", "118118", "short"),
        ("Ring 09901", "09901", "short"),
    ],
)
def test_numbers_that_can_be_called(text: str, value: str, rate: str) -> None:
    assert [(one.value, one.rate) for one in numbers_in(text)] == [(value, rate)]


@pytest.mark.parametrize(
    "text",
    [
        "Artikelnr 0701234567",
        "Artikelnummer: 0701234567",
        "Organisationsnummer: 556016-0680",
        "Bankgiro 5051-6822",
        "Plusgiro 12 34 56-7",
        "2024-01-02 10:00",
        "1177 Vårdguiden skriver om detta",
        "priset är 118 118 kr",
        "Fax: 08-123 456 78",
        "19850101-1234",
        "Kundnummer 0701234567",
    ],
)
def test_numbers_that_are_something_else(text: str) -> None:
    assert numbers_in(text) == []


def test_what_a_link_dials() -> None:
    assert dialled("tel:+46-8-735%2029%2099") == ("+4687352999", True, "normal")
    assert dialled("tel:08735299")[0] != "+4687352999"  # a digit is missing: seen on a real site
    assert dialled("tel:123") == ("+46123", False, "unknown")
    assert dialled("tel:11414") == ("11414", True, "short")
