"""The files from others are the ones that the README names."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "src/gensvar_web/kit/static/vendor"


def test_each_file_has_the_hash_that_is_written_down() -> None:
    rows = re.findall(r"^\| (\S+\.\w+) \|.*\| ([0-9a-f]{64}) \|$", (VENDOR / "README.md").read_text(), re.MULTILINE)
    assert len(rows) == 5
    for name, digest in rows:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
