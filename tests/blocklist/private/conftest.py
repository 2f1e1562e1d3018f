"""The key of a month, and the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gensvar.blocklist.private.epochs import Epoch, epoch_of
from gensvar.blocklist.private.keyholder import Keyholder

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def epoch(tmp_path: Path) -> Epoch:
    return epoch_of(tmp_path / "keys", NOW)


@pytest.fixture
def holder(epoch: Epoch) -> Iterator[Keyholder]:
    with Keyholder(epoch.key_file) as running:
        yield running
