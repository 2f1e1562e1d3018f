"""The key of a month: made once, whole, for its owner only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gensvar.blocklist.private.epochs import epoch_of
from gensvar.blocklist.private.keyholder import SEED
from gensvar.errors import GensvarError

NOW, LATER = datetime(2026, 11, 25, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def test_a_month_has_one_key_and_the_next_has_another(tmp_path: Path) -> None:
    first, again, other = epoch_of(tmp_path, NOW), epoch_of(tmp_path, NOW), epoch_of(tmp_path, LATER)
    assert first == again and (first.name, other.name) == ("2026-11", "2026-12")
    assert first.public_key != other.public_key and len(bytes.fromhex(first.public_key)) == 32


def test_key_and_folder_are_their_owners_only_and_nothing_else_is_left(tmp_path: Path) -> None:
    epoch = epoch_of(tmp_path / "keys", NOW)
    assert epoch.key_file.stat().st_mode & 0o777 == 0o600
    assert epoch.key_file.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["2026-11.json", "2026-11.key"]
    seed = epoch.key_file.read_text("ascii").strip()
    assert len(bytes.fromhex(seed)) == SEED
    assert seed not in (tmp_path / "keys" / "2026-11.json").read_text("utf-8")


def test_many_who_come_first_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(lambda _: epoch_of(tmp_path / "keys", NOW), range(4)))
    assert len(found) == 1


def test_a_start_that_was_cut_short_is_taken_up(tmp_path: Path) -> None:
    epoch = epoch_of(tmp_path, NOW)
    (tmp_path / "2026-11.json").unlink()
    assert epoch_of(tmp_path, NOW) == epoch


@pytest.mark.parametrize("content", ["", "zz", "ab" * 8, "ab" * 31, "ab" * 33])
def test_a_damaged_key_is_told_and_not_replaced(tmp_path: Path, content: str) -> None:
    epoch = epoch_of(tmp_path, NOW)
    (tmp_path / "2026-11.json").unlink()
    epoch.key_file.write_text(content, "ascii")
    with pytest.raises(GensvarError, match="does not answer"):
        epoch_of(tmp_path, NOW)
    assert epoch.key_file.read_text("ascii") == content
