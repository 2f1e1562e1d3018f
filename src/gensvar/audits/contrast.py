"""Whether a text can be read, from its computed style: WCAG 2.x 1.4.3, and a smallest size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from gensvar.audits.elements import Style

LARGE_PX, LARGE_BOLD_PX = 24.0, 18.66  # 18 pt, and 14 pt in bold (WCAG's definition of large text)


def is_large(style: Style) -> bool:
    """Whether WCAG calls the text large."""
    return style.font_px >= LARGE_PX or (style.bold and style.font_px >= LARGE_BOLD_PX)


def legible(style: Style, limits: Mapping[str, float]) -> Literal["yes", "no", "unknown"]:
    """Judge a style by `min_contrast`, `min_contrast_large` and `min_px`; a limit that is not set is not judged.

    Unknown: the size is enough (or not known to be too small) and the contrast could not be computed.
    """
    if "min_px" in limits and 0 < style.font_px < limits["min_px"]:
        return "no"
    least = limits.get("min_contrast_large" if is_large(style) else "min_contrast")
    if least is None:
        return "yes"
    if style.contrast is None:
        return "unknown"
    return "yes" if style.contrast >= least else "no"
