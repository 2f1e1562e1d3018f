"""`gensvar serve`: one command runs everything, a part that dies is started again, nothing is left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _health(port: int, patience_s: float = 300) -> dict[str, object]:
    until = time.monotonic() + patience_s
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/halsa/", timeout=30) as answer:
                found: dict[str, object] = json.load(answer)
                return found
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _running(folder: Path) -> list[int]:
    """Return the processes that have our data folder in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"GENSVAR_DATA={folder}".encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_everything_runs_and_ends(tmp_path: Path) -> None:
    port = _port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GENSVAR_", "DJANGO_"))}
    command = [sys.executable, "-m", "gensvar.cli", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment | {"GENSVAR_DATA": str(tmp_path)}, stdout=subprocess.PIPE, text=True
    ) as serve:
        try:
            found = _health(port)
            sound = {"ok": True, "version": "0.1.0", "database": True, "data": True, "migrated": True}
            assert {name: found[name] for name in sound} == sound
            assert found["free_mb"]
            assert found["waiting_s"] == 0
            assert serve.stdout is not None
            assert f"http://127.0.0.1:{port}" in serve.stdout.readline()
            assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
            assert len(_running(tmp_path)) >= 4
            web = next(pid for pid in _running(tmp_path) if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes())
            os.kill(web, signal.SIGKILL)
            time.sleep(1.5)
            assert _health(port)["ok"]
        finally:
            serve.send_signal(signal.SIGTERM)
            serve.wait(120)
    assert _running(tmp_path) == []
