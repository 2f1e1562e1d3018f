"""Replaying an assessment: identical, or exactly what differs."""

import copy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pyarrow as pa
import pytest

from gensvar.errors import BadInput
from gensvar.findings.assessment import Case
from gensvar.findings.verification import require_assessment, verify
from gensvar.logs.store import Store


def test_an_untouched_assessment_is_identical(case: Case, assessment: dict[str, Any]) -> None:
    found = verify(assessment, case.store, case.edition)
    assert found.identical
    assert found.to_json()["differences"] == []


def test_a_changed_verdict_breaks_the_seal_and_is_named(case: Case, assessment: dict[str, Any]) -> None:
    forged = copy.deepcopy(assessment)
    finding = next(finding for finding in forged["findings"] if finding["verdict"] == "not_met")
    finding["verdict"] = "met"
    found = verify(forged, case.store, case.edition)
    assert not found.seal_holds
    assert found.data_same
    assert [one["path"] for one in found.differences] == [f"/findings/{finding['rule']}/verdict"]


def test_other_data_are_noticed(case: Case, assessment: dict[str, Any], tmp_path: Path) -> None:
    store = Store.open(copytree(case.store.path, tmp_path / "store"))
    late = pa.table({"promise_id": ["x"], "kind": ["promise"], "requested_at": [datetime(2026, 5, 4, 8)]})
    store.write(
        {"promises": late},
        source_name="late.csv",
        source_hash="f" * 64,
        source_size=1,
        importer="test",
        imported_at=datetime(2026, 7, 2, tzinfo=UTC),
    )
    found = verify(assessment, store, case.edition)
    assert not found.data_same
    assert found.seal_holds


def test_another_edition_is_noticed(case: Case, assessment: dict[str, Any]) -> None:
    found = verify(assessment, case.store, replace(case.edition, hash="sha256:" + "0" * 64))
    assert not found.edition_same


@pytest.mark.parametrize("document", [[], {}, {"schema": "something-else"}, "text", None])
def test_other_files_are_refused(document: object) -> None:
    with pytest.raises(BadInput):
        require_assessment(document, "x.json")


def test_a_maimed_assessment_is_refused(case: Case, assessment: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        verify({**assessment, "period": {}}, case.store, case.edition)
