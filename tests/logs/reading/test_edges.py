"""A file whose cells may have space around them is told from one whose cells have none: never wrongly the latter."""

from __future__ import annotations

from pathlib import Path

import pytest

from gensvar.logs.reading.edges import CHUNK, has_spaced_cells


def spaced(folder: Path, content: bytes, separator: str = ";") -> bool:
    path = folder / "file.csv"
    path.write_bytes(content)
    return has_spaced_cells(path, separator)


@pytest.mark.parametrize(
    "content",
    [
        b"a;b\n1; 2\n",
        b"a;b\n1 ;2\n",
        b"a;b\n 1;2\n",
        b"a;b\n1;2 \n",
        b"a;b\n1;2 \r\n",
        b"a;b\n1;2 ",
        b" 1;2\n",
        b"\xef\xbb\xbf 1;2\n",
        b'a;b\n" 1";2\n',
        b'a;b\n"1 ";2\n',
        "a;b\n1;\u00a02\n".encode(),
    ],
)
def test_space_at_an_end_of_a_cell_is_seen(tmp_path: Path, content: bytes) -> None:
    assert spaced(tmp_path, content)


@pytest.mark.parametrize(
    "content", [b"a;b\n1;2\n", b"a;b\nAgent 12;2025-01-01 08:00\n", "a;b\n\u00e0;2\n".encode(), b""]
)
def test_space_within_a_cell_is_none(tmp_path: Path, content: bytes) -> None:
    assert not spaced(tmp_path, content)


@pytest.mark.parametrize("tail", [b"; ", b" ;", "\u00a0;".encode()])
@pytest.mark.parametrize("early", [1, 2])
def test_what_lies_across_two_readings_is_seen(tmp_path: Path, tail: bytes, early: int) -> None:
    assert spaced(tmp_path, b"x" * (CHUNK - early) + tail + b"y" * 10)


def test_the_separator_counts(tmp_path: Path) -> None:
    assert not spaced(tmp_path, b"a,b\n1 ;2,3\n", ",")
    assert spaced(tmp_path, b"a||b\n", "||")
    assert spaced(tmp_path, b"a b\n", " ")
