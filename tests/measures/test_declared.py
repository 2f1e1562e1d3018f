"""Every worked example of every declared measure, on the reference engine."""

import pytest

from gensvar.measures import load_measures
from gensvar.measures.examples import Trial, differences, on_reference, trials

ALL = trials(load_measures())


@pytest.mark.parametrize("trial", [one for one in ALL if one.given_facts], ids=lambda one: one.name)
def test_example_from_facts(trial: Trial) -> None:
    assert differences(trial, *on_reference(trial, trial.rows)) == []
