"""One value on its scale, with interval and threshold, as an SVG drawn by hand."""

from __future__ import annotations

from xml.sax.saxutils import escape

from gensvar.report.cells import figure
from gensvar.report.document import Gauge
from gensvar.report.palette import INK, LINE, MUTED, TONES
from gensvar.report.svg import SVG, seal_svg
from gensvar.text import Language

WIDTH, LEFT, TOP, BAR = 304, 4, 24, 14
BELOW = TOP + BAR


def draw_gauge(gauge: Gauge, language: Language, name: str) -> str:
    """Return the gauge as an SVG element titled with its alternative text."""
    end = scale_end(gauge)
    parts = [_track(), _value(gauge, end), _interval(gauge, end), _threshold(gauge, end)]
    parts += [_tick(0, end, gauge.unit, "start", language), _tick(end, end, gauge.unit, "end", language)]
    size = f'width="{WIDTH}" height="{BELOW + 20}" viewBox="0 0 {WIDTH} {BELOW + 20}"'
    font = 'font-family="Inter" font-size="11px"'
    return seal_svg(f'<svg xmlns="{SVG}" version="1.1" {size}><g {font}>{"".join(parts)}</g></svg>', gauge.alt, name)


def scale_end(gauge: Gauge) -> float:
    """Return the right end of the scale: 1 for shares, else a little more than all that is shown."""
    if gauge.unit == "share":
        return 1.0
    return max(gauge.value, gauge.threshold, *(gauge.interval or (0,)), 1e-9) * 1.15


def _at(value: float, end: float) -> float:
    span = WIDTH - 2 * LEFT
    return round(LEFT + span * min(max(value / end, 0.0), 1.0), 1)


def _track() -> str:
    return f'<rect x="{LEFT}" y="{TOP}" width="{WIDTH - 2 * LEFT}" height="{BAR}" fill="{LINE}" rx="2"/>'


def _value(gauge: Gauge, end: float) -> str:
    width = max(_at(gauge.value, end) - LEFT, 1.5)
    colour = TONES[gauge.verdict][2]
    return f'<rect x="{LEFT}" y="{TOP}" width="{width:.1f}" height="{BAR}" fill="{colour}" rx="2"/>'


def _interval(gauge: Gauge, end: float) -> str:
    if gauge.interval is None:
        return ""
    low, high = (_at(edge, end) for edge in gauge.interval)
    middle, arm = TOP + BAR / 2, 3
    caps = "".join(f"M{x} {middle - arm}V{middle + arm}" for x in (low, high))
    return f'<path d="M{low} {middle}H{high}{caps}" stroke="{INK}" stroke-width="1.5" fill="none"/>'


def _threshold(gauge: Gauge, end: float) -> str:
    x = _at(gauge.threshold, end)
    anchor = "start" if x < 70 else "end" if x > WIDTH - 70 else "middle"
    words = escape(gauge.limit)
    rule = f'<path d="M{x} {TOP - 6}V{BELOW + 4}" stroke="{INK}" stroke-width="2" fill="none"/>'
    return f'{rule}<text x="{x}" y="{TOP - 10}" text-anchor="{anchor}" font-weight="600" fill="{INK}">{words}</text>'


def _tick(value: float, end: float, unit: str, anchor: str, language: Language) -> str:
    words = "0" if not value else figure(value, unit, language).replace(",0\u00a0%", "\u00a0%").replace(".0%", "%")
    return f'<text x="{_at(value, end)}" y="{BELOW + 15}" text-anchor="{anchor}" fill="{MUTED}">{words}</text>'
