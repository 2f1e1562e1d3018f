"""The private wash gives what a plain one gives, proves its key, counts its questions, and shows neither side's numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from voprf import ristretto

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.private.client import BATCH, wash_numbers
from gensvar.blocklist.private.epochs import Epoch, epoch_of
from gensvar.blocklist.private.keyholder import Keyholder
from gensvar.blocklist.private.service import PrivateService
from gensvar.blocklist.private.tags import (
    Tags,
    apply_delta,
    delta_between,
    make_tags,
    pack,
    read_delta,
    read_tags,
    unpack,
    write_delta,
    write_tags,
)
from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.privately import wash_privately
from gensvar.blocklist.wash.validity import Validity
from gensvar.blocklist.wash.washing import Wishes, wash
from gensvar.errors import BadInput, GensvarError

NOW = datetime(2026, 11, 25, tzinfo=UTC)
MEMBERS = np.arange(701_000_000, 701_000_400, 2, dtype=np.uint64)


def test_the_library_is_the_one_of_rfc_9497() -> None:
    """Appendix A.1.2: OPRF(ristretto255, SHA-512) in VOPRF mode; blinded at random, so only what comes out is the vector's."""
    evaluator = ristretto.Evaluator.from_seed(bytes.fromhex("a3" * 32), b"test key")
    public = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e"
    assert bytes(evaluator.public_key.serialize()).hex() == public
    vectors = {
        "00": "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
        "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
        "5a" * 17: "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
        "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
    }
    for written, output in vectors.items():
        secret, blinded = ristretto.Client.blind(bytes.fromhex(written))  # type: ignore[arg-type]
        found = secret.finalize(evaluator.evaluate(blinded), evaluator.public_key)
        assert bytes(found).hex() == output
        assert bytes(evaluator.evaluate_known_input(bytes.fromhex(written))).hex() == output


@pytest.mark.parametrize(
    "numbers",
    [
        np.zeros(0, np.uint64),
        MEMBERS,
        MEMBERS + np.uint64(1),
        np.concatenate([MEMBERS[::-1], MEMBERS + np.uint64(1), MEMBERS[:5], np.array([1, 10**12], np.uint64)]),
    ],
    ids=["empty", "all", "none", "mixed with repeats"],
)
def test_the_answer_is_that_of_the_register(epoch: Epoch, holder: Keyholder, numbers: np.ndarray) -> None:
    tags = make_tags(epoch, MEMBERS, 1)
    found = wash_numbers(numbers, holder.evaluate, tags, epoch.public_key)
    assert found.tolist() == np.isin(numbers, MEMBERS).tolist()


def test_a_long_list_is_shared_between_processes(
    epoch: Epoch, holder: Keyholder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gensvar.blocklist.private.client.BATCH", 150)
    monkeypatch.setattr("gensvar.blocklist.private.client.ALONE_UP_TO", 200)
    numbers = np.arange(701_000_000, 701_000_400, dtype=np.uint64)
    found = wash_numbers(numbers, holder.evaluate, make_tags(epoch, MEMBERS, 1), epoch.public_key)
    assert found.tolist() == np.isin(numbers, MEMBERS).tolist()
    assert BATCH > 150


def test_what_the_register_sees_is_random(epoch: Epoch, holder: Keyholder) -> None:
    seen: list[bytes] = []

    def spy(blinded: bytes) -> bytes:
        seen.append(blinded)
        return holder.evaluate(blinded)

    for _ in range(2):
        wash_numbers(MEMBERS[:3], spy, make_tags(epoch, MEMBERS, 1), epoch.public_key)
    assert seen[0] != seen[1] and len(seen[0]) == 3 * 32


def _flipped(evaluate: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def tampered(blinded: bytes) -> bytes:
        answer = bytearray(evaluate(blinded))
        answer[-1] ^= 1
        return bytes(answer)

    return tampered


@pytest.mark.parametrize("size", [3, 300])
def test_another_key_or_a_changed_answer_is_refused(
    tmp_path: Path, epoch: Epoch, holder: Keyholder, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gensvar.blocklist.private.client.BATCH", 100)
    monkeypatch.setattr("gensvar.blocklist.private.client.ALONE_UP_TO", 200)
    tags, numbers = make_tags(epoch, MEMBERS, 1), np.arange(1, size + 1, dtype=np.uint64)
    with Keyholder(epoch_of(tmp_path / "other", NOW).key_file) as other:
        with pytest.raises(GensvarError, match="does not prove"):
            wash_numbers(numbers, other.evaluate, tags, epoch.public_key)
        with pytest.raises(GensvarError, match="does not prove"):
            wash_numbers(numbers, other.evaluate, tags, other.public_key.hex())  # the tags are another key's
    with pytest.raises(GensvarError, match="does not prove"):
        wash_numbers(numbers, _flipped(holder.evaluate), tags, epoch.public_key)


def test_the_key_process_survives_whatever_it_is_sent(epoch: Epoch, holder: Keyholder) -> None:
    for rubbish in (b"\xff" * 32, b"\x00" * 64):
        with pytest.raises(BadInput, match="refused"):
            holder.evaluate(rubbish)
    for no_batch in (b"", b"x", b"a" * 33, b"a" * 32 * 65_536):
        with pytest.raises(BadInput, match="no batch"):
            holder.evaluate(no_batch)
    for oversized in (b"", b"a" * 33, b"a" * 32 * 65_536, b"a" * 10_000_000):
        with pytest.raises(BadInput, match="refused"):
            holder._ask(b"E", oversized)
    with pytest.raises(BadInput, match="unknown request"):
        holder._ask(b"X", b"hello")
    assert wash_numbers(MEMBERS[:1], holder.evaluate, make_tags(epoch, MEMBERS, 1), epoch.public_key).tolist() == [True]


def test_a_key_that_others_may_read_is_not_used(epoch: Epoch) -> None:
    assert epoch.key_file.stat().st_mode & 0o077 == 0 and epoch.key_file.parent.stat().st_mode & 0o077 == 0
    epoch.key_file.chmod(0o644)
    with pytest.raises(GensvarError, match="does not answer"):
        Keyholder(epoch.key_file)


def test_tags_are_packed_and_read_back_and_damage_is_seen(tmp_path: Path, epoch: Epoch) -> None:
    tags = make_tags(epoch, MEMBERS, 7)
    assert np.array_equal(unpack(pack(tags.tags)), tags.tags) and int(tags.tags.max()) < 2**48
    path = tmp_path / "tags.bin"
    write_tags(path, tags)
    again = read_tags(path)
    assert (again.version, again.epoch, again.tags.tolist()) == (7, epoch.name, tags.tags.tolist())
    content = bytearray(path.read_bytes())
    for place in (0, 20, len(content) - 1):
        changed = content.copy()
        changed[place] ^= 1
        path.write_bytes(changed)
        with pytest.raises(BadInput, match="damaged"):
            read_tags(path)


def test_a_delta_gives_exactly_the_later_version(epoch: Epoch) -> None:
    later = np.concatenate([MEMBERS[10:], np.array([799_999_999], np.uint64)])
    delta = delta_between(epoch, 1, 2, later[-1:], MEMBERS[:10])
    before = make_tags(epoch, MEMBERS, 1)
    assert np.array_equal(apply_delta(before, delta).tags, make_tags(epoch, later, 2).tags)
    write_delta(epoch.key_file.parent / "delta.bin", delta)
    again = read_delta(epoch.key_file.parent / "delta.bin")
    assert np.array_equal(apply_delta(before, again).tags, make_tags(epoch, later, 2).tags)
    with pytest.raises(BadInput, match="the changes are for"):
        apply_delta(Tags(epoch.name, epoch.public_key, 9, before.tags), delta)


def test_a_tag_that_two_members_share_stays_when_one_leaves(epoch: Epoch) -> None:
    from gensvar.blocklist.private.tags import Delta

    shared = Tags(epoch.name, "", 1, np.array([5, 5, 9], np.uint64))
    gone = Delta(epoch.name, "", 1, 2, np.zeros(0, np.uint64), np.array([5], np.uint64))
    assert apply_delta(shared, gone).tags.tolist() == [5, 9]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register.create(tmp_path / "register", "Prov", NOW)
    make_keys(made.folder)
    made.record(Deed.ADD, MEMBERS, "import", "", NOW)
    return made


def test_a_private_wash_of_a_list_is_the_plain_one(register: Register, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("telefon\n0701000000\n070-100 00 01\n46701000002\nx\n112\n0701000004 / 0701000005\n", "utf-8")
    wishes = Wishes(Validity(2, 3, 12, "NIX"))
    private = Wishes(Validity(2, 3, 12, "NIX"), mode="private")
    for turn in range(2):
        plain = wash(source, tmp_path / f"plain{turn}.csv", register, wishes, NOW)
        done = wash_privately(source, tmp_path / f"private{turn}.csv", register, private, "local", NOW)
        assert done.out.read_bytes() == plain.out.read_bytes()
        assert done.receipt["counts"] == plain.receipt["counts"] and done.receipt["mode"] == "private"
        assert done.receipt["register"]["count"] == plain.receipt["register"]["count"]
        register.record(Deed.ADD, [701000001, 799999999], "web", "", NOW)  # the second turn goes by the changes
        register.record(Deed.WITHDRAW, [701000004], "web", "", NOW)


def test_the_quota_counts_evaluations_and_stops_exactly_there(register: Register) -> None:
    Licences(register.folder).grant("bank", "556000-0001", 5, NOW)
    service = PrivateService(register, lambda: NOW)
    tags = service.tags(register.version())
    try:
        wash_numbers(MEMBERS[:3], lambda content: service.evaluate("bank", content), tags, service.epoch.public_key)
        with pytest.raises(BadInput, match="has 2 numbers left this month; 3 were asked for"):
            wash_numbers(MEMBERS[:3], lambda content: service.evaluate("bank", content), tags, service.epoch.public_key)
        wash_numbers(MEMBERS[:2], lambda content: service.evaluate("bank", content), tags, service.epoch.public_key)
        with pytest.raises(BadInput, match="no licence"):
            service.evaluate("nobody", b"\0" * 32)
    finally:
        service.close()
    assert Licences(register.folder).used("bank", NOW) == (5, 0)


def test_the_quota_holds_when_many_ask_at_once(register: Register) -> None:
    licences = Licences(register.folder)
    licences.grant("bank", "", 50, NOW)
    granted: list[int] = []

    def spend() -> None:
        for _ in range(10):
            try:
                Licences(register.folder).spend_evaluations("bank", 1, NOW)
                granted.append(1)
            except BadInput:
                pass

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(granted) == 50


def test_asking_of_the_same_number_again_is_free_and_no_number_is_kept(register: Register) -> None:
    licences = Licences(register.folder)
    licences.grant("ringbolaget", "", 3, NOW)
    assert licences.spend_numbers("ringbolaget", [701000000, 701000001], NOW) == 2
    assert licences.spend_numbers("ringbolaget", [701000001, 701000002], NOW) == 1
    assert licences.spend_numbers("ringbolaget", [701000000], NOW) == 0
    with pytest.raises(BadInput, match="0 numbers left"):
        licences.spend_numbers("ringbolaget", [701000003], NOW)
    next_month = datetime(2026, 12, 1, tzinfo=UTC)
    assert licences.spend_numbers("ringbolaget", [701000003], next_month) == 1
    stored = (register.folder / "licences.sqlite").read_bytes()
    assert not any(
        number.to_bytes(4, order) in stored for number in (701000000, 701000001) for order in ("big", "little")
    )
