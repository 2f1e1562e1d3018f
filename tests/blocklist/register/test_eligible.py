"""Which numbers may be entered."""

import pytest

from gensvar.blocklist.register.eligible import is_mobile, registrable
from gensvar.errors import BadInput


@pytest.mark.parametrize(
    ("written", "number"), [("070-123 45 67", 701234567), ("+46 8 123 45 67", 81234567), ("075-123 45 67", 751234567)]
)
def test_swedish_numbers_that_a_person_can_hold_are_taken(written: str, number: int) -> None:
    assert registrable(written) == number


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("0900-123 45 67", "premium"),
        ("020-12 34 56", "freephone"),
        ("0771-23 45 67", "shared-cost"),
        ("010-123 45 67", "companies"),
        ("0740-12 34 56", "kind"),
        ("+45 12 34 56 78", "foreign"),
        ("070-123 45 6", "no Swedish"),
        ("112", "no Swedish"),
        ("070-123 45 67 / 08-765 43 21", "no Swedish"),
        ("", "no Swedish"),
    ],
)
def test_others_are_refused_with_the_reason_and_the_way_out(written: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as caught:
        registrable(written)
    assert caught.value.mend is not None


def test_only_mobile_numbers_get_text_messages() -> None:
    assert is_mobile(701234567) and not is_mobile(81234567)
