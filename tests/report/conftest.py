"""The made-up edition and its assessment, for every test of the room."""

from __future__ import annotations

import copy
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gensvar.report.document import Document
from gensvar.rulebook.edition import Edition
from gensvar.text import Language


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("report_sample", Path(__file__).with_name("sample.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAMPLE = _module()
ASSESSMENT = SAMPLE.assessment()
EDITION = SAMPLE.edition()


@pytest.fixture
def assessment() -> dict[str, Any]:
    """A copy of the assessment, free to be changed."""
    return copy.deepcopy(ASSESSMENT)


@pytest.fixture
def edition() -> Edition:
    return EDITION


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def report(assessment: dict[str, Any], language: Language) -> Document:
    from gensvar.report.assessment import assessment_document

    return assessment_document(assessment, language)


@pytest.fixture
def book(edition: Edition, language: Language) -> Document:
    from gensvar.report.rulebook import rulebook_document

    return rulebook_document(edition, language)
