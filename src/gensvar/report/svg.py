"""A Vega-Lite specification as an SVG to set inline: no script, no style attribute, ids of its own, a title."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from gensvar.report.palette import INK, LINE, MUTED
from gensvar.text import Language

FONTS = Path(__file__).parent / "fonts"
SVG = "http://www.w3.org/2000/svg"
NUMBERS: dict[Language, dict[str, Any]] = {
    "sv": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"], "percent": "\u00a0%"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK\u00a0", ""], "percent": "%"},
}
THEME: dict[str, Any] = {
    "background": None,
    "font": "Inter",
    "padding": 2,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": MUTED,
        "titleColor": MUTED,
        "titleFontWeight": 400,
        "gridColor": LINE,
        "domainColor": MUTED,
        "tickColor": LINE,
        "labelPadding": 6,
        "titlePadding": 8,
    },
    "axisY": {"domain": False, "ticks": False},
    "axisX": {"grid": False, "labelAngle": 0},
    "legend": {"labelFontSize": 12, "labelColor": INK, "title": None, "orient": "top", "symbolType": "square"},
    "text": {"fontSize": 12, "color": INK},
}
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_KEPT = re.compile(r"^(role|aria-.*|pointer-events|class|style|\{.*\}.*)$")


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def draw_svg(spec: dict[str, Any], alt: str, language: Language, name: str) -> str:
    """Return `spec` as an SVG element. `name` makes its ids unique in a page; nothing is fetched."""
    whole = {**spec, "config": {**THEME, **spec.get("config", {})}}
    drawn = _renderer().vegalite_to_svg(whole, format_locale=NUMBERS[language], allowed_base_urls=[])
    return seal_svg(drawn, alt, name)


def seal_svg(drawn: str, alt: str, name: str) -> str:
    """Return an SVG stripped of what a page must not inherit, titled `alt`, its ids starting with `name`."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - drawn by us or by the chart renderer, never read
    names = _names(root, name)
    for element in root.iter():
        for attribute in [key for key in element.attrib if _KEPT.match(key)]:
            del element.attrib[attribute]
        _rename(element, names)
    title = ElementTree.Element(f"{{{SVG}}}title", {"id": f"{name}-title"})
    title.text = alt
    root.insert(0, title)
    root.attrib.update({"role": "img", "aria-labelledby": f"{name}-title", "class": "drawing"})
    return ElementTree.tostring(root, encoding="unicode")


def _names(root: ElementTree.Element, name: str) -> dict[str, str]:
    """Return new ids by old ones, numbered in order: the renderer numbers them on from one drawing to the next."""
    found = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    return {old: f"{name}-{number}" for number, old in enumerate(found, 1)}


def _rename(element: ElementTree.Element, names: dict[str, str]) -> None:
    if "id" in element.attrib:
        element.attrib["id"] = names[element.attrib["id"]]
    for key, value in element.attrib.items():
        element.attrib[key] = _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value)
