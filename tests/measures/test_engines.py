"""Every worked example of every measure comes out the same, to the last integer, on every engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ibis
import pytest

from gensvar.measures import load_measures
from gensvar.measures.cells import Cells, spelled
from gensvar.measures.cube import cube_of
from gensvar.measures.examples import Trial, differences, on_reference, plain_facts, trials
from gensvar.measures.figures import figure
from gensvar.measures.questions import ask
from gensvar.measures.reference import Question
from gensvar.measures.tally import Tally
from gensvar.measures.uses import Use, needs_of

from .engine_rows import arrow, comparable

ALL = trials(load_measures())
Rows = dict[str, list[dict[str, Any]]]


def all_rows() -> Rows:
    """The rows of all trials together, by table, each with the name of its trial."""
    found: Rows = {}
    for trial in ALL:
        for table, rows in plain_facts(trial).items():
            found.setdefault(table, []).extend({**row, "trial": trial.name} for row in rows)
    return found


@dataclass
class Engine:
    """Cells of all trials on DuckDB, wherever they were made."""

    connection: Any
    cells: dict[str, Cells]

    def tallies(self, trial: Trial) -> tuple[Tally, ...]:
        question = Question(where={"trial": (trial.name,)}, target=trial.question.target)
        return tuple(
            comparable(one, ask(self.connection, self.cells[one.table], [one], question)[0])[()]
            for one in trial.meanings()
        )


def cubes(facts: dict[str, ibis.Table]) -> dict[str, tuple[Any, ibis.Table]]:
    """One cube per table for all trials over it, with every threshold that any of them uses."""
    found = {}
    for table, expression in facts.items():
        needs = [needs_of(one) for trial in ALL for one in trial.meanings() if one.table == table]
        cube = cube_of(table, needs, {"trial": Use("text", whole=True)})
        values = {spelled(one.carried): one.carried for one in needs if one.carried is not None}
        found[table] = (cube, cube.folded(expression, values))
    return found


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Any]:
    connection = ibis.duckdb.connect()
    for table, rows in all_rows().items():
        connection.create_table(table, arrow(table, rows))
    yield connection
    connection.disconnect()


@pytest.fixture(scope="module")
def rows(duckdb: Any) -> Engine:
    """DuckDB asked of the rows themselves."""
    return Engine(duckdb, {table: Cells.of_rows(duckdb.table(table)) for table in all_rows()})


@pytest.fixture(scope="module")
def cube(duckdb: Any) -> Engine:
    """DuckDB asked of cubes that it made."""
    made = cubes({table: duckdb.table(table) for table in all_rows()})
    cells = {}
    for table, (cube, query) in made.items():
        cells[table] = cube.cells(duckdb.create_table(f"cube_{table}", query))
    return Engine(duckdb, cells)


@pytest.fixture(scope="module")
def spark_cube(duckdb: Any, spark: Any) -> Engine:
    """DuckDB asked of cubes that Spark made."""
    facts = {table: spark.create_view_of(f"facts_{table}", arrow(table, rows)) for table, rows in all_rows().items()}
    cells = {}
    for table, (cube, query) in cubes(facts).items():
        cells[table] = cube.cells(duckdb.create_table(f"spark_{table}", spark.arrow(query)))
    return Engine(duckdb, cells)


def check(engine: Engine, trial: Trial) -> None:
    counted = engine.tallies(trial)
    expected, _ = on_reference(trial)
    meant = trial.meanings()
    assert counted == tuple(comparable(one, {(): tally})[()] for one, tally in zip(meant, expected, strict=True))
    assert differences(trial, counted, figure(trial.measure, trial.variant, trial.parameters, counted)) == []


@pytest.mark.parametrize("trial", ALL, ids=lambda trial: trial.name)
def test_duckdb_counts_rows_as_the_oracle_does(trial: Trial, rows: Engine) -> None:
    check(rows, trial)


@pytest.mark.parametrize("trial", ALL, ids=lambda trial: trial.name)
def test_duckdb_answers_from_the_cube_as_the_oracle_does(trial: Trial, cube: Engine) -> None:
    check(cube, trial)


@pytest.mark.spark
@pytest.mark.parametrize("trial", ALL, ids=lambda trial: trial.name)
def test_spark_builds_the_same_cube(trial: Trial, spark_cube: Engine) -> None:
    check(spark_cube, trial)


def test_every_declared_variant_is_tried() -> None:
    tried = {(trial.measure.id, trial.variant) for trial in ALL}
    assert tried == {(measure.id, variant) for measure in load_measures().values() for variant in measure.variants}
