"""The rows behind a figure: as many as the figure counted, of the kind it counted, and nobody singled out."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from gensvar.errors import BadInput
from gensvar.logs.store import Store
from gensvar.measures import Request, compute, load_measures
from gensvar.measures.drilling import HIDDEN, rows_behind
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period

MEASURES = load_measures()
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("made-up") / "organisation"
    generate(folder, 7, 1_500, Period(date(2026, 3, 2), date(2026, 4, 30)))
    return Store.open(folder / "store")


@pytest.mark.parametrize("period", [(None, None), APRIL], ids=["all", "April"])
def test_there_are_as_many_rows_as_the_figure_counted(store: Store, period: tuple[date | None, date | None]) -> None:
    compared: Counter[str] = Counter()
    requests = [
        Request(one.id, variant, period=period)
        for one in MEASURES.values()
        for variant in (one.variants if period == APRIL else [one.default_variant])
        if one.kind not in ("interval_share", "per")
    ]
    for request, result in zip(requests, compute(store, requests), strict=True):
        found = rows_behind(store, request, "ok", 1)
        lacking = result.problem is not None and result.problem.code in ("missing_table", "missing_column")
        assert (found.problem is not None) == lacking, request
        if lacking or result.unknown is None:
            continue
        assert found.counts["unknown"] == result.unknown, request
        assert found.counts["not_due"] == result.not_due, request
        for one in result.excluded:
            assert found.counts.get(f"excluded.{one.reason}", 0) == one.n, (request, one.reason)
        kind = MEASURES[request.measure].kind
        if kind == "share" and result.value is not None:
            assert (found.counts["ok"], found.counts["ok"] + found.counts["failed"]) == (
                result.numerator,
                result.denominator,
            )
        if kind == "stock" and result.value is not None and result.unit == "count":
            assert found.counts["ok"] == result.value, request
        compared[kind] += 1
    assert compared["share"] > 20 and compared["stock"] and compared["percentile"] and compared["mean"]


def test_the_rows_are_of_the_kind_that_was_asked_for(store: Store) -> None:
    request = Request("answer_rate", period=APRIL, where={"channel": "phone"})
    failed = rows_behind(store, request, "failed", 10_000)
    assert len(failed.rows) == failed.counts["failed"] > 5
    assert not {"answered"} & {row["outcome"] for row in failed.rows}
    assert {row["t_start"].tzinfo is not None for row in failed.rows} == {True}
    assert {row["outcome"] for row in rows_behind(store, request, "ok", 50).rows} == {"answered"}
    assert not HIDDEN & {column for row in failed.rows for column in row}


def test_pages_follow_on_each_other(store: Store) -> None:
    request = Request("answer_rate")
    whole = rows_behind(store, request, "failed", 30).rows
    parts = [row for page in range(3) for row in rows_behind(store, request, "failed", 10, page * 10).rows]
    assert parts == whole and len({row["contact_id"] for row in whole}) == 30


def test_the_longest_wait_comes_first(store: Store) -> None:
    values = [row["the value"] for row in rows_behind(store, Request("wait_percentile"), "ok", 20).rows]
    assert values == sorted(values, reverse=True) and values[0] > values[-1]


def test_few_in_a_group_are_not_shown_and_time_alone_singles_nobody_out(store: Store) -> None:
    day = rows_behind(store, Request("contacts_count"), "ok", 1).rows[0]["t_start"].date()
    quiet = (day, day)
    units = [
        one
        for one in compute(store, [Request("contacts_count", by=("queue",), period=quiet)])
        if one.problem is not None and one.problem.code == "suppressed"
    ]
    assert units, "no small group in the made-up day"
    narrowed = Request("contacts_count", where={"queue": str(units[0].group["queue"])}, period=quiet)
    behind = rows_behind(store, narrowed, "ok", 10)
    assert behind.problem is not None and behind.problem.code == "suppressed"
    assert not behind.rows and not behind.counts
    assert rows_behind(store, Request("contacts_count", period=quiet), "ok", 1).problem is None


def test_what_is_wrong_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        rows_behind(store, Request("answer_rate"), "late", 1)
    assert caught.value.mend is not None and "excluded.closed_hours" in caught.value.mend.en
    empty = Store.create(tmp_path / "empty")
    told = rows_behind(empty, Request("answer_rate"), "ok", 1).problem
    assert told is not None and told.code == "missing_table"
