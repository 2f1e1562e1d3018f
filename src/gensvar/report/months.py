"""The chart per month: a line with its interval, a target, and the table it draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gensvar.report.cells import figure
from gensvar.report.document import Chart, Column, Figure, Table
from gensvar.report.palette import ACCENT, BAND, INK, PAPER
from gensvar.report.words import UNIT, say
from gensvar.text import Language, Text

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MONTHS: dict[Language, tuple[str, ...]] = {
    "sv": ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
SIGNED = ("share", "s", "business_s")  # units that are written with each figure
FEW = 30  # points that rest on fewer observations are drawn hollow
# seconds -> the unit an axis is easiest to read in, by the largest value shown
SCALES = (
    (2 * 86400, 86400, Text(sv="dygn", en="days")),
    (2 * 3600, 3600, Text(sv="timmar", en="hours")),
    (180, 60, Text(sv="minuter", en="minutes")),
    (0, 1, Text(sv="sekunder", en="seconds")),
)


@dataclass(frozen=True)
class Point:
    """A month's value; `interval` in the unit of the value, None where there is none."""

    month: str
    value: float | None
    n: int
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Target:
    """The line a value is compared with."""

    value: float
    label: str


def month_name(month: str, language: Language, with_year: bool = True) -> str:
    """Return `2026-01` as `jan 2026`; the text itself if it is no month."""
    year, _, number = month[:7].partition("-")
    if not (year.isdigit() and number.isdigit() and 1 <= int(number) <= 12):
        return month
    name = MONTHS[language][int(number) - 1]
    return f"{name} {year}" if with_year else name


def per_month(title: str, points: Sequence[Point], unit: str, target: Target | None, language: Language) -> Chart:
    """Return a line per month with the interval as a band and the target as a dashed line."""
    divisor, axis_title = _scale(points, unit, target, language)
    y = {
        "type": "quantitative",
        "scale": {"domain": _domain(points, unit, divisor, target), "nice": False, "zero": False},
        "axis": {"title": axis_title or None, "format": ".0%" if unit == "share" else ",~f", "tickCount": 5},
    }
    spec = {
        "$schema": SCHEMA,
        "width": 340,
        "height": 190,
        "data": {
            "name": "months",
            "values": [_month_row(point, index, divisor, language) for index, point in enumerate(points)],
        },
        "layer": [*_curve(y), *(_target_line(target, divisor, y) if target else [])],
    }
    table = _month_table(title, points, unit, language)
    return Chart(spec, _month_alt(title, points, unit, target, language), table, title)


def _scale(points: Sequence[Point], unit: str, target: Target | None, language: Language) -> tuple[float, str]:
    if unit not in ("s", "business_s"):
        return 1, ""
    known = [point.value for point in points if point.value is not None] + ([target.value] if target else [])
    largest = max(known, default=0)
    divisor, name = next((size, name) for least, size, name in SCALES if largest >= least)
    return divisor, name.into(language)


def _month_row(point: Point, index: int, divisor: float, language: Language) -> dict[str, Any]:
    low, high = point.interval or (None, None)
    year = f"|{point.month[:4]}" if index == 0 or point.month[5:7] == "01" else ""
    return {
        "label": month_name(point.month, language, with_year=False) + year,
        "value": _divided(point.value, divisor),
        "low": _divided(low, divisor),
        "high": _divided(high, divisor),
        "few": point.n < FEW,
        "place": index,
    }


def _divided(value: float | None, divisor: float) -> float | None:
    return None if value is None else value / divisor


def _curve(y: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the layers band, line and dots; a month without a value is a gap."""
    x = {
        "field": "place",
        "type": "ordinal",
        "scale": {"type": "point", "padding": 0.35},
        "axis": {"title": None, "labelExpr": "split(data('months')[datum.value].label, '|')", "labelOverlap": True},
    }
    gap = {"invalid": "break-paths-filter-domains"}
    fill = {"condition": {"test": "datum.few", "value": PAPER}, "value": ACCENT}
    return [
        {
            "mark": {"type": "area", "color": BAND, **gap},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2, **gap},
            "encoding": {"x": x, "y": {**y, "field": "value"}},
        },
        {
            "mark": {"type": "point", "size": 42, "stroke": ACCENT, "strokeWidth": 1.5, "opacity": 1, **gap},
            "encoding": {"x": x, "y": {**y, "field": "value"}, "fill": fill},
        },
    ]


def _target_line(target: Target, divisor: float, y: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the dashed line and its label, to the right of the plot."""
    at = {**y, "datum": target.value / divisor}
    rule = {"type": "rule", "color": INK, "strokeDash": [5, 4], "strokeWidth": 1.25}
    text = {"type": "text", "align": "left", "dx": 6, "x": "width", "text": target.label, "fontWeight": 600}
    return [{"data": {"values": [{}]}, "mark": mark, "encoding": {"y": at}} for mark in (rule, text)]


def _domain(points: Sequence[Point], unit: str, divisor: float, target: Target | None) -> list[float]:
    """Return the ends of the axis: all of what is shown with air around it; shares stay within 0 and 1."""
    shown = [number for p in points for number in (p.value, *(p.interval or ())) if number is not None]
    shown += [target.value] if target else []
    low, high = min(shown, default=0) / divisor, max(shown, default=1) / divisor
    if low == high == 0 and unit != "share":
        return [0.0, 1.0]
    air = max((high - low) * 0.15, 0.02 if unit == "share" else high * 0.05, 1e-9)
    if unit == "share":
        step = 0.05
        return [max(0.0, math.floor((low - air) / step) * step), min(1.0, math.ceil((high + air) / step) * step)]
    return [0.0 if low < high / 2 else low - air, high + air]


def _month_table(title: str, points: Sequence[Point], unit: str, language: Language) -> Table:
    month, value, interval = (
        ("Månad", "Värde", "95 % intervall") if language == "sv" else ("Month", "Value", "95% interval")
    )
    bare = unit in UNIT and unit not in SIGNED  # the unit stands in the head, not in every cell
    head = f"{value}, {say(UNIT, unit, language)}" if bare else value
    shown = "" if bare else unit
    rows = tuple(
        (month_name(p.month, language), Figure(p.value, shown), interval_text(p.interval, shown, language), p.n)
        for p in points
    )
    columns = (Column(month), Column(head, "figure"), Column(interval), Column("n", "number"))
    return Table(columns, rows, title, style="compact")


def interval_text(interval: Sequence[float] | None, unit: str, language: Language) -> str:
    """Return an interval as `78,6–83,3 %`; `–` if none."""
    if not interval:
        return "–"
    low, high = (figure(end, unit, language) for end in interval)
    tail = "\u00a0%" if language == "sv" else "%"
    return f"{low.removesuffix(tail)}–{high}" if unit in ("share", "") else f"{low} – {high}"


def _month_alt(title: str, points: Sequence[Point], unit: str, target: Target | None, language: Language) -> str:
    known = [point for point in points if point.value is not None]
    if not known:
        return f"{title}: " + ("inga värden." if language == "sv" else "no values.")
    worst, best = (pick(known, key=lambda p: p.value or 0) for pick in (min, max))
    lead = "Linjediagram per månad" if language == "sv" else "Line chart per month"
    between = "lägst {} i {}, högst {} i {}" if language == "sv" else "lowest {} in {}, highest {} in {}"
    ends = [part for p in (worst, best) for part in (figure(p.value, unit, language), month_name(p.month, language))]
    tail = f" {target.label}." if target else ""
    return f"{lead}: {title}. {between.format(*ends).capitalize()}.{tail}"
