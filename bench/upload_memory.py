"""How much memory a file of 1 GB takes, handed in through the pages: of the web process and of the task worker.

Run: python bench/upload_memory.py [--gb 1.0] [--folder DIR]. A site of its own is started; a small file goes first, so
that both processes have loaded what they use; then the large one is uploaded, inspected and imported while the
resident memory of both is read ten times a second. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests/web"), str(ROOT / "bench")]

from import_csv import make, say  # noqa: E402
from web_support.site import Site, running_site  # noqa: E402

BOUNDARY = "a-line-that-is-in-no-file"
CHUNK = 1 << 20
PAGE = os.sysconf("SC_PAGE_SIZE")
PATIENCE_S = 3600.0


class Watch:
    """The largest resident memory of processes, by name, since `begin`."""

    def __init__(self) -> None:
        self.largest: dict[str, int] = {}
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> dict[str, int]:
        """Forget what was; return what is resident now, in bytes."""
        self.largest = {}
        return resident()

    def _look(self) -> None:
        while True:
            for name, size in resident().items():
                self.largest[name] = max(size, self.largest.get(name, 0))
            time.sleep(0.1)


def resident() -> dict[str, int]:
    """Return the resident bytes of the site's processes: `web` (with its workers) and `worker`."""
    sizes = {"web": 0, "worker": 0}
    for pid, command in children(os.getpid()):
        name = "worker" if "db_worker" in command else "web" if "granian" in command else ""
        if name:
            try:
                sizes[name] += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
            except OSError:
                continue
    return sizes


def children(of: int) -> Iterator[tuple[int, str]]:
    """Yield the processes below one, with their commands; a worker that granian began bears granian's name."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()]
    waiting = [(of, "")]
    while waiting:
        parent, above = waiting.pop()
        for pid, ppid, command in rows:
            if int(ppid) == parent and int(pid) != of:
                known = above if "granian" in above else command
                yield int(pid), known
                waiting.append((int(pid), known))


class Visitor:
    """Bob, who hands files in."""

    def __init__(self, site: Site) -> None:
        self.place, self.session, self.csrf = urlsplit(site.address).netloc, site.sessions["bob"], ""

    def get(self, path: str) -> str:
        """Return a page."""
        return self._send("GET", path, None, {})[1]

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; return where it leads."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.csrf}).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})[0]

    def upload(self, path: str, file: Path) -> str:
        """Send a file as a browser does, piece by piece; return where it leads."""
        form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        assert form, "no form"
        field = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{form[1]}\r\n'
        head = f'{field}--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        before = f"{head}Content-Type: text/csv\r\n\r\n".encode()
        after = f"\r\n--{BOUNDARY}--\r\n".encode()
        length = len(before) + file.stat().st_size + len(after)
        told = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(length)}
        return self._send("POST", path, _pieces(before, file, after), told)[0]

    def _send(self, method: str, path: str, body: object, headers: dict[str, str]) -> tuple[str, str]:
        line = http.client.HTTPConnection(self.place, timeout=PATIENCE_S)
        cookie = f"sessionid={self.session}; language=sv" + (f"; csrftoken={self.csrf}" if self.csrf else "")
        line.request(method, path, body=body, headers={**headers, "Cookie": cookie})  # type: ignore[arg-type]
        answer = line.getresponse()
        if found := re.search(r"csrftoken=(\w+)", answer.getheader("Set-Cookie") or ""):
            self.csrf = found[1]
        text = answer.read().decode(errors="replace")
        assert answer.status < 400, f"{method} {path}: {answer.status} {text[:400]}"
        line.close()
        return answer.getheader("Location") or "", text


def _pieces(before: bytes, file: Path, after: bytes) -> Iterator[bytes]:
    yield before
    with file.open("rb") as source:
        while piece := source.read(CHUNK):
            yield piece
    yield after


def hand_in(visitor: Visitor, org: str, file: Path, watch: Watch, tell: bool) -> None:
    """Upload, inspect and import a file; print what each took."""
    begun = watch.begin()
    started = time.monotonic()

    def step(name: str) -> None:
        nonlocal started
        if tell:
            rise = {key: (watch.largest.get(key, 0) - begun[key]) / 1e6 for key in begun}
            sizes = ", ".join(f"{key} {begun[key] / 1e6:.0f} MB at rest, +{rise[key]:.0f} MB" for key in begun)
            say(f"{name:8} {time.monotonic() - started:6.0f} s   {sizes}")
        watch.largest, started = {}, time.monotonic()

    visitor.upload(f"/o/{org}/data/lamna-filer/", file)
    step("upload")
    page = _page_of(visitor, org, file.name)
    _wait(visitor, page, "Läs in filen", "Går inte att läsa")
    step("inspect")
    visitor.post(f"{page}las-in/", {})
    _wait(visitor, page, "Filen är inläst", "kunde inte")
    step("import")


def _page_of(visitor: Visitor, org: str, name: str) -> str:
    home = visitor.get(f"/o/{org}/data/")
    found = re.search(rf'href="(/o/{org}/data/fil/\d+/)"[^>]*>\s*{re.escape(name)}', home)
    assert found, home[:3000]
    return found[1]


def _wait(visitor: Visitor, page: str, good: str, bad: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while good not in (text := visitor.get(page)):
        assert bad not in text, re.sub(r"<[^>]+>", " ", text)[-3000:]
        assert time.monotonic() < until, "too long"
        time.sleep(1)


def main() -> None:
    """Make the files, start the site, hand in."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--gb", type=float, default=1.0)
    wanted.add_argument("--folder", type=Path)
    said = wanted.parse_args()
    with tempfile.TemporaryDirectory(dir=said.folder) as name:
        folder = Path(name)
        small, large = folder / "small.csv", folder / "large.csv"
        make(small, 0.002)
        small.write_text(small.read_text().replace("\nC", "\nS"))  # other contacts than those of the large file
        rows = make(large, said.gb)
        say(f"{large.stat().st_size / 1e9:.2f} GB, {rows:,} rows")
        with running_site(folder / "site") as site:
            visitor = Visitor(site)
            org = site.pages["overview:overview"].split("/")[2]
            watch = Watch()
            hand_in(visitor, org, small, watch, tell=False)
            hand_in(visitor, org, large, watch, tell=True)


if __name__ == "__main__":
    main()
