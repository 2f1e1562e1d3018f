"""What an engine finds for one group of rows: integers only. Shares, means and percentiles are derived last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

GroupValue = str | int | bool | None
Group = tuple[tuple[str, GroupValue], ...]
# (value, rows with it, events among them), by value
Histogram = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Tally:
    """Every row of the population is in exactly one of ok, failed, unknown, not_due and excluded.

    `excluded` follows the order of the measure's exclusions. `total` and `squares` sum the values of the ok
    rows and their squares, `extreme` is the largest or smallest. `guarded` of `population` rows hold for the
    guard. In an interval share ok and failed are half-hours, everything else is rows.
    """

    ok: int = 0
    failed: int = 0
    unknown: int = 0
    not_due: int = 0
    excluded: tuple[int, ...] = ()
    total: int = 0
    squares: int = 0
    extreme: int | None = None
    guarded: int = 0
    histogram: Histogram = field(default=(), repr=False)

    @property
    def judged(self) -> int:
        """Rows that the figure rests on."""
        return self.ok + self.failed

    @property
    def population(self) -> int:
        """All rows that the measure is about, judged or not."""
        return self.judged + self.unknown + self.not_due + sum(self.excluded)


def histogram_of(values: Iterable[tuple[int, bool]]) -> Histogram:
    """Return the histogram of (value, event) pairs."""
    counts: dict[int, list[int]] = {}
    for value, event in values:
        cell = counts.setdefault(value, [0, 0])
        cell[0] += 1
        cell[1] += event
    return tuple((value, n, events) for value, (n, events) in sorted(counts.items()))
