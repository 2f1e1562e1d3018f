"""The company's side: no answer but the true one is used, and a refusal stops the asking."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gensvar.blocklist.private.client import wash_numbers
from gensvar.blocklist.private.epochs import Epoch
from gensvar.blocklist.private.keyholder import Keyholder
from gensvar.blocklist.private.tags import Tags, make_tags
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text

MEMBERS = np.arange(701_000_000, 701_000_040, 2, dtype=np.uint64)
PROOF, ELEMENT = 64, 32


@pytest.fixture
def short_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gensvar.blocklist.private.client.BATCH", 5)
    monkeypatch.setattr("gensvar.blocklist.private.client.ALONE_UP_TO", 10)


@pytest.fixture
def tags(epoch: Epoch) -> Tags:
    return make_tags(epoch, MEMBERS, 1)


def _swapped(answer: bytes) -> bytes:
    first, second = answer[PROOF : PROOF + ELEMENT], answer[PROOF + ELEMENT : PROOF + 2 * ELEMENT]
    return answer[:PROOF] + second + first + answer[PROOF + 2 * ELEMENT :]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda answer: bytes([answer[0] ^ 1]) + answer[1:],
        lambda answer: answer[: PROOF - 32] + bytes([answer[PROOF - 32] ^ 1]) + answer[PROOF - 31 :],
        lambda answer: answer[:PROOF] + answer[PROOF + ELEMENT :],
        lambda answer: answer + answer[-ELEMENT:],
        lambda answer: answer[:PROOF] + answer[-ELEMENT:] * 3,
        lambda answer: answer[:PROOF] + b"\0" * ELEMENT + answer[PROOF + ELEMENT :],
        _swapped,
        lambda answer: answer[:-1],
        lambda answer: b"",
        lambda answer: b"\xff" * len(answer),
    ],
    ids=["challenge", "response", "one less", "one more", "the same", "identity", "swapped", "cut", "empty", "rubbish"],
)
def test_a_changed_answer_is_refused(
    epoch: Epoch, holder: Keyholder, tags: Tags, tamper: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(GensvarError, match="does not prove"):
        wash_numbers(MEMBERS[:3], lambda blinded: tamper(holder.evaluate(blinded)), tags, epoch.public_key)


def test_yesterdays_answer_is_refused(epoch: Epoch, holder: Keyholder, tags: Tags) -> None:
    answers: list[bytes] = []

    def replayed(blinded: bytes) -> bytes:
        answers.append(holder.evaluate(blinded))
        return answers[0]

    assert wash_numbers(MEMBERS[:3], replayed, tags, epoch.public_key).all()
    with pytest.raises(GensvarError, match="does not prove"):
        wash_numbers(MEMBERS[:3], replayed, tags, epoch.public_key)


def test_tags_of_another_key_are_not_even_asked_about(epoch: Epoch, tags: Tags) -> None:
    def never(blinded: bytes) -> bytes:
        raise AssertionError("asked")

    with pytest.raises(GensvarError, match="does not prove"):
        wash_numbers(MEMBERS, never, Tags("2026-11", "00" * 32, 1, tags.tags), epoch.public_key)


def test_only_distinct_numbers_are_asked(epoch: Epoch, holder: Keyholder, tags: Tags) -> None:
    asked: list[int] = []

    def counting(blinded: bytes) -> bytes:
        asked.append(len(blinded) // ELEMENT)
        return holder.evaluate(blinded)

    numbers = np.concatenate([np.repeat(MEMBERS[:4], 50), np.repeat(MEMBERS[:3] + np.uint64(1), 7)])
    found = wash_numbers(numbers, counting, tags, epoch.public_key)
    assert found.tolist() == [True] * 200 + [False] * 21
    assert asked == [7]


@pytest.mark.usefixtures("short_batches")
def test_a_refusal_stops_both_processes_and_is_what_is_told(
    epoch: Epoch, holder: Keyholder, tags: Tags, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def limited(blinded: bytes) -> bytes:
        asked.append(1)
        if len(asked) == 3:
            raise BadInput(Text(sv="kvoten är slut", en="the quota is used up"))
        return holder.evaluate(blinded)

    with pytest.raises(BadInput, match="the quota is used up"):
        wash_numbers(np.arange(1, 201, dtype=np.uint64), limited, tags, epoch.public_key)
    assert len(asked) == 3
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("short_batches")
def test_a_process_that_dies_is_told_as_that(
    epoch: Epoch, holder: Keyholder, tags: Tags, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gensvar.blocklist.private.client._work", print)  # ends at once
    with pytest.raises(GensvarError, match="processes that blind ended"):
        wash_numbers(np.arange(1, 201, dtype=np.uint64), holder.evaluate, tags, epoch.public_key)


@pytest.mark.usefixtures("short_batches")
def test_progress_reaches_the_whole(epoch: Epoch, holder: Keyholder, tags: Tags) -> None:
    shares: list[float] = []
    numbers = np.arange(701_000_000, 701_000_040, dtype=np.uint64)
    found = wash_numbers(numbers, holder.evaluate, tags, epoch.public_key, lambda share, _: shares.append(share))
    assert found.tolist() == np.isin(numbers, MEMBERS).tolist()
    assert max(shares) == 1
