"""Every figure that a made-up organisation knows of itself, measured by the reference engine from its tables."""

from datetime import date
from typing import Any

import pytest

from gensvar.measures import load_measures
from gensvar.measures.examples import ZONE
from gensvar.measures.facts import FACTS
from gensvar.measures.facts.plain import facts_of
from gensvar.measures.figures import Figure, figure
from gensvar.measures.meaning import meanings
from gensvar.measures.reference import Question, tallies
from gensvar.measures.tally import Tally
from gensvar.synthetic.canonical import canonical_tables
from gensvar.synthetic.opening import Period
from gensvar.synthetic.simulation import simulate
from gensvar.synthetic.truth import truth_of

Rows = dict[str, list[dict[str, Any]]]
MEASURES = load_measures()
# With Easter, and the night summer time begins.
FOUND = simulate(7, 1_500, Period(date(2026, 3, 2), date(2026, 4, 30)))
TRUTH = [(name, key, figure) for name, some in truth_of(FOUND)["measures"].items() for key, figure in some.items()]


@pytest.fixture(scope="module")
def facts() -> Rows:
    tables = {name: table.to_pylist() for name, table in canonical_tables(FOUND).items()}
    return {name: [dict.fromkeys(FACTS[name]) | row for row in facts_of(name, tables, ZONE)[0]] for name in FACTS}


def measured(facts: Rows, name: str, key: str, truth: dict[str, Any]) -> tuple[tuple[Tally, ...], Figure]:
    measure, variant = MEASURES[name], key.split(";")[0]
    parameters = measure.defaults() | truth["parameters"]
    group = truth["group"]
    question = Question(where={}, by=tuple(group), target=float(parameters.get("target", 0)))
    counted = tuple(
        tallies(meaning, facts[meaning.table], question)[tuple(group.items())]
        for meaning in meanings(measure, variant, parameters)
    )
    return counted, figure(measure, variant, parameters, counted)


@pytest.mark.parametrize(("name", "key", "truth"), TRUTH, ids=[f"{name}-{key}" for name, key, _ in TRUTH])
def test_the_truth_is_found(facts: Rows, name: str, key: str, truth: dict[str, Any]) -> None:
    _, found = measured(facts, name, key, truth)
    assert found.value == pytest.approx(truth["value"], rel=1e-12)
    if MEASURES[name].kind in ("share", "interval_share"):
        assert (found.numerator, found.denominator) == (truth["numerator"], truth["denominator"])


def test_there_is_a_truth_for_most_measures() -> None:
    without = set(MEASURES) - {name for name, _, _ in TRUTH}
    assert len(without) <= 15, without
