"""What is asked for and what comes back: the shapes that other rooms and `measure --json` rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gensvar.measures.declaration import Formula
from gensvar.measures.tally import GroupValue
from gensvar.text import Text

Period = tuple[date | None, date | None]


@dataclass(frozen=True)
class Request:
    """One measure to compute. `variant` None is the default one; `period` includes both its days.

    `where` keeps the rows whose column has one of the values; `by` gives one result per combination
    of values of those columns (`month` and `day` go by the measure's time).
    """

    measure: str
    variant: str | None = None
    parameters: Mapping[str, float | int | str] = field(default_factory=dict)
    where: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    period: Period = (None, None)


@dataclass(frozen=True)
class Excluded:
    """Rows left out for one reason. Not `applied` means: the store lacks the columns to know."""

    reason: str
    title: Text
    n: int
    applied: bool = True


@dataclass(frozen=True)
class Problem:
    """Why there is no figure. `columns` are those that would have to be imported."""

    code: str
    text: Text
    columns: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the problem as plain JSON types."""
        return {"code": self.code, "text": _both(self.text), "columns": list(self.columns)}


@dataclass(frozen=True)
class Result:
    """One figure with everything it takes to judge it."""

    id: str
    variant: str
    group: dict[str, GroupValue]
    unit: str
    parameters: dict[str, float | int | str]
    period: Period
    formula: Formula
    numerator: float | int | None = None
    denominator: float | int | None = None
    value: float | int | None = None
    n: int | None = None
    interval: tuple[float, float] | None = None
    excluded: tuple[Excluded, ...] = ()
    unknown: int | None = None
    not_due: int | None = None
    problem: Problem | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the result row of `measure --json` (docs/architecture.md)."""
        words = self.formula.words
        return {
            "id": self.id,
            "variant": self.variant,
            "group": self.group,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": self.value,
            "n": self.n,
            "interval": list(self.interval) if self.interval else None,
            "unit": self.unit,
            "excluded": [
                {"reason": one.reason, "title": _both(one.title), "n": one.n, "applied": one.applied}
                for one in self.excluded
            ],
            "unknown": self.unknown,
            "not_due": self.not_due,
            "parameters": dict(self.parameters),
            "period": {"from": _iso(self.period[0]), "to": _iso(self.period[1])},
            "formula": {"sv": words.sv, "en": words.en, "symbols": self.formula.symbols},
            "problem": self.problem.to_json() if self.problem else None,
        }


def _both(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.en}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
