from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.errors import BadInput
from gensvar.measures.erlang import Volume, agents_needed, staffing, wait_probability

CLASSIC = Volume(calls=100, interval_s=1800, aht_s=180, target_s=20)  # 10 erlang


def test_fourteen_agents() -> None:
    found = staffing(CLASSIC, 14)
    assert found.load_erlang == 10
    assert found.wait_probability == pytest.approx(0.1741319, abs=5e-8)
    assert found.service_level == pytest.approx(0.88835, abs=5e-6)
    assert found.answer_speed_s == pytest.approx(7.8359, abs=5e-5)
    assert found.occupancy == pytest.approx(0.7143, abs=5e-5)


def test_eleven_agents() -> None:
    found = staffing(CLASSIC, 11)
    assert found.wait_probability == pytest.approx(0.6821182, abs=5e-8)
    assert found.service_level == pytest.approx(0.3896138, abs=5e-8)


def test_the_smallest_staffing_for_a_level() -> None:
    found = agents_needed(CLASSIC, 0.8)
    assert found == staffing(CLASSIC, 14)
    assert staffing(CLASSIC, 13).service_level < 0.8 <= found.service_level


def test_roster_allows_for_absence() -> None:
    assert staffing(CLASSIC, 14, 0.3).rostered == 20
    assert staffing(CLASSIC, 14, 0.125).rostered == 16
    assert staffing(CLASSIC, 14).rostered == 14


def formula(load: float, agents: int) -> float:
    """Erlang C as it is printed in textbooks, with factorials."""
    last = load**agents / factorial(agents) * agents / (agents - load)
    return last / (sum(load**k / factorial(k) for k in range(agents)) + last)


@given(st.integers(1, 60), st.floats(0.02, 0.98))
def test_the_recursion_equals_the_formula(agents: int, occupancy: float) -> None:
    load = agents * occupancy
    assert wait_probability(load, agents) == pytest.approx(formula(load, agents), rel=1e-9)


@given(st.floats(1, 5000), st.floats(1, 900), st.floats(0, 120), st.floats(0.05, 0.99))
def test_one_agent_fewer_would_not_do(calls: float, aht_s: float, target_s: float, level: float) -> None:
    volume = Volume(calls, 1800, aht_s, target_s)
    found = agents_needed(volume, level)
    assert found.service_level >= level
    assert found.agents > volume.load
    if found.agents - 1 > volume.load and found.agents > 1:
        assert staffing(volume, found.agents - 1).service_level < level


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0, 1800, 180, 20), "above zero"),
        ((100, 1800, 180, -1), "at least zero"),
        ((float("nan"), 1800, 180, 20), "above zero"),
        ((100, float("inf"), 180, 20), "above zero"),
        ((1e12, 1800, 180, 20), "too large"),
    ],
)
def test_what_is_no_volume_is_refused(numbers: tuple[float, ...], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        Volume(*numbers)


def test_too_few_agents_are_refused_with_the_least_number() -> None:
    with pytest.raises(BadInput) as refused:
        staffing(CLASSIC, 10)
    assert refused.value.mend is not None
    assert "11" in refused.value.mend.en


@pytest.mark.parametrize("level", [0, 1, -1, float("nan")])
def test_a_level_lies_between_0_and_1(level: float) -> None:
    with pytest.raises(BadInput):
        agents_needed(CLASSIC, level)


def test_absence_is_below_1() -> None:
    with pytest.raises(BadInput):
        staffing(CLASSIC, 14, 1)
    with pytest.raises(BadInput):
        agents_needed(CLASSIC, 0.8, 1)
