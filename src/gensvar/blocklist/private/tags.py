"""Published tags: what anyone may have of the register. Without an evaluation by the key they say nothing of any
number.

A tag is the first 48 bits of the OPRF output of a member. A free number is held back by mistake once in 80 million
questions to a register of 3.5 million (3.5e6 / 2^48 = 1.2e-8); a blocked one never passes. The file:

8 bytes GVTAGS01 4 bytes length of the heading, most significant first heading JSON: epoch, public_key, version
(sequence number of the register), count, sha256 of the tags tags count x 6 bytes, sorted, most significant first; two
members may share one
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.private.epochs import Epoch
from gensvar.blocklist.private.keyholder import TAG, Keyholder
from gensvar.errors import BadInput
from gensvar.evidence.canonical import write_whole
from gensvar.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    Array = np.ndarray[Any, Any]

MAGIC, DELTA_MAGIC = b"GVTAGS01", b"GVDELT01"
BATCH = 20_000
PROCESSES = 2


@dataclass(frozen=True)
class Tags:
    """The tags of a version: sorted, as uint64 with the upper 16 bits empty."""

    epoch: str
    public_key: str
    version: int
    tags: Array

    def has(self, tags: Array) -> Array:
        """Return for each tag (uint64) whether some member has it."""
        import numpy as np

        if not len(self.tags):
            return np.zeros(len(tags), bool)
        at = np.minimum(np.searchsorted(self.tags, tags), len(self.tags) - 1)
        found: Array = self.tags[at] == tags
        return found


@dataclass(frozen=True)
class Delta:
    """From one version to another: tags that came and tags that went (uint64, sorted)."""

    epoch: str
    before: int
    after: int
    added: Array
    removed: Array


def make_tags(
    epoch: Epoch, numbers: Array, version: int, progress: Callable[[float, str], None] = lambda _share, _note: None
) -> Tags:
    """Return the tags of the members `numbers` (NSNs, uint64) at a version. Two minutes of processor for 3.5
    million.
    """
    import numpy as np

    found = np.sort(tags_of(epoch, numbers, progress))
    return Tags(epoch.name, epoch.public_key, version, found)


def tags_of(epoch: Epoch, numbers: Array, progress: Callable[[float, str], None] = lambda _s, _n: None) -> Array:
    """Return the tag of each NSN, in the given order; two key processes share the work."""
    import numpy as np

    content = numbers.astype(">u8").tobytes()
    starts = list(range(0, len(content), BATCH * 8))
    parts: dict[int, bytes] = {}

    def work(own: list[int]) -> None:
        with Keyholder(epoch.key_file) as holder:
            for start in own:
                parts[start] = holder.tags(content[start : start + BATCH * 8])
                progress(len(parts) / len(starts), epoch.name)

    processes = PROCESSES if len(starts) > 1 else 1
    with ThreadPoolExecutor(processes) as workers:
        for done in [workers.submit(work, starts[number::processes]) for number in range(processes)]:
            done.result()
    return unpack(b"".join(parts[start] for start in starts)) if starts else np.zeros(0, np.uint64)


def delta_between(epoch: Epoch, before: int, after: int, added: Array, removed: Array) -> Delta:
    """Return the delta of the NSNs that came and went between two versions."""
    import numpy as np

    return Delta(epoch.name, before, after, np.sort(tags_of(epoch, added)), np.sort(tags_of(epoch, removed)))


def apply_delta(tags: Tags, delta: Delta) -> Tags:
    """Return the tags of the later version. Raises BadInput when the delta begins somewhere else."""
    import numpy as np

    if (tags.epoch, tags.version) != (delta.epoch, delta.before):
        raise BadInput(
            Text(
                sv=f"ändringarna gäller {delta.epoch} version {delta.before}, inte {tags.epoch} version {tags.version}",
                en=f"the changes are for {delta.epoch} version {delta.before}, not {tags.epoch} version {tags.version}",
            ),
            mend=Text(sv="Hämta hela filen med märken på nytt.", en="Fetch the whole file of tags anew."),
        )
    all_tags = np.sort(np.concatenate([tags.tags, delta.added]))
    first = np.searchsorted(all_tags, delta.removed, "left")
    repeats = np.arange(len(delta.removed)) - np.searchsorted(delta.removed, delta.removed, "left")
    kept = np.ones(len(all_tags), bool)
    kept[first + repeats] = False  # one of them for each removed: another member may share the tag
    return Tags(tags.epoch, tags.public_key, delta.after, all_tags[kept])


def pack(tags: Array) -> bytes:
    """Return tags (uint64) as six bytes each."""
    import numpy as np

    return tags.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 2:].tobytes()


def unpack(content: bytes) -> Array:
    """Return the tags that stand in six bytes each."""
    import numpy as np

    wide = np.zeros((len(content) // TAG, 8), np.uint8)
    wide[:, 2:] = np.frombuffer(content, np.uint8).reshape(-1, TAG)
    return wide.view(">u8").ravel().astype(np.uint64)


def write_tags(path: Path, tags: Tags) -> None:
    """Write a tag file."""
    content = pack(tags.tags)
    heading = {"epoch": tags.epoch, "public_key": tags.public_key, "version": tags.version, "count": len(tags.tags)}
    _write(path, MAGIC, heading, content)


def read_tags(path: Path) -> Tags:
    """Return the tags of a file. Raises BadInput when it is none or is damaged."""
    heading, body = _read(path, MAGIC)
    return Tags(heading["epoch"], heading["public_key"], heading["version"], unpack(body))


def write_delta(path: Path, delta: Delta) -> None:
    """Write what has changed between two versions: a file like that of tags, those that came and then those that
    went.
    """
    content = pack(delta.added) + pack(delta.removed)
    heading = {"epoch": delta.epoch, "before": delta.before, "after": delta.after, "added": len(delta.added)}
    _write(path, DELTA_MAGIC, {**heading, "count": len(delta.added) + len(delta.removed)}, content)


def read_delta(path: Path) -> Delta:
    """Return the changes of a file. Raises BadInput when it is none or is damaged."""
    heading, body = _read(path, DELTA_MAGIC)
    tags, added = unpack(body), heading["added"]
    return Delta(heading["epoch"], heading["before"], heading["after"], tags[:added], tags[added:])


def _write(path: Path, magic: bytes, heading: dict[str, Any], content: bytes) -> None:
    head = json.dumps({**heading, "sha256": hashlib.sha256(content).hexdigest()}).encode()
    write_whole(path, magic + len(head).to_bytes(4, "big") + head + content)


def _read(path: Path, magic: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        content = path.read_bytes()
        size = int.from_bytes(content[8:12], "big")
        heading: dict[str, Any] = json.loads(content[12 : 12 + size])
        body = content[12 + size :]
        if content[:8] != magic or len(body) != heading["count"] * TAG:
            raise ValueError("size")
        if hashlib.sha256(body).hexdigest() != heading["sha256"]:
            raise ValueError("hash")
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BadInput(
            Text(sv="filen med märken är skadad", en="the file of tags is damaged"),
            where=str(path),
            mend=Text(sv="Hämta den på nytt.", en="Fetch it anew."),
        ) from problem
    return heading, body
