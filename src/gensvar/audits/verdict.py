"""What a detector says: one of four verdicts with its steps, its reason and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal, Protocol, runtime_checkable

from gensvar.audits.observation import Path, Walk
from gensvar.text import Text

Verdict = Literal["pass", "fail", "cannot_tell", "not_applicable"]


@dataclass(frozen=True)
class Threshold:
    """A parameter of a detector; without a value (`default` None and none given) the detector judges without it."""

    name: str
    title: Text
    unit: str  # steps | share | ratio | px | lix | words | count
    default: float | None = None


@dataclass(frozen=True)
class Evidence:
    """A proof: which state, which element, what it says. `screenshot` is a file of the evidence folder."""

    url: str
    state: str = ""
    selector: str = ""
    snippet: str = ""
    note: Text | None = None
    screenshot: str | None = None


@dataclass(frozen=True)
class Detection:
    """One detector's verdict on one walk. `steps` and `scroll` are None where there is no path."""

    id: str
    verdict: Verdict
    reason: Text
    steps: int | None = None
    scroll: float | None = None
    path: Path | None = None
    found: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[tuple[str, float], ...] = ()  # what was measured: (name, value)


@runtime_checkable
class Detector(Protocol):
    """A pure function of a walk, with what a person must know to trust it. No browser, no clock, no network."""

    id: str
    title: Text
    definition: Text
    known_false_results: Text
    thresholds: tuple[Threshold, ...]

    def detect(self, walk: Walk, thresholds: Mapping[str, float]) -> Detection:
        """Judge the walk. `thresholds` has a value for every threshold that is set."""
        ...


@dataclass(frozen=True)
class FunctionDetector:
    """A detector made of a function: `DETECTOR = FunctionDetector(id=…, title=…, …, judge=function)`."""

    id: str
    title: Text
    definition: Text
    known_false_results: Text
    judge: Any  # Callable[[Walk, Mapping[str, float]], Detection]
    thresholds: tuple[Threshold, ...] = ()

    def detect(self, walk: Walk, thresholds: Mapping[str, float]) -> Detection:
        """Judge the walk; a site that could not be opened at all can never pass or fail."""
        if walk.blocked:
            said = Text(sv="webbplatsen kunde inte öppnas: {why}", en="the site could not be opened: {why}")
            return Detection(self.id, "cannot_tell", said.fill(why=walk.blocked))
        found = self.judge(walk, thresholds)
        assert isinstance(found, Detection)
        return found


@cache
def detectors() -> tuple[Detector, ...]:
    """Every detector in `gensvar.audits.detectors`: one module each with `DETECTOR`, or a family with `DETECTORS`."""
    package = import_module("gensvar.audits.detectors")
    found: list[Detector] = []
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        inside = import_module(f"{package.__name__}.{module}")
        found += getattr(inside, "DETECTORS", ()) or ([inside.DETECTOR] if hasattr(inside, "DETECTOR") else [])
    return tuple(sorted(found, key=lambda one: one.id))


def settings(detector: Detector, given: Mapping[str, float]) -> dict[str, float]:
    """Return one detector's thresholds: what is given (`D01.max_steps` or `max_steps`), else the default, else none."""
    values: dict[str, float] = {}
    for one in detector.thresholds:
        value = given.get(f"{detector.id}.{one.name}", given.get(one.name, one.default))
        if value is not None:
            values[one.name] = value
    return values


def judge_all(walk: Walk, given: Mapping[str, float]) -> tuple[Detection, ...]:
    """Return every detector's verdict; one that breaks says cannot_tell and why, and never hides the others."""
    return tuple(_judge(one, walk, settings(one, given)) for one in detectors())


def _judge(detector: Detector, walk: Walk, thresholds: Mapping[str, float]) -> Detection:
    try:
        return detector.detect(walk, thresholds)
    except Exception as fault:  # a detector's own fault must not become a verdict on the site
        said = Text(sv="detektorn gick sönder: {why}", en="the detector broke: {why}")
        return Detection(detector.id, "cannot_tell", said.fill(why=f"{type(fault).__name__}: {fault}"))
