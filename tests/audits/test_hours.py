"""Opening hours: a day and a clock range; house numbers, organisation numbers and concerts are none."""

from __future__ import annotations

import pytest

from gensvar.audits.hours import hours_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mån-fre 8-17", "mån-fre 8-17"),
        ("Måndag–fredag kl. 08.00–16.30", "måndag-fredag kl: 08:00-16:30"),
        ("Öppettider: 9-18", "öppettider: 9-18"),
        ("Mon-Fri 9 am - 5 pm", "mon-fri 9 am-5 pm"),
        ("kl 8-17 på vardagar", "8-17 på vardagar"),
        ("ma-pe 8-16", "ma-pe 8-16"),
    ],
)
def test_hours(text: str, value: str) -> None:
    assert [one.value for one in hours_in(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Larsonsgatan 67-73",
        "organisationsnummer: 559218-35",
        "Konsert lördag den 7-8 november",
        "lördag 7 november 10-12",
        "5-7 arbetsdagar",
        "mån 25-30",
    ],
)
def test_no_hours(text: str) -> None:
    assert hours_in(text) == []


def test_round_the_clock_needs_something_that_is_open() -> None:
    assert hours_in("Kundservice har öppet dygnet runt")
    assert not hours_in("Vi tänker på er dygnet runt")
