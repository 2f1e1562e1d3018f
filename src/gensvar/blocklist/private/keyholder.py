"""The key of an epoch, in a process of its own that answers over pipes and does nothing else.

Whoever has the key can try every Swedish mobile number in half an hour, so no other process ever reads it. The process
is begun with the key file's path and ends with whoever began it. Messages are one byte (what is asked), four bytes
(length, most significant first) and content; answers are `+` or `-` (a fault, in words), length and content.

    P  ->  the public key, 32 bytes
    E  blinded elements, 32 bytes each  ->  the evaluated elements with one proof, as `voprf` writes a batch
    T  numbers, 8 bytes each            ->  their tags, 6 bytes each
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text

ELEMENT, NUMBER, TAG = 32, 8, 6
LARGEST_BATCH = 65_535
LARGEST_MESSAGE = LARGEST_BATCH * ELEMENT + 1024
INFO = b"gensvar block register"


class Keyholder:
    """The other end of a key process. Not for two threads at once."""

    def __init__(self, key_file: Path) -> None:
        """Begin the process. Raises BadInput when the key cannot be used."""
        command = [sys.executable, "-m", "gensvar.blocklist.private.keyholder", str(key_file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        try:
            self.public_key = self._ask(b"P", b"")
        except GensvarError:
            self.close()
            raise

    def evaluate(self, blinded: bytes) -> bytes:
        """Return the evaluation of up to 65,535 blinded elements with its proof. Raises BadInput for what is none."""
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


def _read(source: IO[bytes]) -> tuple[bytes, bytes]:
    head = source.read(5)
    if len(head) < 5:
        raise EOFError
    size = int.from_bytes(head[1:], "big")
    if size > LARGEST_MESSAGE:
        raise EOFError
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return head[:1], content


def serve(key_file: Path, source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer until the other end closes; a request that is wrong gets a fault, and the process lives on."""
    from voprf import ristretto

    if key_file.stat().st_mode & 0o077:
        raise SystemExit("the key must be readable by its owner only")
    evaluator = ristretto.Evaluator.from_seed(bytes.fromhex(key_file.read_text("ascii").strip()), INFO)

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
        except (
            BaseException
        ) as problem:  # whatever a stranger sends, it lives on; a panic of the library is no Exception
            sound, said = b"-", str(problem).encode()
        sink.write(sound + len(said).to_bytes(4, "big") + said)
        sink.flush()


def _cut(content: bytes, size: int) -> list[bytes]:
    if not content or len(content) % size or len(content) // size > LARGEST_BATCH:
        raise ValueError(f"not a batch of parts of {size} bytes")
    return [content[start : start + size] for start in range(0, len(content), size)]


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
