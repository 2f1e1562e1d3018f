"""A cube answers as the rows do: every declared measure, whatever the rows, the threshold or the breakdown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gensvar.measures import load_measures
from gensvar.measures.cells import Cells, spelled
from gensvar.measures.cube import OTHER, Cube, cube_of, folded
from gensvar.measures.expressions import Column, Compare, Constant, OneOf
from gensvar.measures.facts import FACTS, MEASURED, dimensions
from gensvar.measures.meaning import Meaning, meanings
from gensvar.measures.questions import ask
from gensvar.measures.reference import Question, tallies
from gensvar.measures.uses import Needs, Use, needs_of, uses_of

from .engine_rows import arrow, comparable
from .random_facts import FIRST_DAY, declared, random_rows

FEW = settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def connection() -> Iterator[Any]:
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def whole(table: str) -> dict[str, Use]:
    return {name: Use(FACTS[table][name].type, whole=True) for name in ("day", *dimensions(table))}


def rows_in(connection: Any, table: str, rows: Sequence[Mapping[str, Any]]) -> ibis.Table:
    return connection.create_table(f"rows_{table}", arrow(table, rows), overwrite=True)


def cells_of(connection: Any, cube: Cube, needs: Sequence[Needs], facts: ibis.Table, name: str = "cells") -> Cells:
    values = {spelled(one.carried): one.carried for one in needs if one.carried is not None}
    return cube.cells(connection.create_table(name, cube.folded(facts, values), overwrite=True))


def questions(table: str, random: Random) -> list[Question]:
    some = [Question({}, target=0.5), Question({}, ("month",), target=0.8)]
    if names := dimensions(table):
        some.append(Question({}, (random.choice(names), "month"), target=0.8))
        some.append(Question({names[0]: ("phone", "x", None)}, ("day",), target=0.3))  # type: ignore[dict-item]
    period = date(2026, 3, 9), date(2026, 4, 20)
    some.append(Question({}, random.choice(((), ("month",))), random.choice((period, (period[0], None)))))
    return some


def check(connection: Any, cells: Cells, meant: Sequence[Meaning], rows: Any, question: Question) -> None:
    for meaning, found in zip(meant, ask(connection, cells, meant, question), strict=True):
        expected = comparable(meaning, tallies(meaning, rows, question))
        assert comparable(meaning, found) == expected, meaning


@pytest.mark.parametrize("table", MEASURED)
@FEW
@given(seed=SEEDS, number=st.integers(0, 80), nulls=st.sampled_from([0.0, 0.2, 0.7, 1.0]))
def test_every_declared_measure_on_random_rows(
    connection: Any, table: str, seed: int, number: int, nulls: float
) -> None:
    random = Random(seed)
    rows, meant = random_rows(table, random, number, nulls), declared(table)
    facts = rows_in(connection, table, rows)
    needs = [needs_of(one) for one in meant]
    cube = cube_of(table, needs, whole(table))
    assert all(cube.serves(one, dimensions(table)) for one in needs)
    cells = cells_of(connection, cube, needs, facts)
    for question in questions(table, random):
        check(connection, cells, meant, rows, question)
    check(connection, Cells.of_rows(facts), meant, rows, questions(table, random)[-1])


@FEW
@given(seed=SEEDS, tau=st.sampled_from([0, 5, 19, 20, 21, 60]), sigma=st.sampled_from([0, 5, 20]))
def test_a_threshold_among_the_classes_is_answered_from_the_cube(
    connection: Any, seed: int, tau: int, sigma: int
) -> None:
    measure = load_measures()["service_level"]
    edges = Use("int", frozenset({0, 5, 19, 20, 21, 60}))
    rows = random_rows("contacts", Random(seed), 60)
    needs = [needs_of(*meanings(measure, variant, measure.defaults())) for variant in measure.variants]
    cube = cube_of("contacts", needs, {**whole("contacts"), "wait_s": edges})
    cells = cells_of(connection, cube, needs, rows_in(connection, "contacts", rows))
    meant = [meanings(measure, variant, {"tau": tau, "sigma": sigma})[0] for variant in measure.variants]
    assert all(cube.serves(needs_of(one)) for one in meant)
    check(connection, cells, meant, rows, Question({}, ("month",)))


def test_a_threshold_between_the_classes_is_not() -> None:
    measure = load_measures()["service_level"]
    kept = cube_of("contacts", [needs_of(*meanings(measure, "C", {"tau": 60, "sigma": 5}))], {})
    assert not kept.serves(needs_of(*meanings(measure, "C", {"tau": 59, "sigma": 5})))
    assert not kept.serves(needs_of(*meanings(measure, "C", {"tau": 60, "sigma": 5})), by=["queue"])


@FEW
@given(seed=SEEDS, day=st.integers(FIRST_DAY, FIRST_DAY + 69))
def test_a_day_added_is_the_cube_built_anew(connection: Any, seed: int, day: int) -> None:
    meant = [one for one in declared("contacts") if one.time == "day"]
    rows = random_rows("contacts", Random(seed), 80)
    facts = rows_in(connection, "contacts", rows)
    needs = [needs_of(one) for one in meant]
    cube = cube_of("contacts", needs, whole("contacts"))
    earlier = facts.filter((facts.day != day) | facts.day.isnull())
    before = cells_of(connection, cube, needs, earlier, "before")
    added = cells_of(connection, cube, needs, facts.filter(facts.day == day), "added")
    both = replace(before, table=before.table.union(added.table))
    check(connection, both, meant, rows, Question({}, ("month", "queue")))


def test_a_class_is_represented_by_its_upper_edge(connection: Any) -> None:
    rows = [{"wait_s": wait} for wait in (-1, 0, 5, 6, 60, 61, 9999, None)]
    facts = rows_in(connection, "contacts", rows)
    query = facts.select(found=folded(facts.wait_s, Use("int", frozenset({5, 60}))))
    found = [value for (value,) in connection.raw_sql(connection.compile(query)).fetchall()]
    assert found == [5, 5, 5, 60, 60, 61, 61, None]


def test_texts_that_nobody_names_are_one_class(connection: Any) -> None:
    facts = rows_in(connection, "contacts", [{"outcome": name} for name in ("answered", "voicemail", OTHER, None)])
    query = facts.select(
        named=folded(facts.outcome, Use("text", frozenset({"answered"}))), known=folded(facts.outcome, Use("text"))
    )
    assert connection.raw_sql(connection.compile(query)).fetchall() == [
        ("answered", OTHER),
        (OTHER, OTHER),
        (OTHER, OTHER),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("op", "edges"),
    [("<=", {60}), ("<", {59}), (">", {60}), (">=", {59}), ("==", {59, 60}), ("!=", {59, 60})],
)
def test_edges_follow_from_the_comparison(op: Any, edges: set[int]) -> None:
    wait = Column("wait_s", "int")
    assert uses_of(Compare(op, wait, Constant(60))) == {"wait_s": Use("int", frozenset(edges))}


def test_a_constant_on_the_left_is_the_same_comparison_turned_round() -> None:
    wait = Column("wait_s", "int")
    assert uses_of(Compare("<", Constant(60), wait)) == uses_of(Compare(">", wait, Constant(60)))


def test_a_fraction_parts_at_the_whole_number_below() -> None:
    wait = Column("wait_s", "int")
    assert uses_of(Compare("<=", wait, Constant(60.5)))["wait_s"].marks == {60}
    assert uses_of(Compare("<", wait, Constant(60.5)))["wait_s"].marks == {60}


def test_numbers_among_constants_are_told_from_their_neighbours() -> None:
    assert uses_of(OneOf(Column("hour", "int"), (7, 9)))["hour"].marks == {6, 7, 8, 9}


def test_a_cube_reads_back_from_its_description() -> None:
    cube = cube_of("contacts", [needs_of(one) for one in declared("contacts")], whole("contacts"))
    assert Cube.from_json(cube.to_json()) == cube
