"""What a rulebook is: editions, chapters, rules, parameters, checks, questions, examples.

The files under `rulebooks/` have exactly this shape (see docs/rulebook-format.md); unknown keys
are refused. An edition is immutable once sealed, a rule's id lives for ever.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gensvar.text import Text

Status = Literal["confirmed", "reconstructed", "proposed"]
Confidence = Literal["C", "C2", "I", "P", "U", "H", "M", "L"]
Verification = Literal["automated", "partial", "self-assessment", "document", "pending"]
Level = Literal["must", "should"]
Compare = Literal["at_least", "at_most", "equals", "report"]
Verdict = Literal["met", "not_met", "cannot_be_judged", "not_applicable"]
LegalStatus = Literal["law", "eu", "self-regulation", "guidance", "foreign", "industry", "proposal", "own"]
Unit = Literal[
    "share",
    "s",
    "business_s",
    "hours",
    "days",
    "workdays",
    "weeks",
    "months",
    "years",
    "count",
    "per_100",
    "per_1000",
    "score",
    "sek",
    "eur",
]
Scalar = bool | int | float | str
# YAML reads an unquoted 2023-04-01 as a date; the name of an edition and an answer may be written so.
_iso = BeforeValidator(lambda given: given.isoformat() if isinstance(given, date) else given)
EditionName = Annotated[str, _iso]
GivenAnswer = Annotated[Scalar | None, _iso]


class Part(BaseModel):
    """Base of every part of a rulebook file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(Part):
    """Where something is known from; `id` is what rules refer to."""

    id: str
    title: str
    url: str | None = None
    accessed: date | None = None
    note: Text | None = None


class ParameterValue(Part):
    """One dated value of a parameter. `value: null` means: unset, nobody could confirm one."""

    valid_from: date = Field(alias="from")
    value: float | int | None
    status: LegalStatus
    confidence: Confidence
    source: str
    note: Text | None = None


class Parameter(Part):
    """A dated number a rule needs: a threshold, a limit in seconds, a period in months."""

    id: str
    title: Text
    unit: Unit
    values: tuple[ParameterValue, ...] = Field(min_length=1)


class MeasureCheck(Part):
    """A measure compared with a parameter. `$name` in `parameters` refers to a rule parameter."""

    kind: Literal["measure"]
    id: str
    measure: str
    variant: str | None = None
    parameters: dict[str, float | int | str] = {}
    where: dict[str, str | tuple[str, ...]] = {}
    compare: Compare
    threshold: str | None = None
    min_n: int = 30
    claim: str | None = None


class AnswerCheck(Part):
    """A self-assessment answer that has to be one of `expect`."""

    kind: Literal["answer"]
    id: str
    question: str
    expect: tuple[Scalar, ...] = (True,)


class DocumentCheck(Part):
    """A document that has to exist and, if `max_age_months` is set, be that fresh."""

    kind: Literal["document"]
    id: str
    question: str
    max_age_months: int | None = None


class AuditCheck(Part):
    """A detector of the website audit, and optionally a figure of it compared with a parameter.

    Until an audit is at hand the rule cannot be judged, or, with a `claim`, the answer to that question stands;
    from then on the audit decides in its place.
    """

    kind: Literal["audit"]
    id: str
    detector: str
    figure: str | None = None
    compare: Literal["at_least", "at_most"] | None = None
    threshold: str | None = None
    claim: str | None = None


class RecordCheck(Part):
    """Call logs, receipts, agreements or recordings, and the test that counts breaches in them.

    Without a `test` no room reads them yet. With `compare` and `threshold` the share of breaches is compared with a
    parameter; else one breach is one too many. With a `claim`, the answer to that question stands until there are
    records.
    """

    kind: Literal["record"]
    id: str
    needs: Text
    test: str | None = None
    compare: Literal["at_least", "at_most"] | None = None
    threshold: str | None = None
    claim: str | None = None


Check = Annotated[
    MeasureCheck | AnswerCheck | DocumentCheck | AuditCheck | RecordCheck,
    Field(discriminator="kind"),
]


class Question(Part):
    """A question of the self-assessment; don't know is always a possible answer."""

    id: str
    text: Text
    kind: Literal["yes_no", "choice", "number", "date", "document", "text"] = "yes_no"
    choices: tuple[str, ...] = ()
    help: Text | None = None


class Action(Part):
    """A suggested action when the rule is not met."""

    id: str
    text: Text
    role: Text


class MeasuredExample(Part):
    """A measured figure in a worked example: what a measure check would be given."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    n: int | None = None


class SeenExample(Part):
    """What a detector of the website audit said in a worked example, in every window."""

    verdict: Literal["pass", "fail", "cannot_tell", "not_applicable"]
    steps: int | None = None
    figures: dict[str, float] = {}


class RecordedExample(Part):
    """What a test of records counted in a worked example."""

    n: int
    breaches: int = 0
    problem: Literal["no_data", "missing_column", "no_threshold"] | None = None


class Example(Part):
    """A worked example: what is given and the verdict that must come out. Run as a test."""

    title: Text
    profile: dict[str, Scalar | tuple[str, ...] | None] = {}
    answers: dict[str, GivenAnswer] = {}
    measures: dict[str, MeasuredExample] = {}
    audit: dict[str, SeenExample] = {}
    records: dict[str, RecordedExample] = {}
    parameters: dict[str, float | int] = {}
    on: date | None = None
    verdict: Verdict


class Rule(Part):
    """One rule of an edition."""

    id: str
    title: Text
    text: Text
    level: Level
    status: Status
    confidence: Confidence
    verification: Verification
    sources: tuple[str, ...] = Field(min_length=1)
    scope: dict[str, object] = {}
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: tuple[str, ...] = ()
    split_from: str | None = Field(default=None, alias="split-from")
    merged_into: str | None = Field(default=None, alias="merged-into")
    parameters: tuple[Parameter, ...] = ()
    checks: tuple[Check, ...] = ()
    questions: tuple[Question, ...] = ()
    guidance: Text
    evidence: Text
    actions: tuple[Action, ...] = ()
    examples: tuple[Example, ...] = Field(min_length=1)


class Chapter(Part):
    """A chapter file: a heading and its rules in order."""

    id: str
    title: Text
    intro: Text | None = None
    rules: tuple[Rule, ...] = Field(min_length=1)


class EditionHead(Part):
    """The file `edition.yaml`: what the edition is and where its sources are."""

    rulebook: str
    edition: EditionName
    title: Text
    summary: Text
    kind: Literal["self-regulation", "law", "guidance", "mark", "comparison"]
    owner: str
    status: Status
    valid_from: date
    valid_to: date | None = None
    license_note: Text
    sources: tuple[Source, ...] = Field(min_length=1)
