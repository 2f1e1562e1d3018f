"""Sweden's numbering plan as a table, built from the installed libphonenumber metadata.

In that metadata the validity and the kind of a Swedish number depend on its length and its first four digits alone
(docs/numbers.md; `tests/blocklist/numbers/test_plan.py` holds it against the library for every such pair). So a table
of lengths by prefixes replaces the patterns, and whole columns are looked up at once.

A national significant number (NSN) is an integer here: the digits after +46. None begins with a zero.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

REGION, COUNTRY = "SE", "46"
SHORTEST, LONGEST = 5, 13  # digits of an NSN that the table tells of
PREFIXES = 10_000
# Series that the plan has and the metadata has not: machines (719) and mobile data (710), 12 or 13 digits, and mass
# calls.
# Source: number-plan notes in docs/numbers.md.
OUTSIDE = re.compile(r"71[09]\d{9,10}|963\d{3,7}")


class Kind(IntEnum):
    """What an NSN is in the plan; INVALID is in no series that may be assigned."""

    INVALID = 0
    FIXED = 1
    MOBILE = 2
    PERSONAL = 3
    UAN = 4
    FREEPHONE = 5
    SHARED_COST = 6
    PREMIUM = 7
    PAGER = 8
    VOICEMAIL = 9
    OUTSIDE = 10


KINDS = tuple(Kind)
UNASSIGNABLE = (Kind.INVALID, Kind.OUTSIDE)

# In the order in which libphonenumber tries its patterns: the first that fits decides.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.PREMIUM, "premium_rate"),
    (Kind.FREEPHONE, "toll_free"),
    (Kind.SHARED_COST, "shared_cost"),
    (Kind.PERSONAL, "personal_number"),
    (Kind.PAGER, "pager"),
    (Kind.UAN, "uan"),
    (Kind.VOICEMAIL, "voicemail"),
    (Kind.FIXED, "fixed_line"),
    (Kind.MOBILE, "mobile"),
)


def metadata_version() -> str:
    """Return the version of the numbering data in use; receipts carry it."""
    import phonenumbers

    return str(phonenumbers.__version__)


@lru_cache(maxsize=1)
def plan() -> Array:
    """Return the plan as uint8 (Kind), shape (LONGEST + 1, PREFIXES): by length, then by the first four digits."""
    import numpy as np
    from phonenumbers import PhoneMetadata

    about = PhoneMetadata.metadata_for_region(REGION)
    assert about is not None
    table = np.zeros((LONGEST + 1, PREFIXES), np.uint8)
    kinds = [(kind, getattr(about, name)) for kind, name in _PATTERNS]
    compiled = [(kind, re.compile(one.national_number_pattern), one.possible_length) for kind, one in kinds]
    for length in range(SHORTEST, LONGEST + 1):
        fitting = [(kind, pattern) for kind, pattern, lengths in compiled if length in lengths]
        for prefix in range(PREFIXES // 10, PREFIXES):
            number = f"{prefix}".ljust(length, "0")
            for kind, pattern in (*fitting, (Kind.OUTSIDE, OUTSIDE)):
                if pattern.fullmatch(number):
                    table[length, prefix] = kind
                    break
    return table


@lru_cache(maxsize=1)
def _rows() -> tuple[bytes, ...]:
    """Return the plan as bytes, which one number is looked up in faster."""
    return tuple(row.tobytes() for row in plan())


def kind_of(number: int) -> Kind:
    """Return what an NSN is in the plan."""
    digits = str(number)
    return KINDS[_rows()[len(digits)][int(digits[:4])]] if SHORTEST <= len(digits) <= LONGEST else Kind.INVALID


def is_assignable(number: int) -> bool:
    """Return whether the plan lets the NSN be somebody's number. It says nothing of whether it is."""
    return kind_of(number) not in UNASSIGNABLE


def kinds_of(numbers: Array) -> Array:
    """Return the Kind (uint8) of each NSN (int64 or uint64); INVALID for 0."""
    import numpy as np

    signed = numbers.astype(np.int64, copy=False)
    length = length_of(signed)
    prefix = signed // powers_of_ten()[np.maximum(length - 4, 0)]
    found: Array = _padded()[length, prefix]
    return found


def assignable(numbers: Array) -> Array:
    """Return for each NSN whether the plan lets it be somebody's number."""
    kinds = kinds_of(numbers)
    found: Array = (kinds != Kind.INVALID) & (kinds != Kind.OUTSIDE)
    return found


def length_of(numbers: Array) -> Array:
    """Return how many digits each number (int64) has; 0 for 0."""
    import numpy as np

    return np.searchsorted(powers_of_ten(), numbers, "right")


@lru_cache(maxsize=1)
def powers_of_ten() -> Array:
    """Return the powers of ten that int64 holds."""
    import numpy as np

    return np.array([10**power for power in range(19)], np.int64)


@lru_cache(maxsize=1)
def _padded() -> Array:
    """Return the plan with an empty row for every length that is not in it."""
    import numpy as np

    table = np.zeros((20, PREFIXES), np.uint8)
    table[: LONGEST + 1] = plan()
    return table


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    from phonenumbers import PhoneMetadata

    about: Any = PhoneMetadata.short_metadata_for_region(REGION)
    return re.compile(about.short_code.national_number_pattern)


def is_short(digits: str) -> bool:
    """Return whether digits dialled as they stand are a short number such as 112, 116 117 or 118 118."""
    return len(digits) <= 6 and bool(_short().fullmatch(digits))


@lru_cache(maxsize=1)
def _countries() -> dict[str, tuple[int, ...]]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    found: dict[str, tuple[int, ...]] = {}
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        about: Any = (
            PhoneMetadata.metadata_for_nongeo_region(code)
            if regions[0] == "001"
            else PhoneMetadata.metadata_for_region(regions[0])
        )
        found[str(code)] = tuple(about.general_desc.possible_length) if about else ()
    return found


def is_foreign(digits: str) -> bool:
    """Return whether digits after a + are another country's code and a length that country has.

    Other countries' plans are not judged further: whoever is foreign is not in this register, assigned or not.
    """
    known = _countries()
    for size in (1, 2, 3):
        code = digits[:size]
        if code != COUNTRY and code in known:
            return len(digits) - size in known[code]
    return False
