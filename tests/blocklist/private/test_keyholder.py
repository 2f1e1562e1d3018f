"""The key process: what its bytes are, and that it is begun nowhere it could be fooled."""

from __future__ import annotations

from pathlib import Path

import pytest
from voprf import ristretto

from gensvar.blocklist.private.epochs import Epoch
from gensvar.blocklist.private.keyholder import ELEMENT, TAG, Keyholder, count_elements
from gensvar.errors import BadInput

PROOF = 64


def blinded(*inputs: bytes) -> bytes:
    return b"".join(bytes(ristretto.Client.blind(one)[1].serialize()) for one in inputs)


def test_an_answer_is_the_proof_and_then_the_elements_in_the_order_asked(holder: Keyholder) -> None:
    first, second = blinded(b"first"), blinded(b"second")
    there, back = holder.evaluate(first + second), holder.evaluate(second + first)
    assert len(there) == PROOF + 2 * ELEMENT
    elements = [there[PROOF : PROOF + ELEMENT], there[PROOF + ELEMENT :]]
    assert [back[PROOF : PROOF + ELEMENT], back[PROOF + ELEMENT :]] == elements[::-1]
    assert there[:PROOF] != holder.evaluate(first + second)[:PROOF]  # the proof is random, the elements are not


def test_a_tag_is_the_beginning_of_what_the_blind_way_gives(holder: Keyholder) -> None:
    number = (701_000_000).to_bytes(8, "big")
    secret, element = ristretto.Client.blind(number)
    answer = ristretto.VerifiableBatchOutput.deserialize(holder.evaluate(bytes(element.serialize())))
    key = ristretto.PublicKey.deserialize(holder.public_key)
    (output,) = ristretto.Client.finalize_batch([secret], answer, key)
    assert holder.tags(number) == bytes(output)[:TAG]


def test_the_key_stays_the_same_when_the_process_is_begun_anew(epoch: Epoch, holder: Keyholder) -> None:
    with Keyholder(epoch.key_file) as again:
        assert again.public_key.hex() == holder.public_key.hex() == epoch.public_key


def test_a_file_in_the_folder_one_stands_in_is_not_run(
    epoch: Epoch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "voprf.py").write_text("raise SystemExit('run where the key is')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with Keyholder(epoch.key_file) as holder:
        assert holder.public_key.hex() == epoch.public_key


@pytest.mark.parametrize("size", [0, 1, 31, 33, 32 * 65_536])
def test_what_is_no_batch_is_told_from_its_size(size: int) -> None:
    with pytest.raises(BadInput, match="32 bytes for each element"):
        count_elements(b"a" * size)
    assert count_elements(b"a" * 32 * 65_535) == 65_535
