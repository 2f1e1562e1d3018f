"""One cube as long as it is small; families where it is not; a dimension that explodes is left out."""

from gensvar.measures.cube import Cube
from gensvar.measures.planner import ALWAYS_ALLOWED, Limits, plan
from gensvar.measures.uses import Needs, Use

WHOLE = Use("text", whole=True)
DAY = {"day": Use("int", whole=True)}


def needs(*columns: str, edge: int = 60) -> Needs:
    return Needs({**DAY, **{name: Use("int", frozenset({edge})) for name in columns}})


def cells(cube: Cube) -> float:
    """Four classes a column, a thousand values of a column that is kept whole, a day for a day."""
    product = 1.0
    for name, use in cube.uses.items():
        product *= 1 if name == "day" else 1000 if use.whole else 4
    return product


def test_measures_share_a_cube_while_it_is_small() -> None:
    planned = plan("contacts", [needs("a"), needs("b", "c"), needs("a", "d")], DAY, Limits(0, {}), cells)
    assert [sorted(one.cube.uses) for one in planned] == [["a", "b", "c", "d", "day"]]
    assert len(planned[0].needs) == 3


def test_measures_part_where_a_cube_would_be_too_large() -> None:
    wide, other = needs(*"abcdef"), needs(*"ghijkl")
    planned = plan("contacts", [wide, other, needs("g")], DAY, Limits(0, {}), cells)
    assert [sorted(one.cube.uses) for one in planned] == [sorted([*"abcdef", "day"]), sorted(["day", *"ghijkl"])]
    assert all(cells(one.cube) <= ALWAYS_ALLOWED for one in planned)
    assert all(any(one.cube.serves(wish) for one in planned) for wish in (wide, other, needs("g")))


def test_more_rows_allow_more_cells() -> None:
    planned = plan("contacts", [needs(*"abcdef"), needs(*"ghijkl")], DAY, Limits(10**9, {}), cells)
    assert len(planned) == 1


def test_a_dimension_that_makes_every_cube_too_large_is_left_out() -> None:
    dimensions = {**DAY, "channel": Use("text", frozenset()), "queue": WHOLE, "unit": WHOLE}
    planned = plan("contacts", [needs("a")], dimensions, Limits(0, {}), cells)
    assert sorted(planned[0].cube.uses) == ["a", "channel", "day", "queue"]


def test_seconds_of_a_small_range_are_kept_whole_so_that_any_threshold_can_be_asked_for() -> None:
    planned = plan("contacts", [needs("a", "b")], DAY, Limits(0, {"a": (0, 900), "b": (0, 10**6)}), cells)
    uses = planned[0].cube.uses
    assert (uses["a"].whole, uses["b"].whole) == (True, False)


def test_not_where_the_cube_would_grow_too_large() -> None:
    limits = Limits(0, dict.fromkeys("abcdef", (0, 900)))
    planned = plan("contacts", [needs(*"abcdef")], DAY, limits, cells)
    assert not any(use.whole for name, use in planned[0].cube.uses.items() if name != "day")
