import pytest

from gensvar.audits.contrast import is_large, legible
from gensvar.audits.elements import Style

WCAG = {"min_contrast": 4.5, "min_contrast_large": 3.0, "min_px": 12.0}


@pytest.mark.parametrize(("contrast", "px", "bold", "says"), [
    (4.5, 16, False, "yes"), (4.49, 16, False, "no"), (3.0, 24, False, "yes"), (2.99, 24, False, "no"), (3.0, 18.66, True, "yes"),
    (3.0, 18.66, False, "no"), (None, 16, False, "unknown"), (21, 11.9, False, "no"),
])  # fmt: skip
def test_a_style_is_judged_by_the_limits(contrast: float | None, px: float, bold: bool, says: str) -> None:
    assert legible(Style("", "", contrast, px, bold), WCAG) == says


def test_a_limit_that_is_not_set_is_not_judged() -> None:
    assert legible(Style("", "", 1.0, 4.0), {}) == "yes"


def test_large_text_as_wcag_has_it() -> None:
    assert is_large(Style(font_px=24)) and not is_large(Style(font_px=23.9))
