"""The gauge: where value, interval and threshold stand, and that it says so in words."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from gensvar.report.document import Gauge
from gensvar.report.gauge import LEFT, WIDTH, draw_gauge, scale_end

SVG = "{http://www.w3.org/2000/svg}"
SPAN = WIDTH - 2 * LEFT


def gauge(
    value: float = 0.5, threshold: float = 0.8, unit: str = "share", interval: tuple[float, float] | None = (0.45, 0.55)
) -> Gauge:
    return Gauge(value, threshold, interval, unit, "minst 80 % <b>", "not_met", "50,0 %; minst 80 %.")


def drawn(one: Gauge) -> ElementTree.Element:
    return ElementTree.fromstring(draw_gauge(one, "sv", "g1"))


def test_the_bar_ends_at_the_value_and_the_rule_stands_at_the_threshold() -> None:
    root = drawn(gauge())
    bar = root.findall(f".//{SVG}rect")[1]
    assert float(bar.attrib["width"]) == pytest.approx(SPAN / 2, abs=0.1)
    rule = root.findall(f".//{SVG}path")[-1]
    assert rule.attrib["d"].startswith(f"M{LEFT + SPAN * 0.8:.1f} ")


def test_it_is_titled_and_its_words_are_escaped() -> None:
    root = drawn(gauge())
    assert root.find(f"{SVG}title").text == "50,0 %; minst 80 %."  # type: ignore[union-attr]
    assert root.attrib["role"] == "img"
    assert "minst 80 % <b>" in [text.text for text in root.iter(f"{SVG}text")]


def test_the_scale_of_shares_is_the_whole_and_others_show_all() -> None:
    assert scale_end(gauge()) == 1.0
    assert scale_end(gauge(value=400, threshold=600, unit="s", interval=None)) == pytest.approx(690)
    assert scale_end(gauge(value=0, threshold=0, unit="count", interval=None)) > 0


def test_a_value_beyond_the_scale_stays_within_the_drawing() -> None:
    bar = drawn(gauge(value=1.7)).findall(f".//{SVG}rect")[1]
    assert float(bar.attrib["width"]) <= SPAN
