"""Charts as data: a line with its band and target, and a stack of verdicts. Drawn by `{% line_chart %}`, `{% stack %}`.

The drawing is an SVG with presentation attributes only (the policy forbids inline style). A chart says
in words what it shows, and a table with the same figures always stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360.0, 160.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 10.0, 12.0, 22.0
MOST_LABELS = 6
VERDICTS = ("met", "not_met", "cannot_be_judged", "not_applicable")


@dataclass(frozen=True)
class Spot:
    """A point of a line: its label, its value (None leaves a gap), its interval, how the value is written."""

    label: str
    value: float | None
    said: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Place:
    """Where something is drawn, and what is written there."""

    x: float
    y: float
    text: str = ""


@dataclass(frozen=True)
class LineChart:
    """A chart ready to be drawn: everything in the units of the drawing."""

    name: str
    title: str
    said: str
    lines: tuple[str, ...]
    bands: tuple[str, ...]
    spots: tuple[Place, ...]
    ticks: tuple[Place, ...]
    labels: tuple[Place, ...]
    target: Place | None
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT


def line_chart(
    name: str,
    title: str,
    spots: Sequence[Spot],
    *,
    said: str,
    ticks: Sequence[tuple[float, str]],
    target: tuple[float, str] | None = None,
) -> LineChart:
    """Return a line over `spots`; `ticks` are values of the axis with how they are written, lowest first.

    `name` makes its ids unique in the page, `said` is what the chart shows, in words.
    """
    low, high = ticks[0][0], ticks[-1][0]

    def across(at: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((at + 0.5) / max(len(spots), 1)), 1)

    def down(value: float) -> float:
        share = (min(max(value, low), high) - low) / ((high - low) or 1)
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)

    step = -(-len(spots) // MOST_LABELS) or 1
    return LineChart(
        name=name,
        title=title,
        said=said,
        lines=tuple(_path([(across(at), down(spots[at].value or 0)) for at in run]) for run in _runs(spots)),
        bands=tuple(_band(spots, run, across, down) for run in _runs(spots) if _banded(spots, run)),
        spots=tuple(
            Place(across(at), down(one.value), f"{one.label}: {one.said}")
            for at, one in enumerate(spots)
            if one.value is not None
        ),
        ticks=tuple(Place(LEFT - 6, down(value), text) for value, text in ticks),
        labels=tuple(Place(across(at), HEIGHT - 5, spots[at].label) for at in range(0, len(spots), step)),
        target=Place(WIDTH - RIGHT, down(target[0]), target[1]) if target else None,
    )


def _runs(spots: Sequence[Spot]) -> Iterator[list[int]]:
    """Yield the places of values that follow each other without a gap."""
    run: list[int] = []
    for at, one in enumerate(spots):
        if one.value is not None:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _banded(spots: Sequence[Spot], run: Sequence[int]) -> bool:
    return len(run) > 1 and all(spots[at].low is not None and spots[at].high is not None for at in run)


def _band(spots: Sequence[Spot], run: Sequence[int], across, down) -> str:  # type: ignore[no-untyped-def]
    over = [(across(at), down(spots[at].high)) for at in run]
    under = [(across(at), down(spots[at].low)) for at in reversed(run)]
    return _path([*over, *under])


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


@dataclass(frozen=True)
class Part:
    """A part of a stack: whose it is, where it begins and how wide it is, of 100."""

    code: str
    x: float
    width: float
    n: int


def stack(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Return how many rules got each verdict as parts of a bar, in the order of the verdicts."""
    whole = sum(counts.get(code, 0) for code in VERDICTS) or 1
    parts, at = [], 0.0
    for code in VERDICTS:
        width = 100 * counts.get(code, 0) / whole
        if width:
            parts.append(Part(code, round(at, 2), round(width, 2), counts[code]))
        at += width
    return tuple(parts)


def axis(low: float, high: float, *, share: bool = False) -> tuple[float, float, float]:
    """Return the ends and the middle of an axis that holds `low` to `high` with air; shares stay within 0 and 1."""
    if low == high == 0:
        return 0.0, 0.5, 1.0
    air = max((high - low) * 0.15, 0.02 if share else abs(high) * 0.05, 1e-9)
    bottom, top = low - air, high + air
    if share:
        bottom, top = max(0.0, int(bottom * 20) / 20), min(1.0, -(-top * 20 // 1) / 20)
    elif low >= 0 and low < high / 2:
        bottom = 0.0
    else:
        bottom = max(bottom, 0.0) if low >= 0 else bottom
    return bottom, (bottom + top) / 2, top
