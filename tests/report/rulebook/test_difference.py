"""Two editions side by side: what came, what went, what was reworded, what was set anew."""

from __future__ import annotations

import pytest

from gensvar.report.cells import plain
from gensvar.report.document import Added, Document, Paragraph, Removed, Table, Tiles, headings, walk
from gensvar.report.draw import draw
from gensvar.report.rulebook import diff_document
from gensvar.rulebook.comparing import compare_editions
from gensvar.rulebook.edition import Edition, made_of
from gensvar.rulebook.model import Chapter
from gensvar.text import Language, Text


@pytest.fixture
def newer(edition: Edition) -> Edition:
    """XK a year later: a rule gone, one reworded, a threshold raised, a scope narrowed, a check dropped."""
    head = edition.head.model_copy(update={"edition": "2024-04-01", "owner": "Nya föreningen"})
    first, second, third = edition.chapters
    rules = {rule.id: rule for rule in first.rules}
    share = rules["XK-1.6"].parameters[0]
    raised = share.values[0].model_copy(update={"value": 0.99})
    rules["XK-1.6"] = rules["XK-1.6"].model_copy(
        update={
            "text": Text(
                sv="När kön är mycket lång erbjuds återuppringning.",
                en="When the queue is very long a call-back is offered.",
            ),
            "parameters": (share.model_copy(update={"values": (raised,)}),),
            "scope": {"public": False},
            "checks": (),
            "level": "should",
        }
    )
    del rules["XK-1.9"]
    added = rules["XK-1.1"].model_copy(update={"id": "XK-1.10", "title": Text(sv="Ny regel", en="New rule")})
    kept = Chapter.model_construct(**{**dict(first), "rules": (*rules.values(), added)})
    return made_of(head, (kept, second, third), None)


@pytest.fixture
def diff(edition: Edition, newer: Edition, language: Language) -> Document:
    return diff_document(compare_editions(edition, newer), language)


def test_the_counts(diff: Document) -> None:
    tiles = next(block for block in diff.blocks if isinstance(block, Tiles))
    assert [tile.figure for tile in tiles.tiles] == ["1", "1", "1", "11"]


def test_words_taken_away_and_added_are_marked(diff: Document, language: Language) -> None:
    spans = [s for b in walk(diff.blocks) if isinstance(b, Paragraph) and isinstance(b.text, tuple) for s in b.text]
    assert any(isinstance(span, Added) for span in spans)
    assert any(isinstance(span, Removed) for span in spans)
    whole = next(b.text for b in walk(diff.blocks) if isinstance(b, Paragraph) and b.style == "lead")
    kept = "".join(plain((span,), language) for span in whole if not isinstance(span, Removed))
    assert kept.startswith("När kön är mycket lång" if language == "sv" else "When the queue is very long")


def test_thresholds_scope_level_and_checks(diff: Document, language: Language) -> None:
    text = str(draw(diff, "text"))
    for words in {
        "sv": ("95,0\u00a0% (från 2023-04-01)", "99,0\u00a0%", "Ska", "Bör", "XK-1.6.m togs bort", "Nya föreningen"),
        "en": ("95.0% (from 2023-04-01)", "99.0%", "Must", "Should", "XK-1.6.m was removed", "Nya föreningen"),
    }[language]:
        assert words in text


def test_added_and_removed_rules_are_listed(diff: Document) -> None:
    ids = [heading.id for heading in headings(diff) if heading.level == 2]
    assert ids == ["edition", "added", "removed", "changed"]
    listed = [row[0] for block in walk(diff.blocks) if isinstance(block, Table) for row in block.rows]
    assert {"XK-1.10", "XK-1.9"} <= set(listed)


def test_every_form_draws_it(diff: Document) -> None:
    for form in ("text", "md", "html", "pdf", "xlsx"):
        assert draw(diff, form)


def test_no_difference_is_said_in_words(edition: Edition) -> None:
    same = diff_document(compare_editions(edition, edition), "sv")
    assert "Utgåvorna säger samma sak." in str(draw(same, "text"))
