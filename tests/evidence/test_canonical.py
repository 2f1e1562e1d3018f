"""Canonical JSON and hashes: the same content gives the same bytes, whatever the order of keys."""

from pathlib import Path

import pytest

from gensvar.errors import BadInput
from gensvar.evidence import canonical_bytes, content_hash, file_hash, read_json, write_whole


def test_key_order_does_not_matter() -> None:
    assert content_hash({"b": 1, "a": [1.0, "å"]}) == content_hash({"a": [1, "å"], "b": 1})


def test_a_changed_value_changes_the_hash() -> None:
    assert content_hash({"a": 1}) != content_hash({"a": 2})


def test_canonical_form_is_that_of_rfc_8785() -> None:
    assert canonical_bytes({"€": 1e21, "a": 0.1, "A": None}) == '{"A":null,"a":0.1,"€":1e+21}'.encode()


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical_bytes({"a": float("nan")})


def test_file_hash_is_sha256_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert file_hash(path) == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_writing_leaves_no_remains(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.json", b"{}")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]


@pytest.mark.parametrize(("content", "place"), [(b"{\n  oops", ":2:3"), (b"\xff\xfe\x00", ""), (b"[" * 100_000, "")])
def test_bad_json_is_a_clear_error(tmp_path: Path, content: bytes, place: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_json(path)
    assert str(path) + place in str(caught.value)


def test_an_absent_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        read_json(tmp_path / "none.json")
