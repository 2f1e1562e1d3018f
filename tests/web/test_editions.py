"""Editions in memory: the disk is not asked for each page, and a changed file is seen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from gensvar.rulebook.load import find_roots
from gensvar_web.vault import editions


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read the rulebooks from a copy that may be changed."""
    root = tmp_path / "rulebooks"
    shutil.copytree(find_roots()[0], root)
    monkeypatch.setattr(editions, "find_roots", lambda: [root])
    editions.look_again()
    yield root
    editions.look_again()


def test_the_disk_is_looked_at_once_for_many_pages(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    seen = editions._marks
    monkeypatch.setattr(editions.time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(editions, "_marks", lambda *asked: looks.append(asked) or seen(*asked))
    for _ in range(5):
        editions.stamp()
    assert len(looks) == 1
    monkeypatch.setattr(editions.time, "monotonic", lambda: 1000.0 + editions.LOOK_S)
    editions.stamp()
    assert len(looks) == 2


def test_a_changed_file_gives_another_stamp(copied: Path) -> None:
    before = editions.stamp()
    file = next(copied.rglob("*.yaml"))
    os.utime(file, (1, 1))
    editions.look_again()
    assert editions.stamp() != before


def test_editions_are_the_same_objects_until_something_changes() -> None:
    first, again = (editions.edition("KS", "2023-04-01") for _ in range(2))
    assert first is again
    assert editions.editions_of("no such rulebook") == ()
