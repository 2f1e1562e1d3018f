from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.measures import load_measures
from gensvar.measures.facts import FACTS
from gensvar.measures.meaning import Meaning, meanings
from gensvar.measures.reference import Question, fate, tallies
from gensvar.measures.times import day_number

MEASURES = load_measures()
MARCH, APRIL = day_number(date(2026, 3, 2)), day_number(date(2026, 4, 1))


def meaning(name: str, variant: str | None = None, **parameters: float) -> Meaning:
    measure = MEASURES[name]
    (found,) = meanings(measure, variant or measure.default_variant, {**measure.defaults(), **parameters})
    return found


def row(table: str = "contacts", **given: object) -> dict[str, object]:
    return {**dict.fromkeys(FACTS[table]), **given}


def call(outcome: str | None, wait_s: int | None, **rest: object) -> dict[str, object]:
    return row(direction="inbound", channel="phone", outcome=outcome, wait_s=wait_s, in_hours=True, **rest)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (call("answered", 60), "ok"),
        (call("answered", 61), "failed"),
        (call("abandoned", None), "failed"),
        (call("answered", None), "unknown"),
        (call(None, 5), "unknown"),
        (call("voicemail", 5), None),
        ({**call("answered", 5), "in_hours": False}, 0),
        ({**call("answered", 5), "in_hours": None}, "ok"),
        ({**call(None, 5), "channel": "chat"}, None),
    ],
)
def test_every_row_has_one_fate(given: dict[str, object], where: str | int | None) -> None:
    assert fate(meaning("service_level"), given) == where  # type: ignore[arg-type]


def test_the_first_reason_that_holds_excludes() -> None:
    early = {**call("abandoned", 1), "in_hours": False}
    assert fate(meaning("service_level", "F"), early) == 0  # type: ignore[arg-type]
    assert fate(meaning("service_level", "F"), call("abandoned", 1)) == 1  # type: ignore[arg-type]


def test_what_is_not_due_is_neither_unknown_nor_failed() -> None:
    waiting = row("cases", age_workdays=1)
    assert fate(meaning("first_response_within"), waiting) == "not_due"  # type: ignore[arg-type]
    assert fate(meaning("first_response_within"), waiting | {"age_workdays": 2}) == "failed"  # type: ignore[arg-type]


outcomes = st.sampled_from(["answered", "abandoned", "short_abandoned", "timeout", None])
calls = st.builds(
    call,
    outcomes,
    st.one_of(st.none(), st.integers(0, 120)),
    queue=st.sampled_from(["a", "b", None]),
    day=st.sampled_from([MARCH, APRIL, None]),
)


@given(st.lists(calls, max_size=40), st.sampled_from("ABCDEF"))
def test_the_five_integers_are_all_of_the_population(rows: list[dict[str, object]], variant: str) -> None:
    found = tallies(meaning("service_level", variant), rows, Question(where={}))[()]  # type: ignore[arg-type]
    outside = sum(fate(meaning("service_level", variant), one) is None for one in rows)  # type: ignore[arg-type]
    assert found.population == len(rows) - outside


@given(st.lists(calls, max_size=40))
def test_groups_add_up_to_the_whole(rows: list[dict[str, object]]) -> None:
    what = meaning("service_level")
    whole = tallies(what, rows, Question(where={}))[()]  # type: ignore[arg-type]
    parts = tallies(what, rows, Question(where={}, by=("queue", "month"))).values()  # type: ignore[arg-type]
    assert sum(part.ok for part in parts) == whole.ok
    assert sum(part.failed for part in parts) == whole.failed
    assert sum(part.unknown for part in parts) == whole.unknown


@given(st.lists(calls, max_size=40), st.integers(0, 60), st.integers(0, 60))
def test_a_longer_threshold_never_lowers_the_service_level(rows: list[dict[str, object]], tau: int, more: int) -> None:
    one = tallies(meaning("service_level", tau=tau), rows, Question(where={}))[()]  # type: ignore[arg-type]
    other = tallies(meaning("service_level", tau=tau + more), rows, Question(where={}))[()]  # type: ignore[arg-type]
    assert other.ok >= one.ok


def test_months_periods_and_filters() -> None:
    rows = [
        call("answered", 5, day=MARCH, queue="a"),
        call("answered", 90, day=APRIL, queue="b"),
        call("answered", 5, queue="a"),
    ]
    what = meaning("service_level")
    months = tallies(what, rows, Question(where={}, by=("month",)))  # type: ignore[arg-type]
    assert {group[0][1]: (tally.ok, tally.failed) for group, tally in months.items()} == {
        "2026-03": (1, 0),
        "2026-04": (0, 1),
        None: (1, 0),
    }
    within = tallies(what, rows, Question(where={}, period=(date(2026, 3, 1), date(2026, 3, 31))))[()]  # type: ignore[arg-type]
    assert (within.ok, within.failed) == (1, 0)
    only = tallies(what, rows, Question(where={"queue": ("a",)}))[()]  # type: ignore[arg-type]
    assert (only.ok, only.failed) == (2, 0)


def test_nothing_at_all_is_one_empty_tally_and_no_groups() -> None:
    what = meaning("service_level")
    assert tallies(what, [], Question(where={}))[()].population == 0
    assert tallies(what, [], Question(where={}, by=("queue",))) == {}


def test_half_hours_reach_their_target_exactly() -> None:
    what = meaning("interval_compliance")
    rows = [call("answered", 1, day=MARCH, half_hour=16) for _ in range(4)] + [
        call("abandoned", 9, day=MARCH, half_hour=16)
    ]
    found = tallies(what, rows, Question(where={}, target=0.8))[()]  # type: ignore[arg-type]
    assert (found.ok, found.failed) == (1, 0)
    assert tallies(what, rows, Question(where={}, target=0.81))[()].failed == 1  # type: ignore[arg-type]


def test_the_backlog_month_by_month() -> None:
    rows = [
        row("cases", day=MARCH, closed_day=MARCH + 1),
        row("cases", day=MARCH, closed_day=APRIL),
        row("cases", day=APRIL),
    ]
    found = tallies(meaning("backlog"), rows, Question(where={}, by=("month",)))  # type: ignore[arg-type]
    assert {group[0][1]: tally.ok for group, tally in found.items()} == {"2026-03": 1, "2026-04": 1}
    at = tallies(meaning("backlog"), rows, Question(where={}, period=(None, date(2026, 3, 2))))[()]  # type: ignore[arg-type]
    assert at.ok == 2


def test_values_are_summed_over_the_judged_rows_only() -> None:
    rows = [
        call("answered", 3),
        call("answered", 4),
        call("answered", None),
        {**call("answered", 9), "in_hours": False},
    ]
    found = tallies(meaning("answer_speed"), rows, Question(where={}))[()]  # type: ignore[arg-type]
    assert (found.ok, found.total, found.squares, found.unknown, found.excluded) == (2, 7, 25, 1, (1,))
