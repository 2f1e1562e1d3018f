"""The register's side: the quota holds between processes, faults are not free, and what was kept is never trusted blindly."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from voprf import ristretto

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.private.service import FOLDER, PrivateService
from gensvar.blocklist.private.tags import apply_delta, read_delta, read_tags, write_tags
from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.errors import BadInput, GensvarError

NOW = datetime(2026, 11, 25, tzinfo=UTC)
MEMBERS = np.arange(701_000_000, 701_000_040, dtype=np.uint64)
ELEMENT = bytes(ristretto.Client.blind(b"x")[1].serialize())


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register.create(tmp_path / "register", "Prov", NOW)
    make_keys(made.folder)
    made.record(Deed.ADD, MEMBERS, "import", "", NOW)
    return made


SPEND = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from gensvar.blocklist.licences import Licences
from gensvar.errors import BadInput

folder, go = Path(sys.argv[1]), Path(sys.argv[2])
licences, granted, refused = Licences(folder), 0, 0
print("ready", flush=True)
while not go.exists():
    time.sleep(0.001)
while refused < 20:
    try:
        licences.spend_evaluations("bank", 1, datetime(2026, 11, 25, tzinfo=UTC))
        granted += 1
    except BadInput:
        refused += 1
print(granted)
"""


def test_the_quota_stops_exactly_at_the_limit_with_two_processes_at_once(register: Register, tmp_path: Path) -> None:
    Licences(register.folder).grant("bank", "", 3001, NOW)
    go = tmp_path / "go"
    command = [sys.executable, "-c", SPEND, str(register.folder), str(go)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for one in both:
            assert one.stdout is not None and one.stdout.readline() == "ready\n"
        go.touch()
        granted = [int(one.communicate(timeout=60)[0]) for one in both]
    finally:
        for one in both:
            one.kill()
    assert sum(granted) == 3001
    assert Licences(register.folder).used("bank", NOW) == (3001, 0)


def test_what_is_no_batch_costs_nothing_and_what_is_no_element_does(register: Register) -> None:
    Licences(register.folder).grant("bank", "", 10, NOW)
    service = PrivateService(register, lambda: NOW)
    try:
        for no_batch in (b"", ELEMENT + b"x", ELEMENT * 65_536):
            with pytest.raises(BadInput, match="no batch"):
                service.evaluate("bank", no_batch)
        assert Licences(register.folder).used("bank", NOW) == (0, 0)
        with pytest.raises(BadInput, match="refused"):
            service.evaluate("bank", b"\xff" * 64)
        assert Licences(register.folder).used("bank", NOW) == (2, 0)
        assert len(service.evaluate("bank", ELEMENT)) == 96
    finally:
        service.close()


def test_a_key_process_that_dies_is_begun_anew_at_the_next_request(register: Register) -> None:
    service = PrivateService(register, lambda: NOW)
    try:
        service.evaluate("local", ELEMENT)
        assert service._holder is not None
        service._holder._process.kill()
        service._holder._process.wait(10)
        with pytest.raises(GensvarError, match="does not answer"):
            service.evaluate("local", ELEMENT)
        assert len(service.evaluate("local", ELEMENT)) == 96
    finally:
        service.close()


def test_published_changes_lead_from_one_version_to_the_next(register: Register) -> None:
    service = PrivateService(register, lambda: NOW)
    try:
        before = service.tags(register.version())
        register.record(Deed.ADD, [799_999_999], "web", "", NOW)
        register.record(Deed.WITHDRAW, [701_000_004], "web", "", NOW)
        after = service.tags(register.version())
    finally:
        service.close()
    delta = read_delta(register.folder / FOLDER / f"delta-2026-11-{before.version}-{after.version}.bin")
    assert np.array_equal(apply_delta(before, delta).tags, after.tags)
    assert len(after.tags) == len(MEMBERS)


@pytest.mark.parametrize("fault", ["damaged", "another key", "another version"])
def test_kept_tags_that_cannot_be_used_are_made_anew(register: Register, fault: str) -> None:
    service = PrivateService(register, lambda: NOW)
    try:
        good = service.tags(register.version())
        path = register.folder / FOLDER / f"tags-2026-11-{good.version}.bin"
        if fault == "damaged":
            path.write_bytes(path.read_bytes()[:-1])
        elif fault == "another key":
            write_tags(path, type(good)(good.epoch, "00" * 32, good.version, good.tags[:3]))
        else:
            write_tags(path, type(good)(good.epoch, good.public_key, good.version + 1, good.tags[:3]))
        assert np.array_equal(service.tags(register.version()).tags, good.tags)
        assert np.array_equal(read_tags(path).tags, good.tags)
    finally:
        service.close()
