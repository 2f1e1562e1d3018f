"""Editions are found by name, by day and by folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.rulebook.load import find_roots, list_editions, load_edition
from gensvar.rulebook.roots import VARIABLE


@pytest.fixture
def root(write_edition: Any, make: Any, tmp_path: Path) -> Path:
    for name, begins, status in [
        ("2020", "2020-01-01", "reconstructed"),
        ("2024", "2024-01-01", "confirmed"),
        ("2027", "2027-01-01", "confirmed"),
        ("draft", "2025-01-01", "proposed"),
    ]:
        write_edition(make.edition(edition=name, valid_from=begins, status=status))
    write_edition(make.edition(rulebook="YY", edition="idea", status="proposed"))
    return tmp_path / "rulebooks"


@pytest.mark.parametrize(
    ("reference", "on", "edition"),
    [
        ("XX", None, "2027"),
        ("XX", date(2026, 11, 25), "2024"),
        ("XX", date(2024, 1, 1), "2024"),
        ("XX", date(2023, 12, 31), "2020"),
        ("XX@2020", date(2026, 11, 25), "2020"),
        ("XX@draft", None, "draft"),
        ("YY@idea", None, "idea"),
    ],
)
def test_an_edition_is_found(root: Path, reference: str, on: date | None, edition: str) -> None:
    assert load_edition(reference, on=on, roots=[root]).head.edition == edition


@pytest.mark.parametrize(
    ("reference", "on", "told"),
    [
        ("XY", None, "unknown rulebook: XY"),
        ("xx", None, "Did you mean XX"),
        ("XX@2025", None, "Did you mean XX@2020|Did you mean XX@2024|Did you mean XX@2027"),
        ("XX", date(2019, 12, 31), "no edition of XX is in force 2019-12-31"),
        ("YY", None, "Name the edition: YY@idea"),
        ("some/where", None, "the folder has no edition.yaml"),
        ("nothing.json", None, "the file does not exist"),
    ],
)
def test_what_cannot_be_found_is_told_with_the_way_out(root: Path, reference: str, on: date | None, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        load_edition(reference, on=on, roots=[root])


def test_a_folder_is_a_reference(root: Path) -> None:
    assert load_edition(str(root / "XX" / "2020")).reference == "XX@2020"


def test_editions_are_listed_from_the_oldest_to_the_newest(root: Path) -> None:
    listed = [one.reference for one in list_editions([root])]
    assert listed == ["XX@2020", "XX@2024", "XX@draft", "XX@2027", "YY@idea"]


def test_the_first_root_wins(root: Path, tmp_path: Path, write_edition: Any, make: Any) -> None:
    other = tmp_path / "mine"
    (tmp_path / "rulebooks").rename(other)
    write_edition(make.edition(owner="Skuggad"))
    assert load_edition("XX@2020", roots=[other, tmp_path / "rulebooks"]).head.owner == "Ingen"


def test_roots_come_from_the_option_the_environment_and_the_program(
    root: Path, monkeypatch: Any, shipped: Path
) -> None:
    assert find_roots() == [shipped]
    monkeypatch.setenv(VARIABLE, os.pathsep.join([str(root), str(root.parent)]))
    assert find_roots([root.parent / "rulebooks"]) == [root, root, root.parent, shipped]
    assert load_edition("XX@2020").reference == "XX@2020"


def test_a_root_that_is_not_there_is_told(monkeypatch: Any) -> None:
    monkeypatch.setenv(VARIABLE, "/no/such/folder")
    with pytest.raises(BadInput, match="/no/such/folder"):
        find_roots()


def test_the_hash_is_over_what_is_said_not_how_it_is_written(root: Path, write_edition: Any, make: Any) -> None:
    before = load_edition("XX@2020", roots=[root]).hash
    chapter = root / "XX" / "2020" / "01-chapter.yaml"
    chapter.write_text("# a comment\n" + chapter.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_edition("XX@2020", roots=[root]).hash == before
    same = make.edition()
    same["chapters"][0]["rules"][0]["replaces"] = []
    write_edition(same)
    assert load_edition("XX@2020", roots=[root]).hash == before
    same["chapters"][0]["rules"][0]["level"] = "should"
    write_edition(same)
    assert load_edition("XX@2020", roots=[root]).hash != before
