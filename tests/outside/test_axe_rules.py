"""axe's own integration rules: our vendored file, run as our audit runs it, finds what its makers list.

The suite: `git clone --depth 1 https://github.com/dequelabs/axe-core` in the folder that GENSVAR_OUTSIDE names.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

pytest.importorskip("playwright")
from suites import checkout, each, served, share

from gensvar.audits.axe import RUN, TAGS, source
from gensvar.audits.browser import Browser
from gensvar.audits.tab import Tab

REPOSITORY = "dequelabs/axe-core"
# Measured on 2026-11-25: axe-core 4.14.1 on the rules of the repository at 4.11.4: 2,026 of 2,113 targets. Since then
# axe has become less sure of 83 (deprecated ARIA attributes, names by an element that is not there): they are to review.
AGREED = 0.95
CHANGED = {
    "aria-prohibited-attr/aria-prohibited-attr #fail25": "an element of the page's own is no longer taken for a div",
    "color-contrast/color-contrast #canttell21": "axe reads this colour now",
    "color-contrast/color-contrast #canttell22": "axe reads this colour now",
    "target-size/target-size #incomplete8": "axe measures a link around a picture now",
}
# As on axe's own test page: a language, a title, and an element that the fixture is written into.
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>axe</title></head><body><div id="fixture"></div></body></html>'  # fmt: skip
# Also as there: nothing is asked before the fixture's frames have come (here at most 3 s).
FILL = """html => {
  const fixture = document.getElementById("fixture");
  fixture.innerHTML = html;
  const come = one => new Promise(done => { one.addEventListener("load", done, { once: true }); setTimeout(done, 3000); });
  return Promise.all([...fixture.querySelectorAll("iframe")].map(come)).then(() => 0);
}"""
TAGS_OF = "() => Object.fromEntries(axe._audit.rules.map(one => [one.id, one.tags]))"
ONLY = "rule => axe.run('#fixture', {runOnly: {type: 'rule', values: [rule]}})"
Kind = Literal["violations", "incomplete", "passes"]
KINDS: tuple[Kind, ...] = ("violations", "incomplete", "passes")


@dataclass(frozen=True)
class Fixture:
    """A page of one rule with the targets that must be found: by kind, each a selector after those of its frames."""

    name: str
    rule: str
    html: str
    wanted: tuple[tuple[Kind, tuple[Any, ...]], ...]


@dataclass(frozen=True)
class Found:
    """The targets that axe named, by kind, and whether our own tags ask for the rule."""

    targets: dict[Kind, frozenset[tuple[Any, ...]]]
    ours: bool


def fixtures(folder: Path) -> list[Fixture]:
    """Read every fixture that has its page."""
    files = sorted(folder.glob("*/*.json"))
    return [_fixture(one) for one in files if one.with_suffix(".html").is_file()]


def _fixture(file: Path) -> Fixture:
    told = json.loads(file.read_text("utf-8"))
    wanted = tuple((kind, _frozen(one)) for kind in KINDS for one in told.get(kind, ()))
    name = f"{file.parent.name}/{file.stem}"
    return Fixture(name, told["rule"], file.with_suffix(".html").read_text("utf-8"), wanted)


def _frozen(target: list[Any]) -> tuple[Any, ...]:
    return tuple(_frozen(one) if isinstance(one, list) else one for one in target)


async def found(tab: Tab, url: str, fixture: Fixture) -> Found | None:
    """Return what axe names in a fixture: faults by our run, passes (which ours leaves out) by the rule alone."""
    await tab.open(url)
    await tab.ask(FILL, fixture.html)
    await tab.settle()
    await tab.ask(source() + "; 0")
    await tab.ask_frames(source() + "; 0")
    tags = (await tab.ask(TAGS_OF)).get(fixture.rule)
    if not tags:
        return None
    ours = bool(set(TAGS) & set(tags)) and not {"experimental", "deprecated"} & set(tags)
    answer = await tab.ask(RUN, list(TAGS) if ours else tags)
    answer["passes"] = (await tab.ask(ONLY, fixture.rule))["passes"]
    return Found({kind: _targets(answer[kind], fixture.rule) for kind in KINDS}, ours)


def _targets(rules: list[dict[str, Any]], wanted: str) -> frozenset[tuple[Any, ...]]:
    return frozenset(_frozen(node["target"]) for one in rules if one["id"] == wanted for node in one["nodes"])


@dataclass(frozen=True)
class Target:
    """One listed target with what axe names it as; `named` is empty where it is named as nothing."""

    fixture: str
    wanted: Kind
    target: tuple[Any, ...]
    named: Kind | Literal[""]
    ours: bool

    @property
    def kind(self) -> str:
        """Return agrees, to review (axe has become less sure) or contradicts."""
        if self.named == self.wanted:
            return "agrees"
        return "to review" if self.named == "incomplete" else "contradicts"

    @property
    def id(self) -> str:
        """Return the fixture and the selector."""
        return f"{self.fixture} {' '.join(map(str, self.target))}"


@pytest.fixture(scope="module")
def targets() -> list[Target]:
    folder = checkout(REPOSITORY)
    of = {f"/{one.name}": one for one in fixtures(folder / "test" / "integration" / "rules")}
    with served(folder / "test", "/test", dict.fromkeys(of, PAGE)) as place:

        async def ask(_: Browser, tab: Tab, url: str) -> Found | None:
            return await found(tab, url, of[url.removeprefix(place)])

        answers = each([place + path for path in of], ask)
    return [
        Target(fixture.name, wanted, target, next((one for one in KINDS if target in answer.targets[one]), ""), answer.ours)
        for path, fixture in of.items() if (answer := answers[place + path])
        for wanted, target in fixture.wanted
    ]  # fmt: skip


def lines(targets: list[Target]) -> list[str]:
    """Return a line for every rule with a difference, and the sums."""
    rules: dict[str, list[Target]] = {}
    for one in targets:
        rules.setdefault(one.fixture.split("/")[0], []).append(one)
    told = [(name, some) for name, some in rules.items() if any(one.kind != "agrees" for one in some)]
    ours = [one for one in targets if one.ours]
    whole = f"all {len(rules)} rules, {len(rules) - len(told)} of them without difference"
    return [f"{_counts(some)}  {name}" for name, some in [*told, ("rules of our tags", ours), (whole, targets)]]


def _counts(some: list[Target]) -> str:
    count = Counter(one.kind for one in some)
    others = "  ".join(f"{kind} {count[kind]:2}" for kind in ("to review", "contradicts"))
    return f"{share(count['agrees'], len(some))} agree  {others}"


def test_our_file_finds_what_its_makers_list(targets: list[Target], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\naxe's integration rules, our file and run", *lines(targets), sep="\n")
    assert len(targets) >= 2000
    assert sum(one.kind == "agrees" for one in targets) / len(targets) >= AGREED


def test_nothing_listed_as_a_fault_passes_and_no_pass_is_a_fault(targets: list[Target]) -> None:
    against = {one.id: f"{one.wanted}, named {one.named or 'nothing'}" for one in targets if one.kind == "contradicts"}
    assert {target: why for target, why in against.items() if target not in CHANGED} == {}
