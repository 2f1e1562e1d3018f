"""Every worked example of every declared measure, on the reference engine."""

import pytest

from gensvar.measures import load_measures
from gensvar.measures.examples import Trial, differences, on_reference, trials
from gensvar.measures.facts.known import columns_of, known_facts

ALL = trials(load_measures())


def named(trial: Trial) -> str:
    return trial.name


@pytest.mark.parametrize("trial", ALL, ids=named)
def test_example(trial: Trial) -> None:
    assert differences(trial, *on_reference(trial)) == []


@pytest.mark.parametrize("trial", [one for one in ALL if not one.given_facts], ids=named)
def test_canonical_example_has_every_column_that_its_measure_needs(trial: Trial) -> None:
    for meaning in trial.meanings():
        known = known_facts(meaning.table, columns_of(trial.rows))
        assert meaning.columns(optional=False) - known == set()
