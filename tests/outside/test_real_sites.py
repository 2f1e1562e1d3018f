"""Real organisations' pages, labelled by hand: the audit counts the same steps, and finds no way where there is none.

    GENSVAR_OUTSIDE=folder pytest -s tests/outside/test_real_sites.py

prints the table site x kind x window. The folder holds one checkout per repository, named `owner+name`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

pytest.importorskip("playwright")
from suites import VARIABLE, served

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import audit
from gensvar.audits.observation import TargetKind, Walk
from gensvar.audits.walking import Manners

ROOT = os.environ.get(VARIABLE, "")
pytestmark = [
    pytest.mark.skipif(not ROOT, reason=f"{VARIABLE} names no folder with checkouts of others' repositories"),
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium: apt-get install chromium"),
]
LABELS = Path(__file__).with_name("real_sites.yaml")
WINDOWS = ("desktop", "mobile")
KINDS: dict[str, TargetKind] = {
    "phone": "phone",
    "email": "email",
    "address": "address",
    "hours": "opening_hours",
    "identity": "identity",
}
LEAST_EXACT = 0.9  # of the pairs site x kind x window
_AS_IN_ADDRESSES = "/()!*',;:@&=+$~"  # characters browsers leave as they are in a path
_CLOCKS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*(?:[-–—]|till|to)\s*(\d{1,2})(?:[.:](\d\d))?")


@dataclass(frozen=True)
class Label:
    """What a person found: steps from the start page (None: unreachable) and the values that are right."""

    steps: int | None
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """A labelled site: where its pages are from, how they are served, its labels by (kind, window)."""

    repository: str
    commit: str
    root: str
    served_at: str
    own_hosts: tuple[str, ...]
    labels: dict[tuple[str, str], Label]

    @property
    def checkout(self) -> Path:
        return Path(ROOT).expanduser() / self.repository.replace("/", "+")

    @property
    def how_to_get(self) -> str:
        return f"git clone https://github.com/{self.repository} {self.checkout} && git -C {self.checkout} checkout {self.commit}"


@dataclass(frozen=True)
class Pair:
    """One kind in one window of one site: the label and what the audit measured (steps None: no replayed way)."""

    site: str
    kind: str
    window: str
    label: Label
    steps: int | None
    value: str
    why_not: str

    @property
    def exact(self) -> bool:
        return self.steps == self.label.steps and (self.steps is None or self.value in self.label.accepted)

    @property
    def false_reachable(self) -> bool:
        return self.label.steps is None and self.steps is not None

    def line(self) -> str:
        said = ["-" if one is None else str(one) for one in (self.label.steps, self.steps)]
        told = self.value or self.why_not
        return f"{self.site[:32]:33}{self.kind:9}{self.window:9}{said[0]:>5}{said[1]:>9}  {'yes' if self.exact else 'NO':4}{told}"


def labelled() -> list[Site]:
    """Read the labels; a site without all five kinds is a mistake."""
    sites = [_site(one) for one in yaml.safe_load(LABELS.read_text("utf-8"))["sites"]]
    assert all(len(site.labels) == len(KINDS) * len(WINDOWS) for site in sites)
    return sites


def _site(told: dict[str, Any]) -> Site:
    labels = {
        (kind, window): _label(told["labels"][kind], window, told["repository"]) for kind in KINDS for window in WINDOWS
    }
    hosts = tuple(told.get("own_hosts", ()))
    return Site(told["repository"], told["commit"], told["root"], told.get("served_at", ""), hosts, labels)


def _label(told: dict[str, Any], window: str, site: str) -> Label:
    steps = told["steps"][window] if isinstance(told["steps"], dict) else told["steps"]
    if steps == "unreachable":
        assert told["why"], site
        return Label(None, ())
    assert steps >= 0 and told["accepted"], site
    return Label(steps, tuple(told["accepted"]))


@contextmanager
def standing(site: Site) -> Iterator[str]:
    """Serve a site while the block runs; links written with the site's own host stay on this server."""
    folder = site.checkout / site.root
    pages = dict(_rehosted(folder, site.own_hosts)) if site.own_hosts else {}
    with served(folder, site.served_at, pages) as place:
        yield f"{place}{site.served_at}/"


def _rehosted(folder: Path, hosts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    own = re.compile(rf"https?://(?:{'|'.join(map(re.escape, hosts))})")
    for file in folder.rglob("*.html"):
        html = own.sub("", file.read_text("utf-8", "replace"))
        path = "/" + quote(file.relative_to(folder).as_posix(), safe=_AS_IN_ADDRESSES)
        yield path, html
        if path.endswith("/index.html"):
            yield path.removesuffix("index.html"), html


def measured(site: Site) -> list[Pair]:
    """Audit a site in both windows and lay the nearest replayed way of each kind beside its label."""
    with standing(site) as url:
        manners = Manners(obey_robots=False)
        result = audit(url, viewports=WINDOWS, manners=manners, allowed=Allowed(private=True))
    return [_pair(site, kind, visit.walk) for visit in result.visits for kind in KINDS]


def _pair(site: Site, kind: str, walk: Walk) -> Pair:
    paths = [one for one in walk.paths if one.kind == KINDS[kind]]
    best = next((one for one in paths if one.replayed), None)
    label, window = site.labels[kind, walk.viewport.name], walk.viewport.name
    why = walk.blocked or next((f"not replayed: {one.why_not}" for one in paths), "")
    if best is None:
        return Pair(site.repository, kind, window, label, None, "", why)
    value = clocks(best.value) if kind == "hours" else best.value
    return Pair(site.repository, kind, window, label, len(best.steps), value, "")


def clocks(hours: str) -> str:
    """Return the first clock range as HH:MM-HH:MM."""
    found = _CLOCKS.search(hours)
    return f"{int(found[1]):02}:{found[2] or '00'}-{int(found[3]):02}:{found[4] or '00'}" if found else hours


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    absent = [site for site in labelled() if not site.checkout.is_dir()]
    print(*(f"\nnot fetched: {site.how_to_get}" for site in absent))
    found = [pair for site in labelled() if site not in absent for pair in measured(site)]
    if not found:
        pytest.skip("; ".join(f"not fetched: {site.how_to_get}" for site in absent))
    exact = sum(one.exact for one in found)
    print(f"\n{'site':33}{'kind':9}{'window':9}label measured  agree", *(one.line() for one in found), sep="\n")
    print(f"exact: {exact} of {len(found)}; false reachable: {sum(one.false_reachable for one in found)}")
    return found


def test_the_steps_are_exact_on_most_pairs(pairs: list[Pair]) -> None:
    wrong = [one.line() for one in pairs if not one.exact]
    assert len(wrong) <= (1 - LEAST_EXACT) * len(pairs), "\n".join(wrong)


def test_nothing_is_reachable_that_a_person_cannot_reach(pairs: list[Pair]) -> None:
    assert [one.line() for one in pairs if one.false_reachable] == []
