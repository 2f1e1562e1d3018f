"""What a measure is: a YAML file read into these classes. Every measure is declared once, as data.

The files are in `declared/`; docs/adding-a-measure.md explains each key. Reading them, and what is
checked beyond shapes, is `gensvar.measures.loading`.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gensvar.measures.expressions import Type
from gensvar.text import Text

Kind = Literal[
    "share",
    "mean",
    "sum",
    "percentile",
    "max",
    "min",
    "per",
    "stock",
    "survival",
    "interval_share",
    "best_mean",
]
Unit = Literal[
    "share",
    "s",
    "business_s",
    "workdays",
    "days",
    "months",
    "count",
    "per_1000",
    "per_100",
    "score",
    "sek",
]
ParameterUnit = Literal["s", "days", "workdays", "months", "share", "count", "sek"]
Direction = Literal["higher", "lower", "neither"]
Number = int | float
Expectation = dict[str, Number | str | None]
EACH = "each"


class Part(BaseModel):
    """Base of every part of a declaration: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ParameterDeclared(Part):
    """A number the user may set. A whole default means that only whole numbers are allowed.

    `default: null` means that no default is right for everybody: without a value there is no figure.
    Such a parameter may stand in `then` only.
    """

    title: Text
    unit: ParameterUnit
    default: Number | None

    @property
    def type(self) -> Type:
        """`int` or `float`, as the default is; `float` where there is none."""
        return "int" if isinstance(self.default, int) else "float"


class Exclusion(Part):
    """Rows left out, and why. An `optional` one is skipped, and said to be, where the store lacks its columns."""

    id: str
    title: Text
    when: str
    optional: bool = False


class Guard(Part):
    """A share that must stay at or below `at_most` for the figure to be shown at all."""

    id: str
    when: str
    at_most: float
    says: Text


class Formula(Part):
    """The measure in words and in symbols."""

    words: Text
    symbols: str = Field(min_length=1)


class Counted(Part):
    """One side of a `per`: rows of a table counted, or a column of them summed."""

    table: str
    population: str = "True"
    value: str = "1"
    time: str = "day"


class Definition(Part):
    """What decides where a row falls. A variant's keys stand in for those of its measure."""

    population: str = "True"
    exclude: tuple[Exclusion, ...] = ()
    not_due: str | None = None
    unknown: str | None = None
    success: str | None = None
    value: str | None = None
    event: str | None = None
    leaves: str | None = None
    then: str | None = None
    numerator: Counted | None = None
    denominator: Counted | None = None


class Variant(Definition):
    """One way to compute the measure; the letter or word is always printed with the figure."""

    title: Text
    formula: Formula
    unit: Unit | None = None


class Example(Part):
    """A worked example: rows and what must come out of them, on every engine.

    `rows` holds canonical rows by table, or with `given: facts` rows of facts (`table` means the
    measure's own). A row may say `times: n`. With `variant: each`, `expect` is by variant.
    """

    title: Text
    variant: str
    parameters: dict[str, Number] = {}
    rows: dict[str, Any]
    expect: dict[str, Number | str | Expectation | None]


class Measure(Definition):
    """One measure with its variants, parameters and worked examples."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    says: Text
    table: str
    kind: Kind
    unit: Unit
    direction: Direction
    parameters: dict[str, ParameterDeclared] = {}
    time: str = "day"
    default_variant: str
    guard: Guard | None = None
    variants: dict[str, Variant] = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)

    def definition(self, variant: str) -> Definition:
        """Return the variant's definition, filled up with what the measure says for all of them."""
        own = self.variants[variant]
        merged = {
            name: getattr(own if name in own.model_fields_set else self, name) for name in Definition.model_fields
        }
        return Definition.model_construct(**merged)

    def unit_of(self, variant: str) -> Unit:
        """Return the unit of the variant's figure."""
        return self.variants[variant].unit or self.unit

    def defaults(self) -> dict[str, Number]:
        """Return the default of every parameter that has one."""
        return {name: declared.default for name, declared in self.parameters.items() if declared.default is not None}
