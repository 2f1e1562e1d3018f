"""The GDS tool audit's planted barriers: what axe alone finds, and what our own detectors find besides.

The suite: `git clone https://github.com/alphagov/accessibility-tool-audit` in the folder that GENSVAR_OUTSIDE names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("playwright")
from suites import checkout, each, served, share

from gensvar.audits.auditing import contacts_of
from gensvar.audits.browser import Browser
from gensvar.audits.deepening import Deepener
from gensvar.audits.looking import look
from gensvar.audits.observation import DESKTOP, Page, Walk
from gensvar.audits.tab import Tab
from gensvar.audits.verdict import Detection, judge_all

REPOSITORY = "alphagov/accessibility-tool-audit"
OURS = ("A02", "A04", "A05")  # keyboard and focus, language, readability
MAX_LIX = 60  # above this the usual bands say: very hard
# What a rule or detector is about, as the beginning of the barriers' names; those not named here are about any.
# Links too close to each other, or a missing title, are no answer to a keyboard trap.
ABOUT = {
    "A02": ("keyboard-access-", "colour-and-contrast-focus-"),
    "A04": ("language-of-content-",),
    "A05": ("content-plain-language-",),
    "color-contrast": ("colour-and-contrast-", "forms-errors-identified-with-a-poor-colour-contrast"),
    "document-title": ("page-title-",),
    "html-has-lang": ("language-of-content-",),
    "scrollable-region-focusable": ("keyboard-access-",),
    "target-size": ("navigation-",),
}
# Measured on 2026-11-25 with axe-core 4.14.1.
AXE_FOUND, FOUND = 30, 33
MORE = {
    "content-plain-language-is-not-used",
    "keyboard-access-keyboard-trap",
    "language-of-content-html-element-has-lang-attribute-set-to-wrong-language",
}


@dataclass(frozen=True)
class Seen:
    """What one page got: rules and detectors that say it is faulty, and those that ask for a person's eye."""

    axe: frozenset[str]
    axe_review: frozenset[str]
    ours: frozenset[str]
    ours_review: frozenset[str]

    def about(self, barrier: str) -> Seen:
        """Return only what answers to a barrier."""
        return Seen(*(frozenset(one for one in some if barrier.startswith(ABOUT.get(one, ""))) for some in self.parts))

    @property
    def parts(self) -> tuple[frozenset[str], ...]:
        """Return the four sets."""
        return self.axe, self.axe_review, self.ours, self.ours_review

    @classmethod
    def all(cls, some: Iterable[Seen]) -> Seen:
        """Return several pages as one."""
        return cls(*(frozenset[str]().union(*sets) for sets in zip(*(one.parts for one in some), strict=True)))


async def seen(browser: Browser, tab: Tab, url: str) -> Seen:
    """Audit one page as if it were a site: axe, a round by Tab, verdicts."""
    opened = await tab.open(url)
    assert not opened.why, (url, opened)
    state, _ = await look(tab, id="p0.loaded", start=url, status=opened.status, time="")
    page = Page(url, url, opened.status, depth=0, states=(state,))
    page = await Deepener(browser, DESKTOP, url, None, None, str).deepen(page)
    walk = Walk(url, url, DESKTOP, 200, (page,), contacts_of([page]))
    axe = page.first.axe
    assert axe, url
    verdicts = {one.id: one for one in judge_all(walk, {"A05.max_lix": MAX_LIX})}
    failed = [one for one in OURS if verdicts[one].verdict == "fail"]
    return Seen(
        frozenset(one.id for one in axe.violations),
        frozenset(one.id for one in axe.review),
        frozenset(failed) | set(verdicts["A01"].found),
        frozenset(one for one in OURS if _shows(verdicts[one])) | {one.id for one in axe.review},
    )


def _shows(one: Detection) -> bool:
    """Whether a detector that cannot tell shows where to look."""
    return one.verdict == "cannot_tell" and bool(one.evidence)


def pages_of(folder: Path) -> dict[str, list[str]]:
    """Return every barrier's pages: its own, and the example that it links to."""
    found = {}
    for file in sorted((folder / "tests").glob("*.html")):
        linked = re.findall(r"\.\./(example-pages/[\w-]+\.html)", file.read_text("utf-8"))
        found[file.stem] = [f"tests/{file.name}", *dict.fromkeys(linked)]
    return found


@pytest.fixture(scope="module")
def folder() -> Path:
    return checkout(REPOSITORY)


@pytest.fixture(scope="module")
def barriers(folder: Path) -> dict[str, Seen]:
    pages = pages_of(folder)
    with served(folder) as place:
        told = each([f"{place}/{quote(one)}" for some in pages.values() for one in some], seen)
    return {name: Seen.all(told[f"{place}/{quote(one)}"] for one in some) for name, some in pages.items()}


@pytest.fixture(scope="module")
def answers(barriers: dict[str, Seen]) -> dict[str, Seen]:
    """What answers to each planted barrier."""
    return {name: one.about(name) for name, one in barriers.items()}


def stored(folder: Path) -> str:
    """Return what the suite's own results say of axe, years ago."""
    tests = json.loads((folder / "tests.json").read_text("utf-8"))
    told = [one["results"]["axe"] for group in tests.values() for one in group.values()]
    return f"{share(told.count('error'), len(told))} found  {told.count('manual'):2} more to review"


def lines(answers: dict[str, Seen], folder: Path) -> list[str]:
    """Return recall side by side, and what ours finds besides."""
    both = {
        "axe alone": {name: (one.axe, one.axe_review) for name, one in answers.items()},
        "ours": {name: (one.ours, one.ours_review) for name, one in answers.items()},
    }
    counts = [f"{_counts(some.values())}  {name}" for name, some in both.items()]
    more = [f"  {', '.join(sorted(one.ours))}  {name}" for name, one in answers.items() if one.ours and not one.axe]
    look = [
        f"  {', '.join(sorted(one.ours_review))}  {name}"
        for name, one in answers.items()
        if one.ours_review and not one.ours and not one.axe_review
    ]
    return [f"{stored(folder)}  axe of the suite's own results", *counts, "ours and not axe:", *more, "ours to review and not axe:", *look]  # fmt: skip


def _counts(some: Iterable[tuple[frozenset[str], frozenset[str]]]) -> str:
    pairs = list(some)
    found = sum(bool(faults) for faults, _ in pairs)
    review = sum(bool(review) and not faults for faults, review in pairs)
    return f"{share(found, len(pairs))} found  {review:2} more to review"


def test_ours_finds_what_axe_finds_and_more(
    answers: dict[str, Seen], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\nThe GDS tool audit's planted barriers", *lines(answers, folder), sep="\n")
    axe = {name for name, one in answers.items() if one.axe}
    ours = {name for name, one in answers.items() if one.ours}
    assert axe - ours == set()
    assert MORE - (ours - axe) == set()
    assert len(axe) >= AXE_FOUND and len(ours) >= FOUND


def test_the_keyboard_is_caught_only_where_the_trap_is_planted(barriers: dict[str, Seen]) -> None:
    beside = {name for name, one in barriers.items() if "A02" in one.ours and not name.startswith(ABOUT["A02"])}
    assert beside == set()


def test_the_language_is_wrong_only_where_it_was_made_so(barriers: dict[str, Seen]) -> None:
    examples = ("headings-missing-h1", "page-title-")  # their example pages are those of the language
    named = (*ABOUT["A04"], *examples)
    beside = {name for name, one in barriers.items() if "A04" in one.ours and not name.startswith(named)}
    assert beside == set()
