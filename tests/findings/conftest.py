"""One small made-up organisation for every test that needs a whole assessment."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.assess import load_answers, load_profile
from gensvar.findings.assessment import Case, assess
from gensvar.logs.store import Store
from gensvar.rulebook.load import load_edition
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period

ON = date(2026, 7, 1)
CREATED = "2026-07-01T12:00:00+00:00"


@pytest.fixture(scope="session")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("findings") / "made-up"
    generate(folder, 7, 4000, Period(date(2026, 4, 1), date(2026, 6, 30)))
    return folder


@pytest.fixture(scope="session")
def case(organisation: Path) -> Case:
    edition = load_edition("KS", on=ON)
    profile, thresholds = load_profile(organisation / "profile.yaml", edition.rules)
    answers = load_answers(organisation / "answers.yaml", edition.rules)
    return Case(Store.open(organisation / "store"), edition, profile, thresholds, answers, on=ON)


@pytest.fixture(scope="session")
def assessment(case: Case) -> dict[str, Any]:
    return assess(case, CREATED)


@pytest.fixture
def without_targets(case: Case) -> Case:
    return replace(case, thresholds={})
