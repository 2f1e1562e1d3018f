"""A large file is read by one thread within little memory; one that does not fit is read once more without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from gensvar.logs import engine
from gensvar_web.rooms.data import bounded


def _settings_of(folder: Path) -> tuple[str, int]:
    connection = engine.connect(folder)
    row = connection.execute("SELECT current_setting('memory_limit'), current_setting('threads')").fetchone()
    connection.close()
    assert row
    return row[0], row[1]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: Any) -> Path:
    monkeypatch.setattr(bounded, "LARGE", 10)
    path = tmp_path / "log.csv"
    path.write_text("a;b\n" * 10)
    return path


def test_the_limit_holds_while_the_file_is_read_and_no_longer(file: Path, settings: Any) -> None:
    settings.IMPORT_MEMORY = "200MB"
    usual = _settings_of(file.parent)
    assert bounded.read_in_little_memory(file, lambda: _settings_of(file.parent)) == ("190.7 MiB", 1)
    assert _settings_of(file.parent) == usual
    assert usual[0] != "190.7 MiB"


def test_a_small_file_is_read_as_usual(file: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(bounded, "LARGE", 1000)
    assert bounded.read_in_little_memory(file, lambda: _settings_of(file.parent)) == _settings_of(file.parent)


def test_a_file_that_does_not_fit_is_read_again(file: Path) -> None:
    limits: list[str] = []

    def work() -> str:
        limits.append(_settings_of(file.parent)[0])
        if len(limits) == 1:
            raise duckdb.OutOfMemoryException("too little")
        return "read"

    assert bounded.read_in_little_memory(file, work) == "read"
    assert limits[0] == "190.7 MiB" != limits[1]
    assert limits[1] == _settings_of(file.parent)[0]


def test_another_fault_is_not_tried_again(file: Path) -> None:
    tried = []

    def work() -> None:
        tried.append(1)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        bounded.read_in_little_memory(file, work)
    assert tried == [1]
