import pytest

from gensvar.measures import load_measures
from gensvar.measures.figures import figure
from gensvar.measures.statistics import wilson
from gensvar.measures.tally import Tally, histogram_of

MEASURES = load_measures()


def test_a_share_carries_what_it_was_divided_from() -> None:
    found = figure(MEASURES["service_level"], "C", {}, (Tally(ok=80, failed=20, unknown=7, excluded=(3,)),))
    assert (found.value, found.numerator, found.denominator, found.n) == (0.8, 80, 100, 100)
    assert found.interval == wilson(80, 100)
    assert found.problem is None


def test_a_share_of_nothing_is_no_data_not_nought() -> None:
    found = figure(MEASURES["service_level"], "C", {}, (Tally(unknown=9),))
    assert found.value is None
    assert found.interval is None
    assert found.problem is not None
    assert found.problem.code == "no_data"


def test_a_mean() -> None:
    found = figure(MEASURES["answer_speed"], "mean", {}, (Tally(ok=4, total=100, squares=3000),))
    assert (found.value, found.numerator, found.denominator) == (25, 100, 4)
    assert found.interval is not None
    assert found.interval[0] < 25 < found.interval[1]


def test_a_percentile_has_an_interval_where_there_is_enough() -> None:
    counted = Tally(ok=200, histogram=histogram_of((number, False) for number in range(200)))
    found = figure(MEASURES["wait_percentile"], "answered", {"q": 0.9}, (counted,))
    assert found.value == 179
    assert found.interval == (170, 189)


def test_the_mean_of_the_best_carries_how_many_they_are() -> None:
    counted = Tally(ok=20, histogram=histogram_of((number, False) for number in range(1, 21)))
    found = figure(MEASURES["best_wait_mean"], "answered", {"q": 0.95}, (counted,))
    assert (found.value, found.numerator, found.denominator, found.n) == (10, 190, 19, 19)


def test_a_ratio_has_the_interval_of_its_count() -> None:
    found = figure(MEASURES["complaints_per_1000_contacts"], "per_1000", {}, (Tally(total=4), Tally(ok=100, total=100)))
    assert (found.value, found.numerator, found.denominator) == (40, 4, 100)
    assert found.interval is not None
    assert 0 < found.interval[0] < 40 < found.interval[1]


def test_a_ratio_needs_a_denominator() -> None:
    found = figure(MEASURES["contact_rate"], "per_customer_month", {}, (Tally(ok=5, total=5), Tally(unknown=3)))
    assert found.problem is not None
    assert (found.problem.code, found.numerator) == ("no_data", 5)


def test_the_last_step_goes_for_value_and_interval() -> None:
    counted = Tally(ok=2, total=900, squares=410_000)
    plain = figure(MEASURES["csat_mean"], "mean", {}, (counted,))
    index = figure(MEASURES["skr_index"], "mean", {}, (counted,))
    assert (plain.value, index.value) == (4.5, 87.5)
    assert plain.interval is not None
    assert index.interval == pytest.approx(tuple(25 * (end - 1) for end in plain.interval))
    assert index.numerator is None


@pytest.mark.parametrize(("grade", "points"), [(5, 100), (4, 75), (3, 50), (2, 25), (1, 0)])
def test_each_grade_has_its_points(grade: int, points: int) -> None:
    counted = Tally(ok=1, total=100 * grade, squares=10_000 * grade * grade)
    assert figure(MEASURES["skr_index"], "mean", {}, (counted,)).value == points


def test_net_promoters_with_their_standard_error() -> None:
    found = figure(MEASURES["nps"], "net", {}, (Tally(ok=100, total=30, squares=70),))
    assert found.value == 30
    assert found.interval is not None
    half = 1.959963984540054 * 100 * ((0.7 - 0.09) / 100) ** 0.5
    assert found.interval == pytest.approx((30 - half, 30 + half))


def test_without_a_parameter_that_nobody_can_choose_there_is_no_amount() -> None:
    counted = (Tally(ok=1, total=600, squares=360_000),)
    measure = MEASURES["failure_demand_cost"]
    assert figure(measure, "cost", {"cost_per_minute": 7.5}, counted).value == 75
    missing = figure(measure, "cost", {}, counted)
    assert missing.value is None
    assert missing.problem is not None
    assert missing.problem.code == "parameter_missing"
    assert "cost_per_minute" in missing.problem.text.sv
    assert figure(measure, "time", {}, counted).value == 600


def test_the_guard_hides_the_figure_above_its_share_only() -> None:
    measure = MEASURES["fcr_no_repeat"]
    at = figure(measure, "any_reason", {"window_d": 7}, (Tally(ok=7, excluded=(3,), guarded=3),))
    above = figure(measure, "any_reason", {"window_d": 7}, (Tally(ok=69, excluded=(31,), guarded=31),))
    assert at.value == 1
    assert above.value is None
    assert above.interval is None
    assert above.problem is not None
    assert above.problem.code == "guarded"
    assert "31,0" in above.problem.text.sv


def test_survival_says_when_the_median_is_not_reached() -> None:
    counted = Tally(ok=1, failed=2, histogram=histogram_of([(5, True), (9, False), (9, False)]))
    found = figure(MEASURES["patience"], "median", {}, (counted,))
    assert found.problem is not None
    assert found.problem.code == "not_reached"
