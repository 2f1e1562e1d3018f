"""Parameters replaced by values, arithmetic on constants done: what an engine gets to see."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

from gensvar.measures.expressions import (
    Arithmetic,
    Both,
    Compare,
    Constant,
    Either,
    Expression,
    Known,
    Not,
    OneIf,
    OneOf,
    Parameter,
    Scalar,
)

ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
COMPARE: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
}


def bind(expression: Expression, values: Mapping[str, Scalar]) -> Expression:
    """Return `expression` with every parameter replaced; KeyError if one has no value."""
    match expression:
        case Parameter(name):
            return Constant(values[name])
        case Arithmetic(op, left, right, kind):
            return _folded(Arithmetic(op, bind(left, values), bind(right, values), kind))
        case Compare(op, left, right):
            return Compare(op, bind(left, values), bind(right, values))
        case Both(left, right):
            return Both(bind(left, values), bind(right, values))
        case Either(left, right):
            return Either(bind(left, values), bind(right, values))
        case Not(item):
            return Not(bind(item, values))
        case Known(item):
            return Known(bind(item, values))
        case OneIf(item):
            return OneIf(bind(item, values))
        case OneOf(item, among):
            return OneOf(bind(item, values), among)
        case _:
            return expression


def _folded(whole: Arithmetic) -> Expression:
    match whole:
        case Arithmetic(op, Constant(left), Constant(right)) if op != "/" and not isinstance(left, str):
            return Constant(ARITHMETIC[op](left, right))  # type: ignore[arg-type]
        case _:
            return whole
