"""Which cubes to build: measures share a cube as long as it stays far smaller than the rows.

Seconds that are only compared with thresholds are kept whole where their range is small, so that any threshold
can be asked for later; otherwise only on which side of the declared thresholds they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gensvar.measures.cells import spelled
from gensvar.measures.cube import Cube, cube_of
from gensvar.measures.expressions import Expression
from gensvar.measures.uses import Needs, Use, Uses

LARGEST_SHARE = 0.05  # of the rows
ALWAYS_ALLOWED = 250_000  # cells: a question still takes milliseconds
WHOLE_RANGE = 3600  # seconds
Estimate = Callable[[Cube], float]


@dataclass(frozen=True)
class Limits:
    """What the rows look like: how many there are, and the smallest and largest value of each number."""

    rows: int
    ranges: Mapping[str, tuple[int, int]]

    @property
    def cells(self) -> float:
        """The most cells that a cube may have."""
        return max(LARGEST_SHARE * self.rows, ALWAYS_ALLOWED)

    def is_small(self, name: str) -> bool:
        """Tell whether a number takes few values, so that it can be kept whole."""
        low, high = self.ranges.get(name, (0, WHOLE_RANGE + 1))
        return high - low <= WHOLE_RANGE


@dataclass(frozen=True)
class Planned:
    """A cube with the measures that it is for."""

    cube: Cube
    needs: tuple[Needs, ...]

    @property
    def values(self) -> dict[str, Expression]:
        """The values that are summed in it, by spelling."""
        return {spelled(one.carried): one.carried for one in self.needs if one.carried is not None}


def plan(table: str, needs: Sequence[Needs], dimensions: Uses, limits: Limits, estimate: Estimate) -> list[Planned]:
    """Return the cubes for all of `needs`: one if it is small enough, else as few as are.

    A dimension that makes every cube too large is left to be asked for by itself.
    """
    sets = _largest_sets(needs)
    kept = _affordable(table, sets, dimensions, limits, estimate)

    def cube(some: Iterable[Needs]) -> Cube:
        return cube_of(table, some, kept)

    families: list[list[Needs]] = []
    for group in sets:
        fitting = (family for family in families if estimate(cube([*family, *group])) <= limits.cells)
        family = next(fitting, None)
        if family is None:
            families.append(list(group))
        else:
            family.extend(group)
    return [Planned(_widened(cube(family), limits, estimate), tuple(family)) for family in families]


def _largest_sets(needs: Sequence[Needs]) -> list[list[Needs]]:
    """Return the needs together with those that read no other columns, most columns first."""
    groups: list[tuple[frozenset[str], list[Needs]]] = []
    for one in sorted(needs, key=lambda one: (-len(one.columns), sorted(one.columns))):
        home = next((group for columns, group in groups if one.columns <= columns), None)
        if home is None:
            groups.append((one.columns, [one]))
        else:
            home.append(one)
    return [group for _, group in groups]


def _affordable(
    table: str, sets: Sequence[Sequence[Needs]], dimensions: Uses, limits: Limits, estimate: Estimate
) -> Uses:
    """Leave out dimensions, the last first, until the smallest cube is small enough or none is left."""
    kept = dict(dimensions)
    while len(kept) > 1 and sets and estimate(cube_of(table, sets[-1], kept)) > limits.cells:
        kept.pop(list(kept)[-1])
    return kept


def _widened(cube: Cube, limits: Limits, estimate: Estimate) -> Cube:
    """Keep small numbers whole, one by one, as long as the cube stays within the limit."""
    for name, use in sorted(cube.uses.items()):
        if use.type == "int" and use.marks and not use.whole and limits.is_small(name):
            wider = Cube(cube.table, {**cube.uses, name: Use(use.type, whole=True)}, cube.values)
            if estimate(wider) <= limits.cells:
                cube = wider
    return cube
