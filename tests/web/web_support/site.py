"""A site that runs in earnest: its own data folder, granian, filled once. And the browser that looks at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE_S = 300.0
SUPPORT = Path(__file__).parents[1]
OPERATOR = SUPPORT.parents[1] / "src/gensvar_web/demo/operator.yaml"
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    *["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    *["--no-first-run", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
]


@dataclass
class Site:
    """Where it is, who can sign in, which pages there are."""

    address: str
    data: Path
    sessions: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def cookies(
        self, person: str | None = None, language: str = "sv", appearance: str = "light"
    ) -> list[dict[str, Any]]:
        """Return the cookies of a signed-in person, for a browser context."""
        values = {"language": language, "appearance": appearance}
        if person:
            values["sessionid"] = self.sessions[person]
        return [{"name": name, "value": value, "url": self.address} for name, value in values.items()]


@contextmanager
def running_site(folder: Path, database_url: str = "", tasks: bool = True, filled: bool = True) -> Iterator[Site]:
    """Run a site in a folder until the block ends; empty if not `filled`."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "GENSVAR_DATA": str(folder),
        "GENSVAR_ADDRESS": address,
        "GENSVAR_DATABASE_URL": database_url,
        "GENSVAR_MAIL": "file",
        "DJANGO_SETTINGS_MODULE": "gensvar_web.project.settings",
        "PYTHONPATH": os.pathsep.join([str(SUPPORT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONWARNINGS": "default",
    }
    shutil.copyfile(OPERATOR, folder / OPERATOR.name)
    python = [sys.executable, "-m"]
    subprocess.run([*python, "gensvar_web.project.manage", "migrate", "-v", "0"], env=environment, check=True)
    content = "{}"
    if filled:
        fill = [*python, "web_support.fill_site"]
        made = subprocess.run(fill, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        content = made.stdout.splitlines()[-1]
    web = [*python, "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "--no-ws"]
    commands = [[*web, "--blocking-threads", "4", "--log-level", "warning", "gensvar_web.project.wsgi:application"]]
    if tasks:
        worker = ["gensvar_web.project.manage", "db_worker", "--queue-name", "*", "--interval", "0.2", "-v", "0"]
        commands.append([*python, *worker])
    processes = [subprocess.Popen(command, env=environment) for command in commands]
    try:
        _wait(address, processes)
        yield Site(address, folder, **json.loads(content))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(address: str, processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait for as long as the processes live: how long a start takes says more about the machine than about the site."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(f"{address}/halsa/", timeout=30):
                return
        except OSError:
            ended = [process.args for process in processes if process.poll() is not None]
            if ended or time.monotonic() > until:
                raise RuntimeError(f"the site did not start; ended: {ended}") from None
            time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
