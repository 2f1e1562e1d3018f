"""What a measure needs of each column it reads: which comparisons it must survive when rows are folded into classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from math import ceil, floor

from gensvar.measures.expressions import (
    Column,
    Compare,
    Constant,
    Expression,
    Known,
    OneOf,
    Scalar,
    Type,
    children,
)
from gensvar.measures.meaning import Meaning

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
HISTOGRAM_KINDS = ("percentile", "best_mean", "survival")
# What is summed beforehand, where it is not the total alone.
PARTS = {
    "mean": frozenset({"total", "squares"}),
    "max": frozenset({"total", "high"}),
    "min": frozenset({"total", "low"}),
}
INTERVAL_COLUMNS = ("day", "half_hour")
MONTH = "month"  # the mark of a day that is only told from those of other months


@dataclass(frozen=True)
class Use:
    """How a column is read. `whole`: every value counts; otherwise only on which side of each mark it lies.

    The marks of whole numbers are edges: 60 parts up to 60 from over 60; the mark MONTH parts days at every month's
    end. The marks of texts are the values that are told from all others. No marks and not whole: only whether there
    is a value.
    """

    type: Type
    marks: frozenset[Scalar] = frozenset()
    whole: bool = False

    def also(self, other: Use) -> Use:
        """Return what serves both."""
        return Use(self.type, self.marks | other.marks, self.whole or other.whole)

    def serves(self, other: Use) -> bool:
        """Tell whether a column kept for this use answers the other as well."""
        return self.whole or (not other.whole and other.marks <= self.marks)


Uses = Mapping[str, Use]


def merged(many: Iterable[Uses]) -> dict[str, Use]:
    """Return what serves all of `many`."""
    found: dict[str, Use] = {}
    for uses in many:
        for name, use in uses.items():
            found[name] = found[name].also(use) if name in found else use
    return found


def uses_of(expression: Expression) -> dict[str, Use]:
    """Return how a bound expression reads each of its columns."""
    match expression:
        case Column(name, kind):
            return {name: Use(kind, whole=True)}
        case Known(Column(name, kind)):
            return {name: Use(kind, whole=kind == "bool")}
        case Compare(op, Column(name, kind), Constant(value)) | Compare(op, Constant(value), Column(name, kind)):
            flipped = isinstance(expression.left, Constant)
            return {name: _compared(kind, FLIPPED[op] if flipped else op, value)}
        case OneOf(Column(name, kind), values):
            return {name: reduce(Use.also, (_compared(kind, "==", value) for value in values))}
        case _:
            return merged(uses_of(child) for child in children(expression))


def _compared(kind: Type, op: str, value: Scalar) -> Use:
    if kind == "text":
        return Use(kind, frozenset({value}))
    if kind != "int" or isinstance(value, str):
        return Use(kind, whole=True)
    up_to, below = floor(value), ceil(value) - 1
    edges = {"<=": {up_to}, ">": {up_to}, "<": {below}, ">=": {below}}.get(op, {up_to, below})
    return Use(kind, frozenset(edges))


@dataclass(frozen=True)
class Needs:
    """What one meaning needs of a cube: uses of columns, and parts of a value to be summed beforehand if there is one.

    `carried` is that value; `whole` are the uses that do without carrying it.
    """

    uses: Uses = field(hash=False)
    carried: Expression | None = None
    parts: frozenset[str] = frozenset()
    whole: Uses = field(default_factory=dict, hash=False)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns that cells are told apart by."""
        return frozenset(self.uses)

    def by_month(self, time: str) -> Needs:
        """Return the needs of a question that tells the days `time` apart by month only."""
        month = {time: Use("int", frozenset({MONTH}))}
        return replace(self, uses={**self.uses, **month}, whole={**self.whole, **month})

    def also(self, more: Uses) -> Needs:
        """Return the needs with more uses of columns."""
        return replace(self, uses=merged([self.uses, more]), whole=merged([self.whole, more]))


def needs_of(meaning: Meaning) -> Needs:
    """Return what a bound meaning needs, its time, and what its kind counts by, included."""
    value = meaning.value
    predicates = merged(uses_of(one) for one in meaning.expressions() if one is not value)
    whole = [meaning.time, *(INTERVAL_COLUMNS if meaning.kind == "interval_share" else ())]
    found = merged([predicates, {name: Use("int", whole=True) for name in whole}])
    if value is None:
        return Needs(found)
    of_value = merged([found, uses_of(value)])
    if meaning.kind in HISTOGRAM_KINDS or not any(use.whole and use.type != "bool" for use in uses_of(value).values()):
        return Needs(of_value)
    return Needs(found, value, PARTS.get(meaning.kind, frozenset({"total"})), of_value)
