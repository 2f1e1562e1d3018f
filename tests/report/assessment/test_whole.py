"""The report: what a manager reads first, that nothing is left out, and that both languages are whole."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gensvar.evidence import content_hash
from gensvar.report.assessment import assessment_document
from gensvar.report.cells import plain
from gensvar.report.document import (
    Callout,
    Card,
    Code,
    Document,
    Facts,
    Heading,
    Link,
    Paragraph,
    Table,
    Tiles,
    headings,
    walk,
)
from gensvar.report.draw import draw
from gensvar.text import Language


def of(document: Document, kind: type) -> list[Any]:
    return [block for block in walk(document.blocks) if isinstance(block, kind)]


def test_the_first_page(assessment: dict[str, Any]) -> None:
    report = assessment_document(assessment, "sv")
    assert report.title == "Så uppfyller Fjällgnista Energi AB reglerna"
    assert report.subtitle == "3 av 7 regler som kunde bedömas är uppfyllda. 5 kan inte bedömas ännu."
    assert dict(report.meta) == {
        "Regelverk": "XK@2023-04-01, rekonstruerad",
        "Period": "2026-01-01 – 2026-06-30",
        "Bedömd": "2026-07-01",
        "Underlag": "2 filer, 92\u00a0133 rader",
    }
    assert [(tile.figure, tile.label) for tile in of(report, Tiles)[0].tiles] == [
        ("4", "Inte uppfylld"),
        ("5", "Kan inte bedömas"),
        ("3", "Uppfylld"),
        ("1", "Gäller inte"),
    ]
    assert isinstance(report.blocks[1], Callout)
    assert "rekonstruerat" in report.blocks[1].title


def test_the_three_worst_gaps_stand_as_cards(assessment: dict[str, Any]) -> None:
    cards = of(assessment_document(assessment, "sv"), Card)
    assert [card.blocks[0].text for card in cards] == [
        "Skriftliga frågor besvaras i tid",
        "Väntetiden har ett mål som följs",
        "Återuppringning erbjuds och hålls",
    ]
    said = plain(cards[2].blocks[2].text, "sv")
    assert said.startswith("88,1\u00a0% – gräns minst 95\u00a0%, 6,9\u00a0procentenheter ifrån. n = 1\u00a0312.")
    assert any(
        "Mätningen visar något annat" in plain(b.text, "sv") for b in cards[2].blocks if isinstance(b, Paragraph)
    )


def test_no_gap_is_said_in_words(assessment: dict[str, Any]) -> None:
    for finding in assessment["findings"]:
        finding["verdict"] = "met"
    report = assessment_document(assessment, "sv")
    assert not of(report, Card)
    assert "Ingen av reglerna som kunde bedömas är bruten." in draw(report, "text")


def test_every_rule_has_its_place_with_its_verdict(assessment: dict[str, Any], report: Document) -> None:
    placed = {heading.label: heading.badge for heading in headings(report) if heading.level == 3 and heading.badge}
    assert placed == {finding["rule"]: finding["verdict"] for finding in assessment["findings"]}


def test_the_appendix_pins_data_edition_and_assessment(assessment: dict[str, Any], report: Document) -> None:
    codes = {
        span.text
        for facts in of(report, Facts)
        for _, value in facts.items
        if isinstance(value, tuple)
        for span in value
        if isinstance(span, Code)
    }
    assert {assessment["hash"], assessment["edition"]["hash"], assessment["data"]["hash"]} <= codes
    text = draw(report, "text")
    assert "gensvar verify assessment.json --store STORE" in text
    assert "telefoni.csv" in text
    assert "3f" * 32 in text.replace("\n", "").replace(" ", "")  # type: ignore[union-attr]


def test_an_override_shows_what_the_checks_gave(assessment: dict[str, Any]) -> None:
    callout = next(c for c in of(assessment_document(assessment, "en"), Callout) if "set aside" in c.title)
    assert "The checks gave: not met" in [plain(block.text, "en") for block in callout.blocks]


def test_changes_against_another_edition(assessment: dict[str, Any], language: Language) -> None:
    change = {
        "rule": "XK-1.5",
        "title": {"sv": "t", "en": "t"},
        "before": "met",
        "after": "not_met",
        "reasons": {"sv": "s", "en": "s"},
    }
    gone = {**change, "rule": "XK-9", "after": None}
    assessment["changes"] = {"against": {"rulebook": "XK", "edition": "2020", "hash": "h"}, "rules": [change, gone]}
    report = assessment_document(assessment, language)
    table = next(block for block in of(report, Table) if "XK@2020" in block.caption)
    assert [row[2:4] for row in table.rows] == [("met", "not_met"), ("met", "")]
    assert table.rows[0][0] == (Link("XK-1.5", "#r-xk-1-5"),)
    assert table.rows[1][0] == "XK-9"
    assessment["changes"]["rules"] = []
    assert any(heading.id == "changes" for heading in headings(assessment_document(assessment, language)))


def test_an_organisation_without_a_name_and_a_period_left_open(assessment: dict[str, Any]) -> None:
    assessment["organisation"]["name"] = None
    del assessment["profile"]["name"]
    assessment["period"]["asked"] = {"from": None, "to": None}
    report = assessment_document(assessment, "sv")
    assert report.title == "Så uppfyller organisationen reglerna"
    assert dict(report.meta)["Period"] == "2026-01-01 – 2026-06-30 (alla data)"
    assessment["period"]["asked"] = {"from": "2026-01-01", "to": None}
    assert dict(assessment_document(assessment, "en").meta)["Period"] == "2026-01-01 – 2026-06-30"


def test_both_languages_have_the_same_blocks(assessment: dict[str, Any]) -> None:
    kinds = [
        [
            (block.kind, getattr(block, "level", None))
            for block in walk(assessment_document(assessment, language).blocks)
        ]
        for language in ("sv", "en")
    ]
    assert kinds[0] == kinds[1]


SWEDISH = re.compile(r"\b(och|inte|för|är|att|eller|regel\w*|gräns\w*|utan)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|not|of|rule\w*|threshold|without|is)\b", re.IGNORECASE)


@pytest.mark.parametrize(("language", "foreign"), [("sv", ENGLISH), ("en", SWEDISH)])
def test_no_sentence_is_left_in_the_other_language(
    assessment: dict[str, Any], language: Language, foreign: re.Pattern[str]
) -> None:
    for finding in assessment["findings"]:  # what people of the organisation wrote is in the language they wrote
        finding["override"] = None
        for entry in finding["evidence"]:
            entry["answer"] = None
            entry.get("threshold", {}).update(source_title="X") if entry.get("threshold") else None
    text = str(draw(assessment_document(assessment, language), "text"))
    assert not foreign.findall(text)


def test_the_report_changes_nothing_in_the_assessment(assessment: dict[str, Any], report: Document) -> None:
    content = {key: value for key, value in assessment.items() if key != "hash"}
    assert content_hash(content) == assessment["hash"]
    assert isinstance(report.blocks[0], Tiles)
    assert not isinstance(report.blocks[0], Heading)
