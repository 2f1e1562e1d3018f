from math import ceil, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.measures import statistics
from gensvar.measures.tally import histogram_of

values = st.lists(st.integers(-50, 50), min_size=1, max_size=60)


def histogram(numbers: list[int]) -> statistics.Histogram:
    return histogram_of((number, False) for number in numbers)


def test_wilson_eighty_of_a_hundred() -> None:
    low, high = statistics.wilson(80, 100) or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.711, 0.867)


def test_wilson_of_nothing_and_at_the_ends() -> None:
    assert statistics.wilson(0, 0) is None
    none, every = statistics.wilson(0, 10), statistics.wilson(10, 10)
    assert none is not None
    assert every is not None
    assert none[0] == 0 < none[1] < 0.35
    assert 0.65 < every[0] < 1 == every[1]


@given(st.integers(1, 10_000), st.data())
def test_wilson_contains_the_share_and_narrows(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    low, high = statistics.wilson(successes, n) or (1, 0)
    assert 0 <= low <= successes / n <= high <= 1
    wider = statistics.wilson(successes * 4, n * 4) or (1, 0)
    assert wider[1] - wider[0] < high - low


@given(st.integers(1, 500), st.data())
def test_wilson_mirrors(n: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, n))
    low, high = statistics.wilson(successes, n) or (1, 0)
    other = statistics.wilson(n - successes, n) or (1, 0)
    assert other == pytest.approx((1 - high, 1 - low))


@given(values, st.sampled_from([0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0]))
def test_percentile_is_the_nearest_rank_of_the_sorted_list(numbers: list[int], q: float) -> None:
    place = max(1, ceil(round(q * len(numbers), 9)))
    assert statistics.percentile(histogram(numbers), q) == sorted(numbers)[place - 1]


def test_percentile_takes_q_as_it_is_written() -> None:
    # 0.07 * 100 is 7.000000000000001 in floating point, whose ceiling would be 8.
    assert statistics.percentile(histogram(list(range(1, 101))), 0.07) == 7
    assert statistics.percentile((), 0.5) is None


@given(values, st.sampled_from([0.1, 0.5, 0.9]))
def test_the_interval_of_a_percentile_contains_it(numbers: list[int], q: float) -> None:
    found = statistics.percentile_interval(histogram(numbers), q)
    if found is not None:
        assert found[0] <= (statistics.percentile(histogram(numbers), q) or 0) <= found[1]


def test_a_percentile_of_few_values_has_no_interval() -> None:
    assert statistics.percentile_interval(histogram([1, 2, 3]), 0.9) is None


@given(values, st.sampled_from([0.05, 0.5, 0.95, 1.0]))
def test_lowest_sums_the_best_share(numbers: list[int], q: float) -> None:
    many = max(1, ceil(round(q * len(numbers), 9)))
    assert statistics.lowest(histogram(numbers), q) == (sum(sorted(numbers)[:many]), many)


def test_lowest_of_nothing() -> None:
    assert statistics.lowest((), 0.95) == (0, 0)


def naive_survival(pairs: list[tuple[int, bool]]) -> list[tuple[int, float]]:
    """Kaplan-Meier straight from its definition, subject by subject."""
    found, surviving = [], 1.0
    for moment in sorted({time for time, event in pairs if event}):
        at_risk = sum(time >= moment for time, _ in pairs)
        events = sum(time == moment and event for time, event in pairs)
        surviving *= 1 - events / at_risk
        found.append((moment, surviving))
    return found


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=60))
def test_survival_equals_its_definition(pairs: list[tuple[int, bool]]) -> None:
    found, naive = statistics.survival(histogram_of(pairs)), naive_survival(pairs)
    assert [time for time, _ in found] == [time for time, _ in naive]
    assert [share for _, share in found] == pytest.approx([share for _, share in naive])


def test_survival_median_is_the_first_time_that_half_are_gone() -> None:
    assert statistics.survival_median(histogram_of([(10, True), (20, True), (30, True), (40, True)])) == 20
    assert statistics.survival_median(histogram_of([(10, True), (20, False), (30, False)])) is None
    assert statistics.survival_median(()) is None


def test_survival_without_censoring_is_the_share_left() -> None:
    assert statistics.survival(histogram_of([(1, True), (2, True), (2, True), (3, True)])) == [
        (1, 0.75),
        (2, pytest.approx(0.25)),
        (3, pytest.approx(0)),
    ]


def test_the_interval_of_net_promoters() -> None:
    # 5 promoters, 2 detractors, 3 in between: se = √((p + d − (p − d)²) / n).
    p, d, n = 0.5, 0.2, 10
    half = statistics.Z * sqrt((p + d - (p - d) ** 2) / n)
    assert statistics.mean_interval(10, 3, 7) == pytest.approx((p - d - half, p - d + half))


def test_the_interval_of_a_mean_needs_two_values() -> None:
    assert statistics.mean_interval(1, 5, 25) is None
    assert statistics.mean_interval(4, 20, 100) == (5, 5)


@given(st.integers(0, 100_000))
def test_the_interval_of_a_count_contains_it(count: int) -> None:
    low, high = statistics.count_interval(count)
    assert 0 <= low <= count < high


def test_a_stratified_share() -> None:
    # Two strata of 600 and 400 rows, samples of 60 and 40 with 30 and 10 successes.
    share, interval = statistics.stratified_share([(600, 60, 30), (400, 40, 10)])
    assert share == pytest.approx(0.6 * 0.5 + 0.4 * 0.25)
    variance = 0.36 * 0.25 / 59 * 0.9 + 0.16 * 0.1875 / 39 * 0.9
    half = statistics.Z * sqrt(variance)
    assert interval == pytest.approx((0.4 - half, 0.4 + half))


def test_a_stratum_counted_in_full_adds_no_uncertainty() -> None:
    assert statistics.stratified_share([(10, 10, 5), (1, 1, 1)]) == (
        pytest.approx(6 / 11),
        pytest.approx((6 / 11,) * 2),
    )
    assert statistics.stratified_share([(10, 10, 5), (5, 1, 1)])[1] is None


@pytest.mark.parametrize("strata", [[], [(0, 0, 0)], [(10, 5, 2), (10, 0, 0)]])
def test_every_stratum_must_be_sampled(strata: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="sampled"):
        statistics.stratified_share(strata)


def test_kappa() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: p_o 0.7, p_e 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert statistics.cohen_kappa(pairs) == pytest.approx(0.4)
    assert statistics.cohen_kappa([]) is None
    assert statistics.cohen_kappa([("y", "y")] * 3) is None
