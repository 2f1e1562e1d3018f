"""The made-up edition and its assessment, for every test of the room."""

from __future__ import annotations

import copy
import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gensvar.report.document import Document
from gensvar.rulebook.edition import Edition
from gensvar.text import Language

HERE = Path(__file__).parent


def _module(file: str) -> ModuleType:
    """Return a module that lies beside the tests and is no test itself."""
    spec = importlib.util.spec_from_file_location(f"report_{Path(file).stem}", HERE / file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAMPLE = _module("sample.py")
ASSESSMENT = SAMPLE.assessment()
EDITION = SAMPLE.edition()


@pytest.fixture
def assessment() -> dict[str, Any]:
    """A copy of the assessment, free to be changed."""
    return copy.deepcopy(ASSESSMENT)


@pytest.fixture
def pdf_faults() -> Callable[..., dict[str, list[str]]]:
    """The PDF/UA-1 validator."""
    faults: Callable[..., dict[str, list[str]]] = _module("verapdf/validator.py").faults
    return faults


@pytest.fixture
def axe() -> Callable[..., dict[str, Any]]:
    """The accessibility checker, in a browser."""
    judge: Callable[..., dict[str, Any]] = _module("axe/browser.py").judge
    return judge


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


@cache
def _printed(language: Language) -> bytes:
    from gensvar.report.as_pdf import draw_pdf
    from gensvar.report.assessment import assessment_document

    return draw_pdf(assessment_document(ASSESSMENT, language))


@pytest.fixture
def printed() -> Callable[[Language], bytes]:
    """The report as PDF, drawn once in each language."""
    return _printed


@pytest.fixture
def book(edition: Edition, language: Language) -> Document:
    from gensvar.report.rulebook import rulebook_document

    return rulebook_document(edition, language)
