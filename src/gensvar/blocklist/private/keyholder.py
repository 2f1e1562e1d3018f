"""The key of an epoch, in a process of its own that answers over pipes and does nothing else.

Whoever has the key can try every Swedish mobile number in half an hour, so no other process ever reads it. The process
is begun with the key file's path and ends with whoever began it. Messages are one byte (what is asked), four bytes
(length, most significant first) and content; answers are `+` or `-` (a fault, in words), length and content.

    P  ->  the public key, 32 bytes
    E  blinded elements, 32 bytes each, 1 to 65,535  ->  the proof (RFC 9497: challenge and response, 32 bytes each),
       then the evaluated elements, 32 bytes each, in the order they were asked
    T  numbers, 8 bytes each, 1 to 65,535            ->  their tags, 6 bytes each

The contents of E and its answer are also what travels between a company and the register. Elements are ristretto255
points as RFC 9496 encodes them; what is none, or stands for nothing (the identity), is refused.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text

ELEMENT, NUMBER, TAG, SEED = 32, 8, 6, 32
LARGEST_BATCH = 65_535
LARGEST_MESSAGE = LARGEST_BATCH * ELEMENT + 1024
INFO = b"gensvar block register"


class Keyholder:
    """The other end of a key process. Not for two threads at once."""

    def __init__(self, key_file: Path) -> None:
        """Begin the process. Raises BadInput when the key cannot be used."""
        # -P: a file in the folder one happens to stand in is not run where the key is
        command = [sys.executable, "-P", "-m", "gensvar.blocklist.private.keyholder", str(key_file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        try:
            self.public_key = self._ask(b"P", b"")
        except GensvarError:
            self.close()
            raise

    def evaluate(self, blinded: bytes) -> bytes:
        """Return the evaluation of up to 65,535 blinded elements with its proof. Raises BadInput for what is none."""
        count_elements(blinded)
        return self._ask(b"E", blinded)

    def tags(self, numbers: bytes) -> bytes:
        """Return the tags of NSNs, eight bytes each, most significant first."""
        return self._ask(b"T", numbers)

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()
        self._process.wait(10)

    def __enter__(self) -> Keyholder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, what: bytes, content: bytes) -> bytes:
        sink, source = self._process.stdin, self._process.stdout
        assert sink is not None
        assert source is not None
        try:
            sink.write(what + len(content).to_bytes(4, "big") + content)
            sink.flush()
            sound, answer = _read(source)
        except (OSError, EOFError) as problem:
            raise GensvarError(
                Text(sv="nyckelprocessen svarar inte", en="the key process does not answer"),
                mend=Text(
                    sv="Kontrollera att nyckeln finns och bara kan läsas av sin ägare.",
                    en="See that the key is there and readable by its owner only.",
                ),
            ) from problem
        if sound != b"+":
            reason = answer.decode("utf-8", "replace")
            raise BadInput(Text(sv=f"nyckelprocessen vägrade: {reason}", en=f"the key process refused: {reason}"))
        return answer


def count_elements(blinded: bytes) -> int:
    """Return how many elements a batch has. Raises BadInput for what is no batch: empty, too large, cut off."""
    if not blinded or len(blinded) % ELEMENT or len(blinded) // ELEMENT > LARGEST_BATCH:
        raise BadInput(
            Text(
                sv=f"{len(blinded)} byte är ingen begäran av förblindade element",
                en=f"{len(blinded)} bytes are no batch of blinded elements",
            ),
            mend=Text(
                sv=f"Skicka {ELEMENT} byte för varje element, 1 till {LARGEST_BATCH} element åt gången.",
                en=f"Send {ELEMENT} bytes for each element, 1 to {LARGEST_BATCH} elements at a time.",
            ),
        )
    return len(blinded) // ELEMENT


def _read(source: IO[bytes]) -> tuple[bytes, bytes]:
    """Return what is asked, or how it was answered, and content; an oversized content is read away and left empty."""
    head = source.read(5)
    if len(head) < 5:
        raise EOFError
    left = size = int.from_bytes(head[1:], "big")
    content = b""
    while left:
        piece = source.read(min(left, LARGEST_MESSAGE))
        if not piece:
            raise EOFError
        left -= len(piece)
        content = content + piece if size <= LARGEST_MESSAGE else b""
    return head[:1], content


def serve(key_file: Path, source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer until the other end closes; a request that is wrong gets a fault, and the process lives on."""
    from voprf import ristretto

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave the key in a file
    if key_file.stat().st_mode & 0o077:
        raise SystemExit("the key must be readable by its owner only")
    seed = bytes.fromhex(key_file.read_text("ascii").strip())
    if len(seed) != SEED:  # the library would make another key of it
        raise SystemExit(f"the key must be {SEED} bytes")
    evaluator = ristretto.Evaluator.from_seed(seed, INFO)

    def answer(what: bytes, content: bytes) -> bytes:
        if what == b"P":
            return bytes(evaluator.public_key.serialize())
        if what == b"E":
            parts = _cut(content, ELEMENT)
            elements = [ristretto.BlindedInput.deserialize(part) for part in parts]
            return bytes(evaluator.evaluate_batch(elements).serialize())
        if what == b"T":
            parts = _cut(content, NUMBER)
            return b"".join(bytes(evaluator.evaluate_known_input(part))[:TAG] for part in parts)
        raise ValueError("unknown request")

    while True:
        try:
            what, content = _read(source)
        except EOFError:
            return
        try:
            sound, said = b"+", answer(what, content)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as problem:  # whatever is sent, it lives on; a panic of the library is no Exception
            sound, said = b"-", str(problem).encode()
        sink.write(sound + len(said).to_bytes(4, "big") + said)
        sink.flush()


def _cut(content: bytes, size: int) -> list[bytes]:
    if not content or len(content) % size or len(content) // size > LARGEST_BATCH:
        raise ValueError(f"not a batch of parts of {size} bytes")
    return [content[start : start + size] for start in range(0, len(content), size)]


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
