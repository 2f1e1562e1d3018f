"""Postal addresses: postcode and town with a street or a box; prices and examples are none."""

from __future__ import annotations

import pytest

from gensvar.audits.postal import addresses_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Storgatan 1, 111 22 Stockholm", "Storgatan 1, 111 22 Stockholm"),
        ("Box 123, 201 20 Malmö", "Box 123, 201 20 Malmö"),
        ("Drottninggatan 14\n252 21 Helsingborg", "Drottninggatan 14, 252 21 Helsingborg"),
        ("Besöksadress: Stortorget 17, 251 89 Helsingborg", "Stortorget 17, 251 89 Helsingborg"),
        ("S:t Eriksgatan 5, 112 39 Stockholm", "S:t Eriksgatan 5, 112 39 Stockholm"),
        ("Salagatan 18A, SE-753 30 Uppsala", "Salagatan 18A, 753 30 Uppsala"),
    ],
)
def test_addresses(text: str, value: str) -> None:
    assert [one.value for one in addresses_in(text)] == [value]


@pytest.mark.parametrize("text", ["720 80 Landsbyn", "Vi har 123 45 Kunder", "Det kostar 499 00 Kronor på Storgatan 1"])
def test_no_addresses(text: str) -> None:
    assert addresses_in(text) == []


def test_an_example_is_marked() -> None:
    (one,) = addresses_in("Storgatan 1, 123 45 Exempelstad")
    assert one.sample
