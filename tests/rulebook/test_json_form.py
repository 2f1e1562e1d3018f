"""The JSON of an edition reads back as the very same edition; anything else is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.evidence import content_hash
from gensvar.rulebook.exporting import export_text
from gensvar.rulebook.json_form import from_json, to_json
from gensvar.rulebook.load import list_editions, load_edition

ROOT = [Path(__file__).parents[2] / "rulebooks"]


@pytest.mark.parametrize("reference", [one.reference for one in list_editions(ROOT)])
def test_every_shipped_edition_comes_back_whole(reference: str, load: Any) -> None:
    edition = load(reference)
    document = json.loads(export_text(edition, "json"))
    back = from_json(document)
    assert back.head == edition.head
    assert back.chapters == edition.chapters
    assert back.hash == edition.hash


def test_anyone_can_check_the_hash(load: Any) -> None:
    document = to_json(load("TR"))
    assert content_hash({"edition": document["edition"], "chapters": document["chapters"]}) == document["hash"]


def test_an_exported_file_is_a_reference(tmp_path: Path, load: Any) -> None:
    edition = load("TR")
    for form in ("json", "oscal"):
        path = tmp_path / f"{form}.json"
        path.write_text(export_text(edition, form), encoding="utf-8")
        assert load_edition(str(path)).hash == edition.hash


def _changed(document: dict[str, Any]) -> Any:
    document["chapters"][0]["rules"][0]["level"] = "should"
    return document


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda document: [], "not an exported edition"),
        (lambda document: {**document, "format": "other"}, "not an exported edition"),
        (_changed, "does not agree with the hash"),
        (lambda document: {**document, "chapters": 7}, "the edition has no chapters"),
        (lambda document: {**document, "edition": {}}, "bad content"),
    ],
)
def test_another_document_is_refused(spoil: Any, told: str, load: Any) -> None:
    with pytest.raises(BadInput, match=told):
        from_json(spoil(json.loads(json.dumps(to_json(load("TR"))))))
