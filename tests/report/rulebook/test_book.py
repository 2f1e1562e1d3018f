"""An edition as a document: every rule with its text, its tests and where it comes from."""

from __future__ import annotations

import pytest

from gensvar.errors import BadInput
from gensvar.report.cells import plain
from gensvar.report.document import Bullets, Document, Table, headings, walk
from gensvar.report.draw import draw
from gensvar.report.rulebook import rulebook_document
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import list_editions, load_edition
from gensvar.text import Language


def test_every_rule_with_its_text(book: Document, edition: Edition, language: Language) -> None:
    text = " ".join(str(draw(book, "text")).split())
    for rule in edition.rules.values():
        assert rule.text.into(language) in text
        assert rule.guidance.into(language) in text
    assert [h.label for h in headings(book) if h.level == 3] == list(edition.rules)
    for source in edition.head.sources:
        assert source.title in text


def test_the_worksheet_has_one_line_a_rule(book: Document, edition: Edition) -> None:
    assert [row[1] for row in book.sheets[0].rows] == list(edition.rules)


def test_how_a_rule_is_tested_is_said_in_words(edition: Edition) -> None:
    rule = rulebook_document(edition, "sv", "XK-1.5")
    tests = next(block for block in walk(rule.blocks) if isinstance(block, Bullets))
    said = [plain(item, "sv") for item in tests.items]
    assert said[0] == "Mätning: Servicenivå C (sträng: varje avbrott är en miss), minst 80,0\u00a0%"
    assert "högst 10\u00a0min" in said[1]
    reported = rulebook_document(edition, "sv", "XK-2.3")
    assert any("redovisas utan att bedömas" in str(block) for block in walk(reported.blocks))


def test_a_threshold_nobody_could_confirm_is_not_given_a_number(edition: Edition) -> None:
    rule = rulebook_document(edition, "sv", "XK-2.1")
    table = next(block for block in walk(rule.blocks) if isinstance(block, Table))
    assert table.rows[0][1] == "inte fastställt"


def test_one_rule_alone_and_an_unknown_one(edition: Edition) -> None:
    alone = rulebook_document(edition, "en", "XK-1.6")
    assert alone.title == "XK-1.6 Call-back is offered and kept"
    with pytest.raises(BadInput, match=r"XK-1\.66"):
        rulebook_document(edition, "en", "XK-1.66")


@pytest.mark.parametrize("listed", list_editions(), ids=lambda one: f"{one.head.rulebook}@{one.head.edition}")
def test_every_shipped_edition_can_be_drawn(listed: object, language: Language) -> None:
    edition = load_edition(str(listed.path))  # type: ignore[attr-defined]
    document = rulebook_document(edition, language)
    assert draw(document, "md")
    assert draw(document, "html")
