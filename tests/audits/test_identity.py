"""Organisation numbers by Luhn, personal numbers masked."""

from __future__ import annotations

from gensvar.audits.identity import luhn, masked, organisation_numbers_in


def test_organisation_numbers() -> None:
    assert [one[0] for one in organisation_numbers_in("Org.nr 556016-0680")] == ["556016-0680"]
    assert [one[0] for one in organisation_numbers_in("Momsnr SE556016068001")] == ["556016-0680"]
    assert organisation_numbers_in("Org.nr 556016-0681") == []  # wrong check digit
    assert organisation_numbers_in("order 5560160680") == []  # nothing says what it is
    assert organisation_numbers_in("Org.nr 811218-9876") == []  # a person's number


def test_personal_numbers_are_masked_and_others_left() -> None:
    assert luhn("8112189876")
    assert masked("811218-9876, 19811218-9876, 556016-0680") == "811218-****, 19811218-****, 556016-0680"
    assert masked("811218-9877") == "811218-9877"  # no personal number: the check digit is wrong
