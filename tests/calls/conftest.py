"""A desk for every test."""

from pathlib import Path

import pytest
from calls_made_up import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
