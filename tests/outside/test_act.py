"""W3C's ACT cases: what axe says through our run, beside what the rules expect.

The suite: `git clone --depth 1 https://github.com/w3c/wcag-act-rules` in the folder that GENSVAR_OUTSIDE names.
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

from gensvar.audits.axe import TAGS, source
from gensvar.audits.browser import Browser
from gensvar.audits.deepening import run_axe
from gensvar.audits.observation import Axe
from gensvar.audits.tab import Tab

REPOSITORY = "w3c/wcag-act-rules"
PREFIX = "/WAI"  # the cases ask for their assets as on W3C's own site
# Measured on 2026-11-25 with axe-core 4.14.1 on the suite of 2026-08-20: 625 of 662 cases seen, 416 of 422 of
# approved rules.
AGREED, AGREED_APPROVED = 0.94, 0.98
FALSE_ALARMS = {
    "2845a8409b1c07caa856d1bfbf42ed244b0de9c2": "a row of signs is no text in any language; axe measures its contrast",
    "efa9543339cdad5412c7719b266a633a29ce149e": "an icon font that was not loaded: the word in its place is seen",
    "c9b81bf076633f3d7c2c52b75e11ca89f921bf29": "axe compares the name with three dots that nobody reads out",
    "4c8c38022d15c92158ecaaa647fe8ca2c330f485": "axe takes an abbreviation for another word than what it stands for",
    "a13349ef619df6256bd52acb8008760c3711f5dd": "axe does not know that a frame behind an open dialog is out of reach",
    "c88fcaf4d90e2156de75a1cdad8734a3d75c49e4": "the same page, in another edition of the rule",
    "e9bbdbec137223e2973c6d2896050770c84c26e5": "axe takes a hyphen for a difference",
}
RULES = "() => axe.getRules().filter(one => one.actIds).map(one => [one.ruleId, one.actIds, one.tags])"
UNUSED = {"experimental", "deprecated"}  # axe runs these only when asked for by those words


@dataclass(frozen=True)
class Case:
    """One case of one ACT rule; `expected`: passed, failed or inapplicable. The last two both mean: not failed."""

    rule: str
    name: str
    id: str
    expected: str
    path: str
    approved: bool


@dataclass(frozen=True)
class Judged:
    """A case with what our run says: agrees, missed, cannot tell (of a fault), false alarm, not seen."""

    case: Case
    kind: Literal["agrees", "missed", "cannot tell", "false alarm", "not seen"]


async def axe_rules(_: Browser, tab: Tab, url: str) -> dict[str, set[str]]:
    """Return axe's rules by ACT rule, as axe itself publishes them; only where our tags ask for all of them."""
    await tab.open(url)
    await tab.ask(source() + "; 0")
    ours: dict[str, set[str]] = {}
    elsewhere: set[str] = set()
    for rule, act_rules, tags in await tab.ask(RULES):
        for one in act_rules if not UNUSED & set(tags) else ():
            ours.setdefault(one, set()).add(rule)
            elsewhere |= set() if set(TAGS) & set(tags) else {one}  # level AAA, or no WCAG at all
    return {one: rules for one, rules in ours.items() if one not in elsewhere}


async def answer(_: Browser, tab: Tab, url: str) -> Axe | None:
    """Return our run on one page; None when it did not finish, or the page went elsewhere."""
    opened = await tab.open(url)
    told = None if opened.why else await run_axe(tab)
    return told if tab.url == url else None


def judge(case: Case, axe: Axe | None, rules: set[str]) -> Judged:
    """Return how our run agrees with a case. Not to be sure of a page without fault is no alarm."""
    if axe is None:
        return Judged(case, "not seen")
    broken = bool(rules & {one.id for one in axe.violations})
    if case.expected != "failed":
        return Judged(case, "false alarm" if broken else "agrees")
    unsure = rules & {one.id for one in axe.review}
    return Judged(case, "agrees" if broken else "cannot tell" if unsure else "missed")


def cases_in(folder: Path) -> list[Case]:
    """Read the cases; those that are bare pictures or XML are no pages."""
    told: list[dict[str, Any]] = json.loads((folder / "testcases.json").read_text("utf-8"))["testcases"]
    every = [
        Case(one["ruleId"], one["ruleName"], one["testcaseId"], one["expected"], one["relativePath"], bool(one.get("approved")))
        for one in told
    ]  # fmt: skip
    return [one for one in every if one.path.endswith(".html")]


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    content = checkout(REPOSITORY) / "content-assets"
    with served(content.parent, PREFIX, {"/empty": "<!doctype html><title>empty</title>"}) as place:
        (rules,) = each([f"{place}/empty"], axe_rules).values()
        cases = [one for one in cases_in(content / "wcag-act-rules") if one.rule in rules]
        urls = {one: f"{place}{PREFIX}/content-assets/wcag-act-rules/{one.path}" for one in cases}
        told = each(list(urls.values()), answer)
    return [judge(one, told[urls[one]], rules[one.rule]) for one in cases]


def agreement(judged: list[Judged]) -> float:
    """Return the share of the pages seen on which our run agrees."""
    seen = [one for one in judged if one.kind != "not seen"]
    return sum(one.kind == "agrees" for one in seen) / len(seen)


def lines(judged: list[Judged]) -> list[str]:
    """Return a line for every rule, the ones with most differences first, and one for all."""
    rules: dict[str, list[Judged]] = {}
    for one in judged:
        rules.setdefault(one.case.rule, []).append(one)
    names = ((f"{rule} {some[0].case.name}", some) for rule, some in rules.items())
    told = sorted(names, key=lambda one: agreement(one[1]))
    whole = sum(agreement(some) == 1 for _, some in told)
    approved = [one for one in judged if one.case.approved]
    every = [*told, ("approved rules", approved), (f"all {len(rules)} rules, {whole} of them without difference", judged)]  # fmt: skip
    return [f"{_counts(some)}  {name}" for name, some in every]


def _counts(some: list[Judged]) -> str:
    count = Counter(one.kind for one in some)
    seen = len(some) - count["not seen"]
    others = "  ".join(f"{kind} {count[kind]:2}" for kind in ("missed", "cannot tell", "false alarm", "not seen"))
    return f"{share(count['agrees'], seen)} agree  {others}"


def test_our_run_agrees_as_often_as_measured(judged: list[Judged], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\nW3C ACT, axe through our run", *lines(judged), sep="\n")
    assert len(judged) >= 600
    assert agreement(judged) >= AGREED
    assert agreement([one for one in judged if one.case.approved]) >= AGREED_APPROVED


def test_no_page_without_fault_is_called_faulty_but_the_known_ones(judged: list[Judged]) -> None:
    alarms = {one.case.id: one.case.name for one in judged if one.kind == "false alarm"}
    assert {case: name for case, name in alarms.items() if case not in FALSE_ALARMS} == {}


def test_nearly_every_page_was_seen(judged: list[Judged]) -> None:
    unseen = [one.case.path for one in judged if one.kind == "not seen"]
    assert len(unseen) <= 10, unseen  # pages that go elsewhere at once
