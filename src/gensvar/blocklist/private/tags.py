"""Published tags: what anyone may have of the register. Without an evaluation by the key they say nothing of any
number.

A tag is the first 48 bits of the OPRF output (RFC 9497) of a member. A free number is held back by mistake once in 80
million questions to a register of 3.5 million (3.5e6 / 2^48 = 1.2e-8); a blocked one never passes. How the files are
laid out is told in `sealed_file`; their headings are

    tags    GVTAGS02: epoch, public_key, version (sequence number of the register), count; then the tags, sorted
    delta   GVDELT02: epoch, public_key, before, after (versions), added, count; then the tags that came, and after
            them those that went, each sorted

Two members may share a tag; then it stands twice.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.private.epochs import Epoch
from gensvar.blocklist.private.keyholder import TAG, Keyholder
from gensvar.blocklist.private.sealed_file import read_sealed, write_sealed
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    Array = np.ndarray[Any, Any]

MAGIC, DELTA_MAGIC = b"GVTAGS02", b"GVDELT02"
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
    public_key: str
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

    came, went = np.sort(tags_of(epoch, added)), np.sort(tags_of(epoch, removed))
    return Delta(epoch.name, epoch.public_key, before, after, came, went)


def apply_delta(tags: Tags, delta: Delta) -> Tags:
    """Return the tags of the later version. Raises BadInput when the delta begins somewhere else: at another version,
    under another key, or with tags that are not there to take away.
    """
    import numpy as np

    if (tags.epoch, tags.public_key, tags.version) != (delta.epoch, delta.public_key, delta.before):
        raise _another_base(tags, delta)
    # One of them for each removed: another member may share the tag.
    repeats = np.arange(len(delta.removed)) - np.searchsorted(delta.removed, delta.removed, "left")
    at = np.searchsorted(tags.tags, delta.removed, "left") + repeats
    if len(at) and (int(at.max()) >= len(tags.tags) or not np.array_equal(tags.tags[at], delta.removed)):
        raise _another_base(tags, delta)  # to take away another member's instead would let that member be called
    kept = np.ones(len(tags.tags), bool)
    kept[at] = False
    return Tags(tags.epoch, tags.public_key, delta.after, np.sort(np.concatenate([tags.tags[kept], delta.added])))


def _another_base(tags: Tags, delta: Delta) -> BadInput:
    theirs = f"{delta.epoch} version {delta.before} ({delta.public_key[:8]})"
    ours = f"{tags.epoch} version {tags.version} ({tags.public_key[:8]})"
    return BadInput(
        Text(sv=f"ändringarna gäller {theirs}, inte {ours}", en=f"the changes are for {theirs}, not {ours}"),
        mend=Text(sv="Hämta hela filen med märken på nytt.", en="Fetch the whole file of tags anew."),
    )


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
    write_sealed(path, MAGIC, heading, content)


def read_tags(path: Path) -> Tags:
    """Return the tags of a file. Raises BadInput when it is none or is damaged."""
    heading, body = read_sealed(path, MAGIC, TAG)
    return Tags(heading["epoch"], heading["public_key"], heading["version"], unpack(body))


def write_delta(path: Path, delta: Delta) -> None:
    """Write what has changed between two versions: a file like that of tags, those that came and then those that
    went.
    """
    content = pack(delta.added) + pack(delta.removed)
    heading = {
        "epoch": delta.epoch,
        "public_key": delta.public_key,
        "before": delta.before,
        "after": delta.after,
        "added": len(delta.added),
        "count": len(delta.added) + len(delta.removed),
    }
    write_sealed(path, DELTA_MAGIC, heading, content)


def read_delta(path: Path) -> Delta:
    """Return the changes of a file. Raises BadInput when it is none or is damaged."""
    heading, body = read_sealed(path, DELTA_MAGIC, TAG)
    tags, added = unpack(body), heading["added"]
    versions = heading["before"], heading["after"]
    return Delta(heading["epoch"], heading["public_key"], *versions, tags[:added], tags[added:])
