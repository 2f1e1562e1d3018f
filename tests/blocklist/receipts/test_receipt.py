"""Receipts: anyone can check them offline with the public key, and no change to them goes unseen."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gensvar.blocklist.receipts.commitment import commit
from gensvar.blocklist.receipts.proof import read_proof
from gensvar.blocklist.receipts.receipt import Parties, check_receipt, read_receipt
from gensvar.blocklist.receipts.signing import PublicKey, make_keys, read_public_key, read_signing_key
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import Validity
from gensvar.blocklist.wash.washing import Washed, Wishes, wash
from gensvar.errors import BadInput
from gensvar.evidence.canonical import file_hash

NOW = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # the next day in Sweden


@pytest.fixture
def done(tmp_path: Path) -> Washed:
    register = Register.create(tmp_path / "register", "Prov", NOW)
    make_keys(register.folder)
    register.record(Deed.ADD, [701234567], "staff", "", NOW)
    source = tmp_path / "list.csv"
    source.write_bytes(b"telefon\n070-123 45 67\n0709999999\n0709999999\n07099999991\n")
    wishes = Wishes(Validity(2, 3, 12, "NIX@x"), Parties("556000-0001", "556000-0002", "höst", "sale", "el"))
    return wash(source, tmp_path / "out.csv", register, wishes, NOW)


def test_a_receipt_says_who_what_when_and_until(done: Washed, tmp_path: Path) -> None:
    receipt = done.receipt
    assert receipt["register"]["version"]["day"] == "2026-11-26"
    assert receipt["valid_until"] == "2027-01-26"  # from the version's day in Sweden
    assert (receipt["seller"], receipt["processor"], receipt["campaign"]) == ("556000-0001", "556000-0002", "höst")
    assert receipt["counts"]["cells"] | {"free": 2, "blocked": 1, "invalid": 1} == receipt["counts"]["cells"]
    assert receipt["counts"]["distinct"]["free"] == 1
    assert receipt["files"] == {"list": file_hash(tmp_path / "list.csv"), "washed": file_hash(tmp_path / "out.csv")}
    assert read_receipt(done.receipt_path, read_public_key(tmp_path / "register")) == receipt


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [place for key in value for place in _places(value[key], (*path, key))]
    if isinstance(value, list):
        return [place for key in range(len(value)) for place in _places(value[key], (*path, key))]
    return [path]


def test_every_single_change_to_a_receipt_is_seen(done: Washed) -> None:
    for path in _places(done.receipt):
        changed = copy.deepcopy(done.receipt)
        inner: Any = changed
        for key in path[:-1]:
            inner = inner[key]
        old = inner[path[-1]]
        inner[path[-1]] = (not old) if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}x"
        assert not check_receipt(changed).sound, path


def test_a_receipt_signed_anew_by_somebody_else_is_refused_by_the_register_s_key(done: Washed, tmp_path: Path) -> None:
    from gensvar.blocklist.receipts.receipt import make_receipt

    (tmp_path / "other").mkdir()
    other = make_keys(tmp_path / "other")
    content = {key: value for key, value in done.receipt.items() if key not in ("key", "signature")}
    forged = make_receipt(content, read_signing_key(tmp_path / "other"))
    assert check_receipt(forged).sound and not check_receipt(forged).pinned
    assert not check_receipt(forged, read_public_key(tmp_path / "register")).sound
    assert check_receipt(forged, PublicKey(other.value)).sound


def test_the_proof_holds_each_number_and_no_other(done: Washed, tmp_path: Path) -> None:
    proof = read_proof(done.proof_path)
    assert dict(zip(proof.numbers.tolist(), proof.status.tolist(), strict=True)) == {
        701234567: 1,
        709999999: 0,
        7099999991: 3,
    }
    assert done.proof_path.stat().st_mode & 0o077 == 0
    import pyarrow.parquet as pq

    table = pq.read_table(done.proof_path)
    numbers = table["number"].to_numpy().copy()
    numbers[0] += 1
    pq.write_table(table.set_column(0, "number", [numbers]), tmp_path / "changed.parquet")
    with pytest.raises(BadInput, match="not the ones the receipt is for"):
        read_proof(tmp_path / "changed.parquet")


def test_the_commitment_depends_on_the_salt_the_numbers_and_their_answers() -> None:
    numbers, status = np.arange(1, 10_000, dtype=np.uint64), np.zeros(9_999, np.uint8)
    base = commit(numbers, status, b"a" * 32)
    other = status.copy()
    other[5000] = 1
    assert (
        len(
            {
                base,
                commit(numbers, status, b"b" * 32),
                commit(numbers + 1, status, b"a" * 32),
                commit(numbers, other, b"a" * 32),
            }
        )
        == 4
    )
    assert commit(numbers, status, b"a" * 32) == base


def test_the_list_s_numbers_do_not_stand_in_the_receipt(done: Washed) -> None:
    text = json.dumps(done.receipt)
    assert "701234567" not in text and "709999999" not in text


def test_keys_are_kept_close(done: Washed, tmp_path: Path) -> None:
    key = tmp_path / "register" / "receipts.key"
    assert key.stat().st_mode & 0o077 == 0
    key.chmod(0o644)
    with pytest.raises(BadInput, match="readable by its owner only"):
        read_signing_key(tmp_path / "register")
    with pytest.raises(BadInput, match="no public key"):
        read_public_key(done.out)
    assert "secret" not in repr(read_public_key(tmp_path / "register"))
