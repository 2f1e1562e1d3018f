"""The register's side of a private wash: evaluations against a quota, and the tags of the newest version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.private.epochs import Epoch, epoch_of
from gensvar.blocklist.private.keyholder import ELEMENT, Keyholder
from gensvar.blocklist.private.tags import (
    Tags,
    apply_delta,
    delta_between,
    make_tags,
    read_tags,
    write_delta,
    write_tags,
)
from gensvar.blocklist.register.register import Register, Version

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FOLDER = "private"
Advance = Callable[[float, str], None]


class PrivateService:
    """Evaluations for one epoch. `clock` is asked for the time of each request."""

    def __init__(self, register: Register, clock: Callable[[], datetime]) -> None:
        self._register, self._clock = register, clock
        self.epoch: Epoch = epoch_of(register.folder / FOLDER / "keys", clock())
        self._licences = Licences(register.folder)
        self._holder: Keyholder | None = None

    def evaluate(self, licence: str, blinded: bytes) -> bytes:
        """Return the evaluation of blinded elements (32 bytes each) with its proof, if the licence has them left.

        What was sent before cannot be recognised, because it is blinded anew each time: every element counts.
        """
        self._licences.spend_evaluations(licence, len(blinded) // ELEMENT, self._clock())
        if self._holder is None:
            self._holder = Keyholder(self.epoch.key_file)
        return self._holder.evaluate(blinded)

    def tags(self, version: Version, progress: Advance = lambda _share, _note: None) -> Tags:
        """Return the tags of a version: from the newest file there is and what has changed since, or all of them."""
        folder = self._register.folder / FOLDER
        path = folder / f"tags-{self.epoch.name}-{version.seq}.bin"
        if path.is_file():
            return read_tags(path)
        older = _newest(folder, self.epoch.name, version.seq)
        if older is None:
            members = self._register.members(version.seq)
            made = make_tags(self.epoch, _array(members), version.seq, progress)
        else:
            before = read_tags(older)
            was, now = self._register.members(before.version), self._register.members(version.seq)
            changes = (_array(now - was), _array(was - now))
            delta = delta_between(self.epoch, before.version, version.seq, *changes)
            write_delta(folder / f"delta-{self.epoch.name}-{before.version}-{version.seq}.bin", delta)
            made = apply_delta(before, delta)
        write_tags(path, made)
        return made

    def close(self) -> None:
        """End the key process."""
        self._licences.close()
        if self._holder:
            self._holder.close()


def _newest(folder: Any, epoch: str, until: int) -> Any:
    found = [(int(path.stem.rsplit("-", 1)[1]), path) for path in folder.glob(f"tags-{epoch}-*.bin")]
    return max(((seq, path) for seq, path in found if seq <= until), default=(0, None))[1]


def _array(members: Any) -> Array:
    import numpy as np

    return np.array(members.to_array(), np.uint64)
