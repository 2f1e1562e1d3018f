"""What would settle the rest: grouped, what settles most first, with every open question named."""

from __future__ import annotations

from typing import Any

from gensvar.report.assessment.unsettled import needs, open_questions, unsettled
from gensvar.report.cells import plain
from gensvar.report.document import Details, Paragraph, Table
from gensvar.text import Language


def test_what_settles_most_comes_first_and_alone_means_alone(assessment: dict[str, Any]) -> None:
    extra = {**assessment["findings"][0], "rule": "XK-1.2"}
    found = needs({**assessment, "findings": [*assessment["findings"], extra]}, "sv")
    assert (found[0].settle, found[0].rules, found[0].alone) == ("Granska webbplatsen.", ["XK-1.1", "XK-1.2"], 2)
    shared = [need for need in found if "XK-6.3" in need.rules]
    assert len(shared) == 2
    assert all(need.alone == 0 for need in shared)


def test_every_rule_that_cannot_be_judged_is_somewhere(assessment: dict[str, Any], language: Language) -> None:
    open_rules = {one["rule"] for one in assessment["findings"] if one["verdict"] == "cannot_be_judged"}
    assert {rule for need in needs(assessment, language) for rule in need.rules} == open_rules


def test_the_missing_column_is_named(assessment: dict[str, Any], language: Language) -> None:
    assert any("contacts.wait_announced" in need.settle for need in needs(assessment, language))


def test_an_override_is_not_something_to_settle(assessment: dict[str, Any]) -> None:
    first = assessment["findings"][0]
    first["reason_codes"].insert(
        0, {"code": "overridden", "sv": "Ändrat av X", "en": "Overridden by X", "settle": None}
    )
    assert not any("Ändrat" in need.settle for need in needs(assessment, "sv"))


def test_open_questions_are_those_without_an_answer(assessment: dict[str, Any]) -> None:
    assert open_questions(assessment, "sv") == [("XK-6.3", "Är det så hos er (beteenden belönas rätt)?")]


def test_the_blocks(assessment: dict[str, Any], language: Language) -> None:
    blocks = unsettled(assessment, language)
    assert [type(block) for block in blocks] == [Paragraph, Table, Details]


def test_nothing_left_is_said_in_words(assessment: dict[str, Any]) -> None:
    for finding in assessment["findings"]:
        finding["verdict"] = "met"
    (said,) = unsettled(assessment, "sv")
    assert isinstance(said, Paragraph)
    assert plain(said.text, "sv") == "Alla regler som gäller kunde bedömas."
