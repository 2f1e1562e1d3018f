"""A private PostgreSQL cluster for a test run: made in a temporary folder, reached through a socket, ended at exit."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

APT = "apt-get install --no-install-recommends postgresql"


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL that Debian installed; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def start_cluster() -> str:
    """Start a cluster and return its GENSVAR_DATABASE_URL. RuntimeError with the apt line if it is not installed."""
    folder = binaries()
    if folder is None:
        raise RuntimeError(f"PostgreSQL is missing: {APT}")
    home = Path(tempfile.mkdtemp(prefix="gensvar-pg-"))
    home.chmod(0o755)
    who = _unprivileged(home)
    data = home / "data"
    _run([folder / "initdb", "-D", data, "-U", "gensvar", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], who)
    options = f"-k {home} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    _run([folder / "pg_ctl", "-D", data, "-w", "-o", options, "-l", home / "log", "start"], who)
    atexit.register(_stop, folder, data, home, who)
    return f"postgresql://gensvar@{str(home).replace('/', '%2F')}/postgres"


def _unprivileged(home: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the user postgres does it then."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": home}


def _run(command: list[Any], who: dict[str, Any]) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, **who)


def _stop(folder: Path, data: Path, home: Path, who: dict[str, Any]) -> None:
    subprocess.run([folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], capture_output=True, check=False, **who)
    shutil.rmtree(home, ignore_errors=True)
