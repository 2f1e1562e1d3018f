"""The company's side of a private wash (RFC 9497, VOPRF, ristretto255-SHA512).

Each distinct number is blinded with a random factor before it leaves, so the register sees random points. Its answer
carries a proof that the pinned key of the epoch was used, for every number alike; another key is refused. What comes
out is cut to a tag and looked up in the published tags, here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.private.keyholder import NUMBER, TAG
from gensvar.blocklist.private.tags import Tags, unpack
from gensvar.blocklist.register.register import distinct_sorted
from gensvar.errors import GensvarError
from gensvar.text import Text

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

BATCH = 10_000
ALONE_UP_TO = 20_000
WORKERS = 2
Evaluate = Callable[[bytes], bytes]
Advance = Callable[[float, str], None]


def wash_numbers(
    numbers: Array, evaluate: Evaluate, tags: Tags, public_key: str, progress: Advance = lambda _share, _note: None
) -> Array:
    """Return for each NSN (uint64, any order, repeats allowed) whether it is a member.

    `evaluate` sends a batch of blinded elements and returns the answer; `public_key` (hexadecimal) is the epoch's, from
    a source that is trusted. Raises GensvarError when the proof does not hold or the tags are another key's, and
    whatever `evaluate` raises: then the rest is not asked. Long lists are blinded in two processes, begun by spawning.
    """
    import numpy as np

    if tags.public_key != public_key:
        raise _wrong_key()
    distinct = distinct_sorted(numbers)
    batches = [distinct[start : start + BATCH].astype(">u8").tobytes() for start in range(0, len(distinct), BATCH)]
    found = [unpack(content) for content in _outputs(batches, evaluate, public_key, progress)]
    member = tags.has(np.concatenate(found)) if found else np.zeros(0, bool)
    answer: Array = member[np.searchsorted(distinct, numbers)] if len(distinct) else np.zeros(0, bool)
    return answer


def _outputs(batches: list[bytes], evaluate: Evaluate, public_key: str, progress: Advance) -> list[bytes]:
    """Return the tags of each batch. Blinding and checking are done in two processes for a long list.

    What blinds a batch must be what opens it, and cannot be sent, so each process sees its batches through.
    """
    if len(batches) * BATCH <= ALONE_UP_TO:
        return [_Blinded(batch).opened(evaluate, public_key) for batch in batches]
    found: dict[int, bytes] = {}
    one_at_a_time, stopped = Lock(), Event()

    def ask(blinded: bytes) -> bytes:
        with one_at_a_time:
            if stopped.is_set():  # what one of them is refused, the other does not go on spending quota for
                raise _worker_ended()
            try:
                return evaluate(blinded)
            except BaseException:
                stopped.set()
                raise

    def drive(first: int) -> None:
        with _worker(public_key) as here:
            for number in range(first, len(batches), WORKERS):
                here.send_bytes(batches[number])
                here.send_bytes(ask(here.recv_bytes()))
                sound, content = here.recv()
                if not sound:
                    stopped.set()
                    raise _wrong_key()
                found[number] = content
                progress(len(found) / len(batches), "")

    with ThreadPoolExecutor(WORKERS) as threads:
        drives = [threads.submit(drive, number) for number in range(WORKERS)]
        try:
            wait(drives, return_when=FIRST_EXCEPTION)
        finally:
            stopped.set()
    _raise_first(drives)
    return [found[number] for number in range(len(batches))]


def _raise_first(drives: Sequence[Future[None]]) -> None:
    """Raise what went wrong, if anything did; rather the cause than that the other one was stopped for it."""
    problems = [problem for done in drives if (problem := done.exception())]
    for problem in sorted(problems, key=lambda one: isinstance(one, _WorkerEnded)):
        raise problem


@contextmanager
def _worker(public_key: str) -> Iterator[Connection]:
    """Give the pipe to a process that blinds and opens. Raises _WorkerEnded when that process is no more."""
    here, there = Pipe()
    process = get_context("spawn").Process(target=_work, args=(there, public_key), daemon=True)
    process.start()
    there.close()  # so that a worker that dies is heard of
    try:
        yield here
    except (EOFError, ConnectionError) as problem:
        raise _worker_ended() from problem
    finally:
        here.close()
        process.join(10)


def _work(pipe: Connection, public_key: str) -> None:
    """Blind and open batches until the other end closes."""
    with suppress(EOFError, ConnectionError):
        while True:
            blinded = _Blinded(pipe.recv_bytes())
            try:
                pipe.send((True, blinded.opened(lambda content: _through(pipe, content), public_key)))
            except GensvarError:
                pipe.send((False, b""))


def _through(pipe: Connection, content: bytes) -> bytes:
    pipe.send_bytes(content)
    return pipe.recv_bytes()


class _Blinded:
    """A batch of numbers, each with the factor that blinds it."""

    def __init__(self, batch: bytes) -> None:
        from voprf import ristretto

        parts = [batch[start : start + NUMBER] for start in range(0, len(batch), NUMBER)]
        self._pairs = [ristretto.Client.blind(part) for part in parts]

    def opened(self, evaluate: Evaluate, public_key: str) -> bytes:
        """Return the tags, six bytes each, of what the register answers. Raises GensvarError when it proves nothing."""
        from voprf import ristretto

        blinded = b"".join(bytes(element.serialize()) for _, element in self._pairs)
        answer = evaluate(blinded)
        try:
            outputs = ristretto.VerifiableBatchOutput.deserialize(answer)
            key = ristretto.PublicKey.deserialize(bytes.fromhex(public_key))
            found = ristretto.Client.finalize_batch([secret for secret, _ in self._pairs], outputs, key)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as problem:  # the library panics at some bytes, and a panic is no Exception
            raise _wrong_key() from problem
        return b"".join(bytes(output)[:TAG] for output in found)


class _WorkerEnded(GensvarError):
    """A process that blinds was ended from outside, or because the other one's batch was refused."""


def _worker_ended() -> _WorkerEnded:
    return _WorkerEnded(
        Text(sv="en av processerna som förblindar avslutades", en="one of the processes that blind ended"),
        mend=Text(
            sv="Kör om. Ett eget skript behöver raden `if __name__ == '__main__':` kring anropet.",
            en="Run it again. A script of your own needs the line `if __name__ == '__main__':` around the call.",
        ),
    )


def _wrong_key() -> GensvarError:
    return GensvarError(
        Text(
            sv="registret bevisar inte att det använde månadens nyckel; inget av svaret används",
            en="the register does not prove that it used the month's key; nothing of the answer is used",
        ),
        mend=Text(
            sv="Hämta den öppna nyckeln och märkena på nytt, och fråga den som sköter registret om det inte hjälper.",
            en="Fetch the public key and the tags anew, and ask whoever runs the register if that does not help.",
        ),
    )
