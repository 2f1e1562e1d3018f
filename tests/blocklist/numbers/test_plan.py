"""The plan as a table says what libphonenumber says, for every length and every first four digits."""

import phonenumbers
import pytest
from phonenumbers import PhoneNumber, PhoneNumberType

from gensvar.blocklist.numbers.plan import (
    LONGEST,
    SHORTEST,
    Kind,
    assignable,
    is_assignable,
    is_foreign,
    is_short,
    kind_of,
    kinds_of,
    plan,
)

KINDS = {
    PhoneNumberType.FIXED_LINE: Kind.FIXED,
    PhoneNumberType.MOBILE: Kind.MOBILE,
    PhoneNumberType.PERSONAL_NUMBER: Kind.PERSONAL,
    PhoneNumberType.UAN: Kind.UAN,
    PhoneNumberType.TOLL_FREE: Kind.FREEPHONE,
    PhoneNumberType.SHARED_COST: Kind.SHARED_COST,
    PhoneNumberType.PREMIUM_RATE: Kind.PREMIUM,
    PhoneNumberType.PAGER: Kind.PAGER,
    PhoneNumberType.VOICEMAIL: Kind.VOICEMAIL,
    PhoneNumberType.UNKNOWN: Kind.INVALID,
}
TAILS = ("0", "9", "273918264")


@pytest.mark.parametrize("length", range(SHORTEST, LONGEST + 1))
def test_every_beginning_of_every_length_is_as_the_library_says(length: int) -> None:
    table, wrong = plan(), []
    for prefix in range(1000, 10_000):
        for tail in TAILS:
            digits = (str(prefix) + tail * 10)[:length]
            kind = phonenumbers.number_type(PhoneNumber(country_code=46, national_number=int(digits)))
            ours = Kind(int(table[length, prefix]))
            if KINDS[kind] != (Kind.INVALID if ours == Kind.OUTSIDE else ours):
                wrong.append((digits, kind, ours))
    assert wrong == []


def test_series_that_the_metadata_lacks_are_outside_and_not_assignable() -> None:
    for digits in ("7190123456789", "7101234567890", "9631234"):
        assert kind_of(int(digits)) == Kind.OUTSIDE
        assert not is_assignable(int(digits))


def test_one_number_and_a_column_of_them_get_the_same_kind() -> None:
    import numpy as np

    numbers = [0, 1, 9999, 8123456, 701234567, 70123456, 7012345678, 771234567, 9001234, 719012345678, 10**17]
    assert kinds_of(np.array(numbers, np.uint64)).tolist() == [int(kind_of(number)) for number in numbers]
    assert assignable(np.array(numbers, np.uint64)).tolist() == [is_assignable(number) for number in numbers]


def test_short_numbers_and_other_countries() -> None:
    assert [is_short(digits) for digits in ("112", "116117", "118118", "123456", "0701234567")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert is_foreign("4512345678") and is_foreign("358401234567") and is_foreign("12025550147")
    assert not is_foreign("46701234567") and not is_foreign("4512") and not is_foreign("999123456")
