"""How long the audit of a site of 60 pages takes, with evidence, against Lighthouse and pa11y on the same pages.

Run: python bench/audits.py [--pages 60] [--rival-pages 6] [--runs 2]. All three drive Chromium on this machine,
taking turns; the best run of each counts. Lighthouse and pa11y come from npm into bench-data/npm (Node 20 or later); each
keeps one browser open for all its pages, and its start is not counted, while ours is.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gensvar.synthetic.website import make_website

NPM = Path(__file__).parents[1] / "bench-data" / "npm"
WORDS = [
    "elen",
    "kunden",
    "avtalet",
    "mätaren",
    "fakturan",
    "priset",
    "dygnet",
    "timmen",
    "huset",
    "bilen",
    "värmen",
    "laddar",
    "sparar",
    "betalar",
    "flyttar",
]
PACKAGES = ("lighthouse@12", "pa11y@9")
AUDIT = """
import json, sys, time
from pathlib import Path
from gensvar.audits.address import Allowed
from gensvar.audits.auditing import audit
from gensvar.audits.walking import Manners
begun = time.perf_counter()
told = audit(sys.argv[1], manners=Manners(int(sys.argv[2]), 0, False), allowed=Allowed(private=True), folder=Path(sys.argv[3]))
walk, detections = told.visits[0].walk, told.visits[0].detections
print(json.dumps({"seconds": time.perf_counter() - begun, "pages": len(walk.pages), "stages": walk.timings,
    "replayed": sum(one.replayed for one in walk.paths), "paths": len(walk.paths), "complete": walk.complete,
    "verdicts": {one.id: one.verdict for one in detections}}))
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def make_site(folder: Path, pages: int) -> list[str]:
    """Write the demo company's website with pages of advice added until there are `pages`; return their names."""
    names = [one.name for one in make_website(folder) if one.suffix == ".html"]
    index = (folder / "index.html").read_text("utf-8")
    start, end = index.index("<main"), index.index("</main>")
    advice = [f"rad-{number}.html" for number in range(1, pages - len(names) + 1)]
    for number, name in enumerate(advice, 1):
        (folder / name).write_text(f"{index[:start]}<main>{_article(number, len(advice))}{index[end:]}", "utf-8")
    links = "".join(f'<li><a href="{name}">Råd {number}</a></li>' for number, name in enumerate(advice, 1))
    (folder / "index.html").write_text(f"{index[:end]}<h2>Råd</h2><ul>{links}</ul>{index[end:]}", "utf-8")
    return [*names, *advice]


def _article(number: int, of: int) -> str:
    words = [WORDS[(number * 7 + at * at) % len(WORDS)] for at in range(600)]
    parts = [" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, 600, 12)]
    rows = "".join(f"<tr><th scope='row'>{word}</th><td>{at} kr</td></tr>" for at, word in enumerate(words[:12]))
    fold = f"<details><summary>Mer om {words[3]} {number}</summary><p>{parts[4]}</p></details>"
    text = "".join(f"<p>{part}</p>" for part in parts)
    return f"<h1>Råd {number}</h1>{text}{fold}<table>{rows}</table><p><a href='rad-{number % of + 1}.html'>Nästa råd</a></p>"


def ours(url: str, pages: int) -> dict[str, object]:
    """Audit the site in a process of its own; also the most memory that it and its browser took together, in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", AUDIT, url, str(pages), folder]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        most = 0
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(0.2)
        assert process.stdout is not None
        assert process.returncode == 0
        return {**json.loads(process.stdout.read()), "memory": most}


def _memory(root: int) -> int:
    """Proportional memory of a process and everything below it."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
    family, grown = {root}, True
    while grown:
        below = {pid for pid, parent in parents.items() if parent in family} - family
        family |= below
        grown = bool(below)
    return sum(_share(pid) for pid in family)


def _share(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def rival(name: str, browser: str, urls: list[str]) -> dict[str, object]:
    """Run Lighthouse or pa11y over the pages."""
    script = Path(__file__).with_name("made") / "rivals.mjs"
    said = subprocess.run(
        ["node", str(script), name, browser, *urls], cwd=NPM, capture_output=True, text=True, check=True
    )
    told: dict[str, object] = json.loads(said.stdout.strip().splitlines()[-1])
    return told


def install() -> bool:
    """Fetch the others from npm once; False where that is not possible."""
    if not shutil.which("npm"):
        return False
    if not (NPM / "node_modules" / "pa11y").is_dir():
        NPM.mkdir(parents=True, exist_ok=True)
        (NPM / "package.json").write_text('{"private": true}')
        command = ["npm", "install", "--no-fund", "--no-audit", *PACKAGES]
        subprocess.run(command, cwd=NPM, check=True, env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"})
    return True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rival-pages", type=int, default=6)
    parser.add_argument("--runs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names = make_site(Path(folder), asked.pages)
        with served(Path(folder)) as url:
            measure(url, names, asked)


def measure(url: str, names: list[str], asked: argparse.Namespace) -> None:
    """Take turns and print the best of each."""
    browser = shutil.which("chromium") or shutil.which("chromium-headless-shell") or ""
    there, urls = (
        install(),
        [url + name for name in names[:: max(1, len(names) // asked.rival_pages)]][: asked.rival_pages],
    )
    mine, others = list[dict[str, object]](), {"lighthouse": list[float](), "pa11y": list[float]()}
    for _ in range(asked.runs):
        mine.append(ours(url, asked.pages))
        for name in others if there else ():
            told = rival(name, browser, urls)
            others[name].append(told["pages"] / told["seconds"])  # type: ignore[operator]
    best = min(mine, key=lambda one: one["seconds"])  # type: ignore[arg-type, return-value]
    rate = best["pages"] / best["seconds"]  # type: ignore[operator]
    print(
        f"audit: {best['pages']} pages in {best['seconds']:.1f} s, {rate:.2f} pages a second, {max(one['memory'] for one in mine) / 1e6:.0f} MB"
    )  # type: ignore[type-var, operator]
    print(
        f"  stages {best['stages']}; {best['replayed']} of {best['paths']} ways replayed; whole site seen: {best['complete']}"
    )
    print(f"  the same verdicts in every run: {all(one['verdicts'] == best['verdicts'] for one in mine)}")
    for name, rates in others.items():
        said = (
            f"{max(rates):.2f} pages a second; audit is {rate / max(rates):.1f} x"
            if rates
            else "not measured: no npm here"
        )
        print(f"{name}: {said}")


if __name__ == "__main__":
    main()
