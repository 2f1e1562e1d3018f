"""What judging produces: an outcome per check, a finding per rule, each with reasons in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gensvar.rulebook.model import Verdict
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.calls.counting import Recorded
    from gensvar.findings.audited import Seen

ReasonCode = Literal[
    "met",
    "not_met",
    "no_data",
    "missing_column",
    "too_few",
    "no_threshold",
    "reported_only",
    "measurer_failed",
    "not_answered",
    "dont_know",
    "pending",
    "no_check",
    "out_of_scope",
    "scope_unknown",
    "not_in_force",
    "suppressed",
    "overridden",
]


@dataclass(frozen=True)
class Reason:
    """Why a verdict is what it is: a code for machines, a sentence for people, what would settle it."""

    code: ReasonCode
    text: Text
    settle: Text | None = None

    def to_json(self) -> dict[str, Any]:
        """Return `{"code", "sv", "en", "settle"}`."""
        settle = {"sv": self.settle.sv, "en": self.settle.en} if self.settle else None
        return {"code": self.code, "sv": self.text.sv, "en": self.text.en, "settle": settle}


@dataclass(frozen=True)
class Threshold:
    """The dated value a figure was compared with, and how well founded it is."""

    value: float
    compare: str
    source: str
    source_title: str
    status: str
    confidence: str
    valid_from: str | None

    def to_json(self) -> dict[str, Any]:
        """Return the threshold as the assessment prints it."""
        return dict(vars(self))


@dataclass(frozen=True)
class Measured:
    """One figure from the measures room, in the shape of `measure --json`."""

    row: dict[str, Any]
    series: tuple[dict[str, Any], ...] = ()

    @property
    def value(self) -> float | None:
        """The figure itself: a share (0 to 1), seconds or a count, as `unit` says."""
        return self.row.get("value")

    @property
    def n(self) -> int:
        """How many observations the figure rests on."""
        return int(self.row.get("n") or 0)

    @property
    def problem(self) -> dict[str, Any] | None:
        """Why there is no figure, if there is none."""
        return self.row.get("problem")


@dataclass(frozen=True)
class Outcome:
    """The outcome of one check. `verdict` is None for a check that only reports."""

    check: str
    kind: str
    verdict: Verdict | None
    reason: Reason
    measured: Measured | None = None
    threshold: Threshold | None = None
    claim: dict[str, Any] | None = None
    answer: dict[str, Any] | None = None
    seen: Seen | None = None
    recorded: Recorded | None = None

    @property
    def value(self) -> float | None:
        """The figure that was judged: a measure's, or the share of breaches that a test counted."""
        return self.measured.value if self.measured else self.recorded.share if self.recorded else None


@dataclass(frozen=True)
class Finding:
    """The verdict on one rule with everything that led to it."""

    rule: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    outcomes: tuple[Outcome, ...] = ()
    override: dict[str, Any] | None = None
    judged: Verdict | None = None

    @property
    def decisive(self) -> Outcome | None:
        """The outcome a reader should see first: the worst measured one, else the first measured."""
        measured = [outcome for outcome in self.outcomes if outcome.value is not None]
        order = {"not_met": 0, "cannot_be_judged": 1, "met": 2, None: 3}
        return min(measured, key=lambda outcome: order.get(outcome.verdict, 3), default=None)


@dataclass(frozen=True)
class Given:
    """All that a verdict may rest on. Nothing else is looked at."""

    profile: dict[str, Any]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    measured: dict[str, Measured] = field(default_factory=dict)
    thresholds: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    records: Mapping[str, Recorded] = field(default_factory=dict)
