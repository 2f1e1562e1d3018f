"""Which cubes to build: measures share a cube as long as it stays far smaller than the rows.

Seconds that are only compared with thresholds are kept whole where their range is small, so that any threshold
can be asked for later; otherwise only on which side of the declared thresholds they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gensvar.measures.cells import spelled
from gensvar.measures.cube import Cube, cube_of
from gensvar.measures.expressions import Expression
from gensvar.measures.uses import Needs, Use, Uses, merged

LARGEST_SHARE = 0.02  # of the rows
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

    A dimension that makes a cube too large is left out of it, to be asked for by itself.
    """

    def fits(cube: Cube) -> bool:
        return estimate(cube) <= limits.cells

    sets = _largest_sets(needs)
    kept = _affordable(cube_of(table, sets[0], {}), dimensions, fits) if sets else {}
    families: list[list[Needs]] = []
    for group in sets:
        joined = (family for family in families if fits(cube_of(table, [*family, *group], kept)))
        family = next(joined, None)
        if family is None:
            families.append(list(group))
        else:
            family.extend(group)
    return [Planned(_widened(cube_of(table, one, kept), dimensions, limits, fits), tuple(one)) for one in families]


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


def _affordable(cube: Cube, dimensions: Uses, fits: Callable[[Cube], bool]) -> Uses:
    """Return the dimensions that a cube can have: the last are left out first, days never."""
    kept = dict(dimensions)
    while len(kept) > 1 and not fits(_with(cube, kept)):
        kept.pop(list(kept)[-1])
    return kept


def _widened(cube: Cube, dimensions: Uses, limits: Limits, fits: Callable[[Cube], bool]) -> Cube:
    """Keep more than was asked for as long as the cube stays small: texts, small numbers, dimensions, each whole."""
    whole = {name: Use(use.type, whole=True) for name, use in cube.uses.items() if _may_be_whole(name, use, limits)}
    for more in ({name: use for name, use in whole.items() if use.type == "text"}, dimensions, whole):
        for name, use in sorted(more.items()):
            wider = _with(cube, {name: use})
            if wider.uses != cube.uses and fits(wider):
                cube = wider
    return cube


def _may_be_whole(name: str, use: Use, limits: Limits) -> bool:
    return not use.whole and bool(use.marks) and (use.type == "text" or limits.is_small(name))


def _with(cube: Cube, more: Uses) -> Cube:
    return Cube(cube.table, merged([cube.uses, more]), cube.values)
