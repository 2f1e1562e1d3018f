"""The register's side of a private wash: evaluations against a quota, and the tags of the newest version."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.private.epochs import Epoch, epoch_of
from gensvar.blocklist.private.keyholder import Keyholder, count_elements
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
from gensvar.errors import BadInput, GensvarError

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
        """Return the evaluation of blinded elements with its proof (`keyholder` tells the bytes), if the licence has
        them left.

        `licence` is who the caller is known to be, never what it says it is. What was sent before cannot be
        recognised, because it is blinded anew each time: every element counts, and counts before it is evaluated, so
        that no fault gives any away. Only what is no batch at all is refused without being counted. Raises BadInput
        for that, beyond the quota and for elements that are none; GensvarError when the key process does not answer:
        the next request begins another.
        """
        elements = count_elements(blinded)
        self._licences.spend_evaluations(licence, elements, self._clock())
        if self._holder is None:
            self._holder = Keyholder(self.epoch.key_file)
        try:
            return self._holder.evaluate(blinded)
        except BadInput:
            raise
        except GensvarError:
            holder, self._holder = self._holder, None
            holder.close()
            raise

    def tags(self, version: Version, progress: Advance = lambda _share, _note: None) -> Tags:
        """Return the tags of a version: from the newest file there is and what has changed since, or all of them."""
        folder = self._register.folder / FOLDER
        before = self._newest(version.seq)
        if before is None:
            members = self._register.members(version.seq)
            made = make_tags(self.epoch, _array(members), version.seq, progress)
        elif before.version == version.seq:
            return before
        else:
            was, now = self._register.members(before.version), self._register.members(version.seq)
            changes = (_array(now - was), _array(was - now))
            delta = delta_between(self.epoch, before.version, version.seq, *changes)
            made = apply_delta(before, delta)
            write_delta(folder / f"delta-{self.epoch.name}-{before.version}-{version.seq}.bin", delta)
        write_tags(folder / f"tags-{self.epoch.name}-{version.seq}.bin", made)
        return made

    def _newest(self, until: int) -> Tags | None:
        """Return the newest tags that were kept. Those that cannot be used any more are made anew instead: damaged
        ones, an earlier format's, an earlier key's.
        """
        found = (self._register.folder / FOLDER).glob(f"tags-{self.epoch.name}-*.bin")
        versions = {int(path.stem.rsplit("-", 1)[1]): path for path in found}
        for version in sorted((one for one in versions if one <= until), reverse=True):
            with suppress(BadInput):
                kept = read_tags(versions[version])
                if (kept.public_key, kept.version) == (self.epoch.public_key, version):
                    return kept
        return None

    def close(self) -> None:
        """End the key process."""
        self._licences.close()
        if self._holder:
            self._holder.close()


def _array(members: Any) -> Array:
    import numpy as np

    return np.array(members.to_array(), np.uint64)
