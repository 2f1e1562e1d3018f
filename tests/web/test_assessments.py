"""Keeping an assessment: the document, its summary, its rows, and who is told."""

from typing import Any

import pytest
from web_support.assessed import give_assessment, small_document
from web_support.world import World, make_world

from gensvar.errors import BadInput
from gensvar_web.ledger.models import Entry
from gensvar_web.vault import assessments
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import AssessmentRecord, FindingRow


@pytest.fixture
def empty(db: None) -> World:
    return make_world(rooms=False)


def test_the_rows_say_what_the_document_says(empty: World) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    document = assessments.document_of(record)
    assert document == small_document()
    rows = {row.rule: row for row in record.findings.all()}
    assert list(rows) == [finding["rule"] for finding in document["findings"]]
    for finding in document["findings"]:
        row = rows[finding["rule"]]
        assert (row.verdict, row.value, row.n, row.level) == tuple(
            finding[key] for key in ("verdict", "value", "n", "level")
        )
    assert {row.chapter for row in rows.values()} == {chapter["id"] for chapter in document["chapters"]}
    counts = document["summary"]
    assert (record.met, record.not_met, record.cannot_be_judged) == tuple(
        counts[key] for key in ("met", "not_met", "cannot_be_judged")
    )
    assert rows["KS-1.5"].contradicted
    assert rows["KS-1.5"].measure == "service_level"
    assert rows["KS-1.5"].threshold == 0.8


def test_the_same_document_is_kept_once_and_told_of_once(empty: World, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(assessments, "FOLLOWERS", [])
    assessments.after_assessment(told.append)
    assessments.after_assessment(told.append)
    first = give_assessment(empty.organisation, empty.bob)
    assert give_assessment(empty.organisation, empty.alice).pk == first.pk
    assert told == [first]
    assert FindingRow.objects.filter(assessment=first).count() == len(small_document()["findings"])
    assert Entry.objects.filter(deed="vault.keep_assessment").count() == 1


def test_a_follower_that_fails_leaves_no_assessment_behind(empty: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(record: AssessmentRecord) -> None:
        raise BadInput(assessments_text)

    from gensvar.text import Text

    assessments_text = Text(sv="nej", en="no")
    monkeypatch.setattr(assessments, "FOLLOWERS", [refuse])
    with pytest.raises(BadInput):
        give_assessment(empty.organisation, empty.bob)
    assert not AssessmentRecord.objects.exists()
    assert not FindingRow.objects.exists()


def test_two_organisations_may_keep_the_same_document(empty: World) -> None:
    one, two = (give_assessment(org, None) for org in (empty.organisation, empty.elsewhere))
    assert one.pk != two.pk
    assert absolute(one.path) != absolute(two.path)


def test_what_is_no_assessment_is_refused(empty: World) -> None:
    with pytest.raises(BadInput):
        give_assessment(empty.organisation, None, {"schema": "something"})
