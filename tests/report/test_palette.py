"""Colours that can be read: a contrast of at least 4.5 for text, 3 for what carries meaning."""

from __future__ import annotations

import pytest

from gensvar.report import palette


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("text", [palette.INK, palette.MUTED, palette.ACCENT])
@pytest.mark.parametrize("ground", [palette.PAPER, palette.GROUND])
def test_text_on_paper(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("tone", palette.TONES)
def test_text_in_its_tone(tone: str) -> None:
    text, ground, bar = palette.TONES[tone]
    assert contrast(text, ground) >= 4.5
    assert contrast(palette.INK, ground) >= 4.5
    assert contrast(palette.MUTED, ground) >= 4.5
    on_bar = palette.PAPER if tone == "not_met" else palette.INK  # as bars._label_layer has it
    assert contrast(on_bar, bar) >= 4.5
