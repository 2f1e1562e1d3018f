"""Sealed editions: nothing in them may change, come or go. Every sealed edition of the repository is guarded here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.rulebook.load import list_editions, load_edition
from gensvar.rulebook.sealing import seal_edition

ROOT = Path(__file__).parents[2] / "rulebooks"
SEALED = [one for one in list_editions([ROOT]) if one.sealed]
DAY = date(2026, 11, 25)


def _seal(folder: Path) -> dict[str, Any]:
    edition = load_edition(str(folder))
    return seal_edition(folder, edition.reference, edition.hash, DAY)


@pytest.fixture
def sealed(write_edition: Callable[..., Path]) -> Path:
    folder = write_edition()
    _seal(folder)
    return folder


def _append(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "# one more comment\n", encoding="utf-8")


def test_sealed_editions_of_the_repository_are_unchanged() -> None:
    for one in SEALED:
        seal = json.loads((one.path / "seal.json").read_text(encoding="utf-8"))
        edition = load_edition(str(one.path))
        assert edition.sealed
        assert edition.hash == seal["hash"], one.reference


def test_a_change_planted_in_a_copy_of_each_sealed_edition_is_found(tmp_path: Path) -> None:
    for one in SEALED:
        copy = tmp_path / one.head.rulebook / one.head.edition
        shutil.copytree(one.path, copy)
        assert load_edition(str(copy)).sealed
        chapter = sorted(copy.glob("[0-9]*.yaml"))[-1]
        _append(chapter)
        with pytest.raises(BadInput, match=chapter.name):
            load_edition(str(copy))


def test_sealing_writes_the_hash_and_every_file(sealed: Path) -> None:
    seal = json.loads((sealed / "seal.json").read_text(encoding="utf-8"))
    edition = load_edition(str(sealed))
    assert edition.sealed
    assert seal["edition"] == "XX@2020"
    assert seal["adopted"] == "2026-11-25"
    assert seal["hash"] == edition.hash
    assert sorted(seal["files"]) == ["01-chapter.yaml", "02-chapter.yaml", "edition.yaml"]


@pytest.mark.parametrize("name", ["01-chapter.yaml", "02-chapter.yaml", "edition.yaml"])
def test_a_changed_file_is_named(sealed: Path, name: str) -> None:
    _append(sealed / name)
    with pytest.raises(BadInput, match=f"{name} was changed in an edition that was adopted on 2026-11-25"):
        load_edition(str(sealed))


def test_an_added_file_is_named(sealed: Path) -> None:
    (sealed / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match=r"notes\.txt was added to"):
        load_edition(str(sealed))


def test_a_removed_file_is_named(sealed: Path) -> None:
    (sealed / "02-chapter.yaml").unlink()
    with pytest.raises(BadInput, match=r"02-chapter\.yaml was removed from"):
        load_edition(str(sealed))


def test_the_seal_itself_cannot_be_swapped(sealed: Path) -> None:
    path = sealed / "seal.json"
    seal = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**seal, "hash": "sha256:" + "0" * 64}), encoding="utf-8")
    with pytest.raises(BadInput, match="does not agree with the seal"):
        load_edition(str(sealed))


@pytest.mark.parametrize("content", ["{}", "[]", '{"edition": 1}', "not json"])
def test_a_damaged_seal_is_refused(sealed: Path, content: str) -> None:
    (sealed / "seal.json").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=r"damaged|not valid JSON"):
        load_edition(str(sealed))


def test_an_edition_is_sealed_once(sealed: Path) -> None:
    with pytest.raises(BadInput, match="adopted already"):
        _seal(sealed)
