"""Every worked example of every declared measure, on the reference engine."""

import re
from pathlib import Path

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


def test_the_catalogue_names_every_measure_and_no_other() -> None:
    architecture = (Path(__file__).parents[2] / "docs/architecture.md").read_text(encoding="utf-8")
    catalogue = architecture.split("## Catalogue of measures")[1].split("\n## ")[0]
    assert set(re.findall(r"`([a-z][a-z0-9_]+)`", catalogue)) == set(load_measures())


def test_service_level_of_the_published_day_of_data_to_two_decimals() -> None:
    found = {
        trial.variant: on_reference(trial)[1].value
        for trial in ALL
        if trial.measure.id == "service_level" and trial.number == 1
    }
    assert {letter: f"{100 * (value or 0):.2f}" for letter, value in found.items()} == {
        "A": "83.02",
        "B": "86.00",
        "C": "81.13",
        "D": "82.69",
        "E": "82.08",
        "F": "81.90",
    }
