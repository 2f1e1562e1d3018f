"""The facts on DuckDB and Spark against plain Python, row for row, on random and on awkward stores."""

import gc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gensvar.logs.store import Store
from gensvar.measures.backends import Backend, open_backend
from gensvar.measures.facts import FACTS
from gensvar.measures.facts.plain import facts_of
from gensvar.measures.facts.tables import fact_table

from .random_stores import FAR_AWAY, MOMENTS, Row, plain_input, sources, spelled, store_of

FILES = dict[str, tuple[list[str], list[Row]]]
quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Backend]:
    with open_backend("duckdb") as backend:
        yield backend


def check(backend: Backend, store: Store, *tables: str) -> None:
    rows, columns = plain_input(store)
    for table in tables:
        expected, known = facts_of(table, rows, store.zone, columns=columns)
        found = fact_table(backend, store, table)
        assert found.columns == known
        if known:
            assert set(found.expression.columns) == known
        assert spelled(backend.fetch(found.expression).to_pylist()) == spelled(expected)


@quick
@given(files=sources("contacts", "schedules", "reasons", "legs", "cases"))
def test_contacts(duckdb: Backend, tmp_path: Path, files: list[FILES]) -> None:
    check(duckdb, store_of(tmp_path / "store", files), "contacts")


@quick
@given(files=sources("cases", "case_events", "schedules", "contacts"))
def test_cases(duckdb: Backend, tmp_path: Path, files: list[FILES]) -> None:
    check(duckdb, store_of(tmp_path / "store", files), "cases")


@quick
@given(files=sources("surveys", "training", "promises", "volumes", "contacts"))
def test_people(duckdb: Backend, tmp_path: Path, files: list[FILES]) -> None:
    check(duckdb, store_of(tmp_path / "store", files), "surveys", "training", "promises", "volumes")


seconds = st.integers(0, 12)


def visit(start: int, length: int | None) -> Row:
    return {"customer_key": "anna", "reason_code": "a", "start": start, "length": length}


@quick
@given(
    visits=st.lists(
        st.fixed_dictionaries(
            {
                "customer_key": st.sampled_from(["anna", "bo", None]),
                "reason_code": st.sampled_from(["a", "b", None]),
                "start": seconds,
                "length": st.integers(-2, 6) | st.none(),
            }
        ),
        max_size=14,
    )
)
@example(visits=[visit(0, 1), visit(2, 6), visit(3, 6), visit(4, 6), visit(5, 1), visit(6, 1), visit(13, 0)])
@example(
    visits=[visit(0, 9), visit(1, 0), visit(1, 1), visit(2, 0), visit(2, 1), visit(3, 0), visit(9, 0), visit(10, 1)]
)
def test_contacts_that_overlap_touch_and_tie(duckdb: Backend, tmp_path: Path, visits: list[dict[str, Any]]) -> None:
    check(duckdb, store_of(tmp_path / "store", [crowded(visits)]), "contacts")


def test_facts_are_made_once_and_again_when_the_data_change(duckdb: Backend, tmp_path: Path) -> None:
    files = awkward()
    store = store_of(tmp_path / "store", files[0])
    first = fact_table(duckdb, store, "contacts", columns=["day", "wait_s"])
    (kept,) = (store.path / "facts").glob("contacts-*.parquet")
    assert first.hash.startswith(kept.stem.removeprefix("contacts-"))
    made = kept.stat().st_mtime_ns
    assert set(fact_table(duckdb, store, "contacts", columns=["day"]).expression.columns) == {"day"}
    assert kept.stat().st_mtime_ns == made
    fact_table(duckdb, store, "contacts", columns=["prev_gap_s"])
    assert set(fact_table(duckdb, store, "contacts", columns=["day", "prev_gap_s"]).expression.columns) == {
        "day",
        "prev_gap_s",
    }
    grown = store_of(tmp_path / "store", [*files[0], *files[1]])
    assert fact_table(duckdb, grown, "contacts").hash != first.hash
    assert not list((grown.path / "facts").glob(".*"))


def test_a_store_without_the_table_knows_nothing(duckdb: Backend, tmp_path: Path) -> None:
    found = fact_table(duckdb, store_of(tmp_path / "store", []), "cases")
    assert (found.columns, found.data_end_s) == (frozenset(), None)
    assert duckdb.fetch(found.expression).num_rows == 0
    with pytest.raises(KeyError):
        fact_table(duckdb, store_of(tmp_path / "store", []), "legs")


def crowded(visits: list[dict[str, Any]]) -> FILES:
    rows = []
    for number, visit in enumerate(visits):
        start = MOMENTS[0] + timedelta(seconds=visit["start"])
        end = None if visit["length"] is None else start + timedelta(seconds=visit["length"])
        own = {name: visit[name] for name in ("customer_key", "reason_code")}
        rows.append({"contact_id": f"k{number}", **own, "t_start": start, "t_end": end})
    return {"contacts": (["contact_id", "customer_key", "reason_code", "t_start", "t_end"], rows)}


def awkward() -> list[list[FILES]]:
    """Fixed stores: contacts that overlap, touch and tie over the nights the clock changes; files that differ."""
    lengths = (0, 3, -1, None, 600, 2, 86_400)
    visits = [
        {
            "customer_key": "anna" if number % 3 else "bo",
            "reason_code": "ab"[number % 2],
            "start": number // 2 * 3,
            "length": lengths[number % 7],
        }
        for number in range(21)
    ]
    rows = [
        {
            "case_id": f"c{number}",
            "created": moment,
            "first_response": moment + timedelta(hours=9 * number),
            "channel": "phone",
        }
        for number, moment in enumerate((*MOMENTS, *FAR_AWAY))
    ]
    events = [
        {"case_id": "c1", "time": MOMENTS[1], "activity": "moved", "org_unit": unit}
        for unit in ("b", "a", None, "b", "b")
    ]
    courses = [
        {
            "agent_key": agent,
            "course": course,
            "kind": kind,
            "completed": moment,
            "first_contact": MOMENTS[4],
            "team": None,
        }
        for agent, course, kind, moment in (
            ("x", "1", "initial", MOMENTS[0]),
            ("x", "2", "refresher", MOMENTS[2]),
            ("x", "2", "refresher", MOMENTS[2]),
            ("y", "1", None, None),
        )
    ]
    scores = [
        {"survey_id": str(number), "asked_at": MOMENTS[number], "answered_at": MOMENTS[2], "score": score}
        for number, score in enumerate((4.005, float("nan"), None, -3.5))
    ]
    promised = [
        {"promise_id": str(number), "kind": "promise", "requested_at": moment, "done_at": MOMENTS[1]}
        for number, moment in enumerate(MOMENTS)
    ]
    schedules = [
        {"queue": queue, "channel": channel, "weekday": day, "opens": "01:30", "closes": closes, "valid_from": None}
        for queue, channel, closes in ((None, None, "24:00"), ("q1", None, "03:00"), (None, "phone", "02:30"))
        for day in (1, 3, 6, 7)
    ]

    def whole(rows: list[Row]) -> tuple[list[str], list[Row]]:
        return list(dict.fromkeys(name for row in rows for name in row)), rows

    first: FILES = {**crowded(visits), "schedules": whole(schedules), "cases": whole(rows)}
    second: FILES = {
        "contacts": whole(
            [
                {"contact_id": f"z{number}", "t_start": moment, "queue": "q1", "outcome": "abandoned"}
                for number, moment in enumerate(MOMENTS)
            ]
        ),
        "case_events": whole(events),
        "training": whole(courses),
        "surveys": whole(scores),
        "promises": whole(promised),
        "volumes": whole([{"month": date(2026, 2, 1), "orders": 3}]),
    }
    return [[first], [first, second], [{"contacts": (["contact_id", "t_start"], [])}]]


def test_awkward_stores(duckdb: Backend, tmp_path: Path) -> None:
    for number, files in enumerate(awkward()):
        check(duckdb, store_of(tmp_path / f"store-{number}", files), *FACTS)


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_spark_finds_the_same(spark: Any, tmp_path: Path) -> None:
    for number, files in enumerate(awkward()):
        check(spark.backend, store_of(tmp_path / f"store-{number}", files), *FACTS)
    gc.collect()
