"""A register with a few numbers, and a wash against it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import Validity
from gensvar.blocklist.wash.washing import Washed, Wishes, wash

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BLOCKED = 701234567
VALIDITY = Validity(2, 3, 12, "NIX@2017-07-01")
WashList = Callable[..., Washed]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register.create(tmp_path / "register", "Prov", NOW)
    make_keys(made.folder)
    made.record(Deed.ADD, [BLOCKED, 8629458, 87654321], "staff", "", NOW)
    return made


@pytest.fixture
def wash_list(register: Register, tmp_path: Path) -> WashList:
    """Return a function that writes a list, washes it and returns what came out."""

    def run(content: bytes, name: str = "list.csv", **wishes: object) -> Washed:
        source = tmp_path / name
        source.write_bytes(content)
        return wash(source, tmp_path / f"washed-{name}", register, Wishes(VALIDITY, **wishes), NOW)  # type: ignore[arg-type]

    return run
