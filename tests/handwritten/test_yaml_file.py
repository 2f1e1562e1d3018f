"""YAML that people write: read as data, refused with a place, and a key found again by its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.handwritten import did_you_mean, place, read_yaml
from gensvar.handwritten.yaml_file import places


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(content: str) -> Path:
        path = tmp_path / "file.yaml"
        path.write_text(content, encoding="utf-8")
        return path

    return write


def test_values_are_plain(written: Any) -> None:
    content = read_yaml(written("a: yes\nb: 2026-01-02\nc: [1, 0.5, true, null]\nd: åäö & R&D *\n"))
    assert content == {"a": "yes", "b": date(2026, 1, 2), "c": [1, 0.5, True, None], "d": "åäö & R&D *"}
    assert type(content) is dict


def test_an_ampersand_in_text_is_no_anchor(written: Any) -> None:
    content = read_yaml(written("a: 'x &y *z'\nb: |\n  *bold* and &amp;\n"))
    assert content["a"] == "x &y *z"


def test_an_anchor_is_refused_with_its_line(written: Any) -> None:
    path = written("a: 1\nb: &name [1]\nc: *name\n")
    with pytest.raises(BadInput, match="anchors and aliases") as raised:
        read_yaml(path)
    assert raised.value.where == f"{path}:2"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(path) == {"a": 1}


def test_no_file_and_a_folder_are_told_apart_from_bad_yaml(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="cannot be read"):
        read_yaml(tmp_path)


def test_a_place_is_the_line_of_the_key_or_of_what_is_nearest(written: Any) -> None:
    path = written("a:\n  - b: 1\n    c: 2\n  - d: 3\ne: 4\n")
    assert place(path, ("a", 0, "c")) == f"{path}:3:a.0.c"
    assert place(path, ("a", 1, "missing")) == f"{path}:4:a.1.missing"
    assert place(path, ("nowhere",)) == f"{path}:1:nowhere"
    assert places(path, [("e",), ("a", 7)]) == [f"{path}:5:e", f"{path}:1:a.7"]


def test_the_nearest_name_or_all_of_them() -> None:
    near = did_you_mean("levl", ["level", "status"])
    assert near is not None
    assert near.sv == "Menade du level?"
    far = did_you_mean("xyz", ["level", "status"])
    assert far is not None
    assert far.en == "There are: level, status"
    assert did_you_mean("xyz", []) is None
