"""Backup and restore as an operator runs them, on SQLite and on PostgreSQL: what was there is there again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gensvar.blocklist.register.checking import check_register
from gensvar.blocklist.register.register import Register
from gensvar.errors import BadInput
from gensvar_web.operations.archive import MANIFEST, read_contents

SUPPORT = str(Path(__file__).parents[1])
COUNT = """
import django, json; django.setup()
from django.apps import apps
from gensvar_web.ledger.recording import find_break
rows = {m._meta.label: list(m.objects.order_by("pk").values_list("pk", flat=True)) for m in apps.get_models()
        if m._meta.label not in ("kit.TickRun", "sessions.Session", "contenttypes.ContentType", "auth.Permission")}
print(json.dumps({"rows": rows, "break": str(find_break())}, default=str))
"""
FILL = """
import django; django.setup()
from web_support.world import make_world
from gensvar_web.vault.folders import folder_of
world = make_world(rooms=False)
(folder_of(world.organisation, "files") / "a.csv").write_text("hej")
(folder_of(world.organisation, "keys") / "data.key").write_text("key")
from datetime import UTC, datetime
from gensvar.blocklist.register.entries import Deed
from gensvar_web.vault.register import the_register
the_register().record(Deed.ADD, [701234567], "web", "", datetime.now(UTC))
"""


@pytest.fixture(scope="module")
def cluster() -> str:
    from web_support.postgresql import start_cluster

    return start_cluster()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """Return a function that names an empty database; "" is SQLite in the data folder."""
    if request.param == "sqlite":
        yield lambda name: ""
        return
    import psycopg

    url = request.getfixturevalue("cluster")

    def make(name: str) -> str:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
        return url.removesuffix("/postgres") + f"/{name}"

    yield make


def _run(data: Path, url: str, *arguments: str, good: bool = True) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GENSVAR_")} | {
        "GENSVAR_DATA": str(data), "GENSVAR_DATABASE_URL": url, "PYTHONPATH": SUPPORT, "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": "gensvar_web.project.settings", "GENSVAR_LANG": "en",
    }  # fmt: skip
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == good, (done.stdout, done.stderr)
    return done.stdout + done.stderr


def _manage(data: Path, url: str, *arguments: str, good: bool = True) -> str:
    return _run(data, url, "-m", "gensvar.cli", "manage", *arguments, good=good)


def test_what_was_there_is_there_again(tmp_path: Path, databases: Callable[[str], str]) -> None:
    here, there, url, other = tmp_path / "here", tmp_path / "there", databases("here"), databases("there")
    _manage(here, url, "migrate", "-v", "0")
    _run(here, url, "-c", FILL)
    before = _run(here, url, "-c", COUNT)
    copy = tmp_path / "copy.tar.gz"
    assert "files" in _manage(here, url, "backup", str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "exists already" in _manage(here, url, "backup", str(copy), good=False)

    said = _manage(there, other, "restore", str(copy))
    assert "sha256:" in said  # the ledger holds
    after = _run(there, other, "-c", COUNT)
    assert json.loads(after) == json.loads(before)
    assert json.loads(after)["break"] == "None"
    assert (there / "secret.key").read_text() == (here / "secret.key").read_text()
    kept = {path.relative_to(here) for path in (here / "organisations").rglob("*") if path.is_file()}
    assert len(kept) == 2
    assert kept == {path.relative_to(there) for path in (there / "organisations").rglob("*") if path.is_file()}
    assert not list(there.glob(".restore-*"))
    register = Register.open(there / "register")
    assert list(register.members()) == [701234567] and check_register(register).sound
    assert (there / "register" / "receipts.key").stat().st_mode & 0o077 == 0
    assert "data here already" in _manage(there, other, "restore", str(copy), good=False)


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    _manage(folder / "data", "", "migrate", "-v", "0")
    _manage(folder / "data", "", "backup", str(folder / "copy"))
    return folder / "copy"


def _rewritten(backup: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], bytes | None]) -> Path:
    import io

    with tarfile.open(backup) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            stream = old.extractfile(member)
            assert stream is not None
            content = change(member, stream.read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def _changed(member: tarfile.TarInfo, content: bytes) -> bytes:
    return content[:-1] + b"X" if member.name == "data/secret.key" else content


def _gone(member: tarfile.TarInfo, content: bytes) -> bytes | None:
    return None if member.name == "data/secret.key" else content


def _astray(member: tarfile.TarInfo, content: bytes) -> bytes:
    if member.name == "data/secret.key":
        member.name = "data/../../secret.key"
    return content


@pytest.mark.parametrize("change", [_changed, _gone, _astray])
def test_a_backup_that_was_tampered_with_is_refused_and_changes_nothing(
    backup: Path, tmp_path: Path, change: Callable[[tarfile.TarInfo, bytes], bytes | None]
) -> None:
    copy = _rewritten(backup, tmp_path / "copy", change)
    with pytest.raises(BadInput):
        read_contents(copy)
    if change is _changed:  # one is enough to see that the command asks first
        assert "damaged" in _manage(tmp_path / "data", "", "restore", str(copy), good=False)
        assert not (tmp_path / "data" / "gensvar.sqlite3").exists()


def test_half_a_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "half").write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    with pytest.raises(BadInput):
        read_contents(tmp_path / "half")
    (tmp_path / "text").write_text("not a tar")
    with pytest.raises(BadInput):
        read_contents(tmp_path / "text")


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    def newer(member: tarfile.TarInfo, content: bytes) -> bytes:
        if member.name != MANIFEST:
            return content
        return json.dumps({**json.loads(content), "migrations": ["people.9999_future"]}).encode()

    copy = _rewritten(backup, tmp_path / "copy", newer)
    assert "Upgrade first" in _manage(tmp_path / "data", "", "restore", str(copy), good=False)


def test_a_backup_is_read_through(backup: Path, tmp_path: Path) -> None:
    assert "Gensvar" in _manage(tmp_path / "data", "", "restore", str(backup), "--check")
    assert "data folder" in _manage(tmp_path / "data", "", "backup", str(tmp_path / "data" / "x"), good=False)
