"""compute() on stores: the truth of a made-up organisation, what is missing, what is too small, what is wrong."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gensvar.errors import BadInput
from gensvar.logs.store import Store
from gensvar.measures import Request, Result, compute, load_measures
from gensvar.measures.asking import read_request
from gensvar.measures.computing import Engine
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period

MEASURES = load_measures()
BREAKDOWNS: tuple[tuple[str, ...], ...] = ((), ("month",), ("channel",), ("unit", "month"), ("queue",))


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up") / "organisation"
    generate(folder, 7, 3_000, Period(date(2026, 3, 2), date(2026, 4, 30)), lambda _share, _note: None)
    return folder


@pytest.fixture(scope="module")
def store(made_up: Path) -> Store:
    return Store.open(made_up / "store")


def rows(store: Store, requests: list[Request], engine: Engine = "duckdb", **rest: Any) -> list[dict[str, Any]]:
    return [one.to_json() for one in compute(store, requests, engine, **rest)]


def single(store: Store, measure: str, **rest: Any) -> Result:
    (found,) = compute(store, [Request(measure, **rest)])
    return found


def every_request() -> Iterator[Request]:
    for measure in MEASURES.values():
        for variant in measure.variants:
            for by in BREAKDOWNS:
                request = Request(measure.id, variant, by=by)
                try:
                    read_request(MEASURES, request)
                except BadInput:  # not every table has every column
                    continue
                yield request


def test_duckdb_gives_what_the_oracle_gives(store: Store) -> None:
    requests = list(every_request())
    assert len(requests) > 300
    assert rows(store, requests) == rows(store, requests, "reference")


def test_the_truth_is_found(made_up: Path, store: Store) -> None:
    truth = json.loads((made_up / "truth.json").read_text(encoding="utf-8"))["measures"]
    wanted = [(name, key, figure) for name, figures in truth.items() for key, figure in figures.items()]
    requests = [
        Request(name, key.split(";")[0], figure["parameters"], by=tuple(figure["group"]))
        for name, key, figure in wanted
    ]
    compared = 0
    for (name, key, figure), request in zip(wanted, requests, strict=True):
        found = [one for one in compute(store, [request]) if one.group == figure["group"]]
        assert len(found) == 1, (name, key)
        if found[0].problem is not None and found[0].problem.code == "suppressed":
            continue
        assert found[0].value == pytest.approx(figure["value"], rel=1e-12), (name, key)
        if MEASURES[name].kind in ("share", "interval_share"):
            assert (found[0].numerator, found[0].denominator) == (figure["numerator"], figure["denominator"])
        compared += 1
    assert compared > 0.8 * len(wanted)


def test_a_changed_threshold_is_asked_of_the_cube_that_is_there(store: Store) -> None:
    single(store, "service_level")
    before = {file: file.stat().st_mtime_ns for file in (store.path / "cubes").glob("contacts-*/*")}
    request = Request("service_level", "F", {"tau": 37, "sigma": 9}, by=("queue", "month"))
    found = rows(store, [request])
    assert {file: file.stat().st_mtime_ns for file in (store.path / "cubes").glob("contacts-*/*")} == before
    assert found == rows(store, [request], "reference")


def test_a_column_that_is_no_dimension_can_be_asked_for(store: Store) -> None:
    requests = [
        Request("service_level", by=("outcome", "hour")),
        Request("handling_time", "phone", where={"demand_type": ("failure", "value"), "has_case": "true"}),
        Request("first_response_within", by=("priority",)),
    ]
    assert rows(store, requests) == rows(store, requests, "reference")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tau=st.integers(0, 4000),
    sigma=st.integers(0, 60),
    window=st.integers(0, 40),
    first=st.dates(date(2026, 2, 20), date(2026, 4, 1)),
    last=st.dates(date(2026, 4, 1), date(2026, 5, 5)),
    by=st.sampled_from(BREAKDOWNS),
)
def test_any_threshold_and_period(
    store: Store, tau: int, sigma: int, window: int, first: date, last: date, by: tuple[str, ...]
) -> None:
    requests = [
        Request("service_level", "E", {"tau": tau, "sigma": sigma}, by=by, period=(first, last)),
        Request("fcr_no_repeat", parameters={"window_d": window}, by=by, period=(first, None)),
        Request("interval_compliance", "C", {"tau": tau, "target": 0.5}, by=by, period=(None, last)),
    ]
    assert rows(store, requests) == rows(store, requests, "reference")


def test_cubes_may_be_deleted_at_any_time(store: Store) -> None:
    import shutil

    before = rows(store, [Request("service_level")])
    shutil.rmtree(store.path / "cubes")
    assert rows(store, [Request("service_level")]) == before


def test_a_broken_cube_is_made_anew(store: Store) -> None:
    before = rows(store, [Request("service_level")])
    for description in (store.path / "cubes").glob("contacts-*/cube.json"):
        description.write_text("{", encoding="utf-8")
    assert rows(store, [Request("service_level")]) == before


def test_progress_ends_at_the_whole(store: Store) -> None:
    told: list[float] = []
    compute(store, [Request("service_level"), Request("backlog")], progress=lambda share, _note: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


# What a store lacks


def small_store(path: Path, **tables: list[dict[str, Any]]) -> Store:
    store = Store.create(path)
    store.write(
        {name: pa.Table.from_pylist(given) for name, given in tables.items()},
        source_name="rader",
        source_hash="a" * 64,
        source_size=1,
        importer="test",
        imported_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return Store.open(path)


def contact(number: int, **more: Any) -> dict[str, Any]:
    start = datetime(2026, 3, 2, 9, 0, number)
    return {
        "contact_id": f"c{number}",
        "channel": "phone",
        "direction": "inbound",
        "outcome": "answered",
        "t_start": start,
        "t_queue": start,
        "t_answer": start.replace(minute=1),
        "t_end": start.replace(minute=5),
        "queue": "kö",
        **more,
    }


def test_a_missing_column_stops_exactly_the_measures_that_need_it(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(n) for n in range(6)])
    found = {one.id: one for one in compute(store, [Request(name) for name in MEASURES])}
    problem = found["wait_announced"].problem
    assert problem is not None
    assert (problem.code, problem.columns) == ("missing_column", ("wait_announced",))
    assert problem.text.sv == "Kan inte bedömas: kolumnen wait_announced saknas."
    assert found["service_level"].problem is None
    assert found["service_level"].value == 1.0
    repeat = found["repeat_rate"].problem
    assert repeat is not None
    assert repeat.columns == ("customer_key",)
    unit = found["failure_demand"].problem
    assert unit is not None
    assert unit.code == "missing_column"


def test_a_missing_table_is_told_by_name(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(1)])
    for measure in ("backlog", "complaints_per_1000_contacts"):
        problem = single(store, measure).problem
        assert problem is not None
        assert (problem.code, problem.columns) == ("missing_table", ("cases",))


def test_an_optional_exclusion_is_skipped_and_said_to_be(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(n) for n in range(6)])
    found = single(store, "service_level", variant="F")
    assert [(one.reason, one.n, one.applied) for one in found.excluded] == [
        ("closed_hours", 0, False),
        ("short_abandon", 0, True),
    ]


def test_a_breakdown_by_a_column_that_the_store_lacks_is_a_missing_column(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(1)])
    problem = single(store, "service_level", by=("unit",)).problem
    assert problem is not None
    assert problem.columns == ("reason_code", "reasons.owning_unit")


def test_an_empty_table_gives_no_data_and_no_groups(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(1, direction="outbound")])
    problem = single(store, "service_level").problem
    assert problem is not None
    assert problem.code == "no_data"
    assert compute(store, [Request("service_level", by=("month",))]) == []


def test_columns_without_a_single_value(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(n, outcome=None, t_answer=None) for n in range(6)])
    found = single(store, "service_level")
    assert (found.unknown, found.n) == (6, 0)


def test_a_hundred_years_of_waiting_still_has_exact_squares(tmp_path: Path) -> None:
    contacts = [contact(n, t_answer=datetime(2226, 3, 2), t_end=datetime(2226, 3, 2)) for n in range(6)]
    store = small_store(tmp_path / "store", contacts=contacts)
    requests = [Request("answer_speed")]
    assert rows(store, requests) == rows(store, requests, "reference")
    assert (single(store, "answer_speed").value or 0) > 6e9


# What is too small to show


def test_a_group_under_five_is_not_shown(tmp_path: Path) -> None:
    contacts = [contact(n) for n in range(6)] + [contact(n + 10, queue="liten") for n in range(4)]
    store = small_store(tmp_path / "store", contacts=contacts)
    big, small = compute(store, [Request("service_level", by=("queue",))])
    assert (big.group, big.n) == ({"queue": "kö"}, 6)
    assert small.problem is not None
    assert small.problem.code == "suppressed"
    assert (small.value, small.numerator, small.n, small.unknown, small.excluded) == (None, None, None, None, ())


def test_time_alone_singles_nobody_out(tmp_path: Path) -> None:
    store = small_store(tmp_path / "store", contacts=[contact(1)])
    (found,) = compute(store, [Request("service_level", by=("month",))])
    assert (found.group, found.n) == ({"month": "2026-03"}, 1)


# What is asked for wrongly


@pytest.mark.parametrize(
    ("request_", "message", "mend"),
    [
        (Request("servicelevel"), "unknown measure", "service_level"),
        (Request("service_level", "c"), "unknown variant", "Did you mean C"),
        (Request("service_level", parameters={"tua": 3}), "unknown parameter", "tau"),
        (Request("service_level", parameters={"tau": 3.5}), "whole number", ""),
        (Request("service_level", parameters={"tau": "många"}), "not a number", ""),
        (Request("service_level", parameters={"tau": float("nan")}), "cannot be reckoned with", ""),
        (Request("service_level", by=("kanal",)), "unknown column", ""),
        (Request("service_level", where={"chanel": "phone"}), "unknown column", "channel"),
        (Request("service_level", where={"in_hours": "kanske"}), "does not fit", ""),
        (Request("service_level", period=(date(2026, 3, 2), date(2026, 3, 1))), "the period ends", ""),
    ],
)
def test_what_is_wrong_is_told_with_the_nearest_name(store: Store, request_: Request, message: str, mend: str) -> None:
    with pytest.raises(BadInput) as caught:
        compute(store, [request_])
    described = caught.value.describe("en")
    assert message in described
    assert mend in described


def test_an_unknown_engine_is_bad_input(store: Store) -> None:
    with pytest.raises(BadInput, match="unknown engine"):
        compute(store, [Request("service_level")], "sparc")  # type: ignore[arg-type]


def test_a_store_that_cannot_be_written_to_is_measured_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError

    wanted = rows(store, [Request("service_level")])
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert rows(store, [Request("service_level")]) == wanted


@pytest.mark.spark
def test_spark_gives_what_the_oracle_gives(spark: Any, store: Store) -> None:
    requests = [one for one in every_request() if one.by in ((), ("unit", "month"))]
    with spark.sockets():
        found = rows(store, requests, "spark", connection=spark.ibis)
    assert found == rows(store, requests, "reference")
