"""One command that runs everything: migrate, then the web server, the task worker and the tick side by side.

A part that ends is started again; SIGINT or SIGTERM ends all of them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

GRACE_S = 15.0
RESTART_S = 1.0


@dataclass
class Part:
    """A process that is kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin it, in a group of its own, so that a Ctrl+C reaches it only through us."""
        self.process = subprocess.Popen(self.command, start_new_session=True)

    @property
    def ended(self) -> bool:
        """Whether it is not running."""
        return self.process is None or self.process.poll() is not None


def parts(host: str, port: int, workers: int) -> list[Part]:
    """Return what is run."""
    manage = [sys.executable, "-m", "gensvar_web.project.manage"]
    web = [
        *[sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)],
        *["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"],
        *["--respawn-failed-workers", "gensvar_web.project.wsgi:application"],
    ]
    return [
        Part("web", web),
        Part("tasks", [*manage, "db_worker", "--queue-name", "*", "--interval", "0.5", "--no-reload", "-v", "0"]),
        Part("tick", [*manage, "tick", "--forever"]),
    ]


def prepare() -> str:
    """Bring the database up to date; returns the address that people type."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gensvar_web.project.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    address: str = settings.ADDRESS
    return address


def run(running: list[Part]) -> None:
    """Run the parts until a signal; start again what ends."""
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        for part in running:
            part.start()
        while not stopping:
            time.sleep(RESTART_S)
            for part in running:
                if part.ended and not stopping:
                    print(f"gensvar: {part.name} ended, starting again", file=sys.stderr)  # noqa: T201
                    _signal(part, signal.SIGKILL)  # its children, should it have left any
                    part.start()
    finally:
        _end(running)


def _end(running: list[Part]) -> None:
    """End every part with all its children: politely, and after a while not."""
    for part in running:
        _signal(part, signal.SIGTERM)
    until = time.monotonic() + GRACE_S
    for part in running:
        if part.process is not None:
            with suppress(subprocess.TimeoutExpired):
                part.process.wait(max(until - time.monotonic(), 0.1))
        # A worker that outlives its master would keep the port.
        _signal(part, signal.SIGKILL)


def _signal(part: Part, number: signal.Signals) -> None:
    """Send a signal to the group that a part leads; nothing if all of it has ended."""
    if part.process is not None:
        with suppress(ProcessLookupError):
            os.killpg(part.process.pid, number)
