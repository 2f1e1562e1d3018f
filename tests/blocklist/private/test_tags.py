"""Tags and their changes: every byte of a file is guarded, and a change that does not fit takes nobody off the register."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gensvar.blocklist.private.tags import Delta, Tags, apply_delta, read_delta, read_tags, write_delta, write_tags
from gensvar.errors import BadInput

KEY, OTHER_KEY = "ab" * 32, "cd" * 32
TAGS = Tags("2026-11", KEY, 7, np.array([3, 5, 5, 9, 2**48 - 1], np.uint64))
NONE = np.zeros(0, np.uint64)


def change(added: list[int], removed: list[int]) -> Delta:
    return Delta("2026-11", KEY, 7, 8, np.array(added, np.uint64), np.array(removed, np.uint64))


def test_every_byte_of_a_tag_file_is_guarded(tmp_path: Path) -> None:
    path = tmp_path / "tags.bin"
    write_tags(path, TAGS)
    content = path.read_bytes()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(BadInput, match="damaged"):
            read_tags(path)
    for cut in (b"", content[:7], content[:43], content[:-1], content + b"\0"):
        path.write_bytes(cut)
        with pytest.raises(BadInput, match="damaged"):
            read_tags(path)


def test_a_file_says_which_key_and_version_it_is_of(tmp_path: Path) -> None:
    write_tags(tmp_path / "tags.bin", TAGS)
    again = read_tags(tmp_path / "tags.bin")
    assert (again.epoch, again.public_key, again.version) == ("2026-11", KEY, 7)
    assert again.tags.tolist() == TAGS.tags.tolist()


def test_a_delta_file_is_read_back_and_is_no_tag_file(tmp_path: Path) -> None:
    path, delta = tmp_path / "delta.bin", change([1, 2**47], [5, 9])
    write_delta(path, delta)
    again = read_delta(path)
    assert (again.epoch, again.public_key, again.before, again.after) == ("2026-11", KEY, 7, 8)
    assert (again.added.tolist(), again.removed.tolist()) == ([1, 2**47], [5, 9])
    with pytest.raises(BadInput, match="damaged"):
        read_tags(path)


def test_a_change_is_applied_tag_by_tag() -> None:
    after = apply_delta(TAGS, change([4, 5], [5, 5, 2**48 - 1]))
    assert (after.version, after.tags.tolist()) == (8, [3, 4, 5, 9])
    assert apply_delta(TAGS, change([], [])).tags.tolist() == TAGS.tags.tolist()
    assert apply_delta(replace(TAGS, tags=NONE), change([2], [])).tags.tolist() == [2]


@pytest.mark.parametrize("removed", [[4], [10], [2**48 - 1, 2**48 - 1], [5, 5, 5], [0]])
def test_what_is_not_there_is_not_taken_away_from_another(removed: list[int]) -> None:
    with pytest.raises(BadInput, match="the changes are for"):
        apply_delta(TAGS, change([4], removed))
    with pytest.raises(BadInput, match="the changes are for"):
        apply_delta(replace(TAGS, tags=NONE), change([], removed))


@pytest.mark.parametrize("other", [{"version": 6}, {"epoch": "2026-10"}, {"public_key": OTHER_KEY}])
def test_a_change_fits_one_version_of_one_key(other: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="Fetch the whole file"):
        apply_delta(replace(TAGS, **other), change([4], [3]))
