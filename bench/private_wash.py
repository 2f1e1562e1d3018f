"""The private wash: what setting up, asking and answering cost, beside openmined-psi where that is installed.

Run: python bench/private_wash.py [--register 3500000] [--numbers 100000]. For the comparison: pip install openmined-psi
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np


def spent(*whom: int) -> float:
    """Return the processor seconds of this process and of those it has waited for, or of one of the two."""
    both = [resource.getrusage(who) for who in whom or (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def ours(members: np.ndarray, asked: np.ndarray, folder: Path) -> None:
    from gensvar.blocklist.private.client import wash_numbers
    from gensvar.blocklist.private.epochs import epoch_of
    from gensvar.blocklist.private.keyholder import Keyholder
    from gensvar.blocklist.private.tags import make_tags, write_tags

    epoch = epoch_of(folder / "keys", datetime.now(UTC))
    begun, before = time.perf_counter(), spent()
    tags = make_tags(epoch, members, 1)
    print(
        f"set-up, {len(members):,} members: {time.perf_counter() - begun:6.1f} s wall, {spent() - before:6.1f} s processor"
    )
    write_tags(folder / "tags.bin", tags)
    sent = received = 0
    begun, before = time.perf_counter(), spent()
    with Keyholder(epoch.key_file) as holder:

        def evaluate(blinded: bytes) -> bytes:
            nonlocal sent, received
            answer = holder.evaluate(blinded)
            sent, received = sent + len(blinded), received + len(answer)
            return answer

        found = wash_numbers(asked, evaluate, tags, epoch.public_key)
        client, children = spent() - before, spent(resource.RUSAGE_CHILDREN)  # its own two processes have ended
    server = spent(resource.RUSAGE_CHILDREN) - children  # the key process has ended too, and nothing else
    print(
        f"{len(asked):,} numbers: {time.perf_counter() - begun:6.1f} s wall, "
        f"processor {client:6.1f} s client, {server:6.1f} s server"
    )
    size = (folder / "tags.bin").stat().st_size
    print(f"tags {size / 1e6:.1f} MB once, asked {sent / 1e6:.1f} MB, answered {received / 1e6:.1f} MB")
    assert found.tolist() == np.isin(asked, members).tolist()
    print(f"hits {int(found.sum()):,}, all right")


def theirs(members: np.ndarray, asked: np.ndarray) -> None:
    try:
        import private_set_intersection.python as psi
    except ImportError:
        print("openmined-psi is not installed: pip install openmined-psi")
        return
    server, client = psi.server.CreateWithNewKey(True), psi.client.CreateWithNewKey(True)
    words, questions = [str(one) for one in members.tolist()], [str(one) for one in asked.tolist()]
    begun, before = time.perf_counter(), spent()
    setup = server.CreateSetupMessage(1e-9, len(questions), words, psi.DataStructure.GCS)
    print(f"openmined-psi set-up: {time.perf_counter() - begun:6.1f} s wall, {spent() - before:6.1f} s processor")
    begun, before = time.perf_counter(), spent()
    request = client.CreateRequest(questions)
    asking = spent() - before
    response = server.ProcessRequest(request)
    answering = spent() - before - asking
    found = client.GetIntersection(setup, response)
    total = spent() - before
    print(
        f"openmined-psi {len(asked):,} numbers: {time.perf_counter() - begun:6.1f} s wall, "
        f"processor {total - answering:6.1f} s client, {answering:6.1f} s server"
    )
    parts = [len(one.SerializeToString()) / 1e6 for one in (setup, request, response)]
    print("set-up {:.1f} MB, asked {:.1f} MB, answered {:.1f} MB".format(*parts), f"hits {len(found):,}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--register", type=int, default=3_500_000)
    asked.add_argument("--numbers", type=int, default=100_000)
    given = asked.parse_args()
    chance = np.random.default_rng(5)
    members = np.unique(chance.integers(700_000_000, 800_000_000, given.register)).astype(np.uint64)
    hits = chance.choice(members, given.numbers * 27 // 100, replace=False)
    others = chance.integers(700_000_000, 800_000_000, given.numbers - len(hits)).astype(np.uint64)
    numbers = chance.permutation(np.concatenate([hits, others]))
    with tempfile.TemporaryDirectory() as folder:
        ours(members, numbers, Path(folder))
    theirs(members, numbers)


if __name__ == "__main__":
    main()
