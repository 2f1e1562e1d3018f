"""Checking a register: every hash, the chain, the Merkle roots, the frontier and the snapshots, from the log alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from gensvar.blocklist.register.entries import FIRST, moment_of
from gensvar.blocklist.register.merkle import Frontier
from gensvar.blocklist.register.register import Register
from gensvar.text import Text


@dataclass
class Checked:
    """What a check found. `sound` when nothing is wrong."""

    entries: int = 0
    count: int = 0
    root: str = Frontier().root().hex()
    problems: list[Text] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether the log and all that rests on it are as they were written."""
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        """Return the result for `--json`."""
        problems = [{"sv": one.sv, "en": one.en} for one in self.problems]
        return {
            "sound": self.sound,
            "entries": self.entries,
            "count": self.count,
            "root": self.root,
            "problems": problems,
        }


def check_register(register: Register) -> Checked:
    """Rebuild everything from the log and compare it with what is stored."""
    from pyroaring import BitMap64

    found, tree, previous = Checked(), Frontier(), FIRST
    members, latest = BitMap64(), 0
    snapshots = {seq: (file, digest) for _, seq, file, digest, _ in reversed(register.log.snapshots())}
    for entry, digest, root in register.log.entries():
        found.entries += 1
        if entry.seq != found.entries:
            found.problems.append(_at(entry.seq, "poster saknas före den", "entries before it are missing"))
            found.entries = entry.seq
        if entry.hash() != digest or entry.previous != previous:
            found.problems.append(_at(entry.seq, "innehållet är ändrat", "its content was changed"))
        if entry.at < latest:
            found.problems.append(_at(entry.seq, "tiden går baklänges", "time goes backwards"))
        tree = tree.grown(digest)
        if tree.root() != root:
            found.problems.append(_at(entry.seq, "roten stämmer inte", "its root does not agree"))
        numbers = BitMap64(entry.numbers)
        members = members | numbers if entry.deed.blocks else members - numbers
        if entry.seq in snapshots:
            _check_snapshot(register, *snapshots.pop(entry.seq), members, found)
        previous, latest = digest, max(latest, entry.at)
    if register.log.tree() != tree:
        found.problems.append(
            Text(sv="trädets kant stämmer inte med loggen", en="the tree's frontier does not agree with the log")
        )
    for file, _ in snapshots.values():
        found.problems.append(Text(sv=f"{file}: ögonblicksbild utan post", en=f"{file}: a snapshot without an entry"))
    found.count, found.root = len(members), tree.root().hex()
    return found


def _check_snapshot(register: Register, file: str, digest: str, members: Any, found: Checked) -> None:
    from pyroaring import BitMap64

    path = register.folder / "snapshots" / file
    try:
        content = path.read_bytes()
    except OSError:
        found.problems.append(Text(sv=f"{file}: ögonblicksbilden saknas", en=f"{file}: the snapshot is missing"))
        return
    if hashlib.sha256(content).hexdigest() != digest or BitMap64.deserialize(content) != members:
        found.problems.append(Text(sv=f"{file}: ögonblicksbilden är ändrad", en=f"{file}: the snapshot was changed"))


def _at(seq: int, sv: str, en: str) -> Text:
    return Text(sv=f"post {seq}: {sv}", en=f"entry {seq}: {en}")


def history_of(register: Register, number: int) -> list[dict[str, Any]]:
    """Return what was done to one NSN and when, for whoever holds the number and for disputes."""
    import numpy as np

    deeds = []
    for entry, _, _ in register.log.entries():
        place = int(np.searchsorted(entry.numbers, number))
        if place < len(entry.numbers) and int(entry.numbers[place]) == number:
            deeds.append(
                {
                    "seq": entry.seq,
                    "at": moment_of(entry.at).isoformat(timespec="seconds"),
                    "deed": entry.deed.name.lower(),
                    "channel": entry.channel,
                    "evidence": entry.evidence,
                }
            )
    return deeds
