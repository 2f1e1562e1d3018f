"""An expression on one row, in plain Python, three-valued: the oracle that every engine is held against."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.measures.binding import ARITHMETIC, COMPARE
from gensvar.measures.expressions import (
    Arithmetic,
    Both,
    Column,
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


def evaluate(expression: Expression, row: Mapping[str, Scalar | None]) -> Scalar | None:
    """Return the value of a bound expression on `row`; None is unknown."""
    match expression:
        case Column(name) | Parameter(name):
            return row[name]
        case Constant(value):
            return value
        case Known(item):
            return evaluate(item, row) is not None
        case OneOf(item, values):
            found = evaluate(item, row)
            return None if found is None else found in values
        case Not(item):
            held = evaluate(item, row)
            return None if held is None else not held
        case OneIf(item):
            counted = evaluate(item, row)
            return None if counted is None else int(counted)
        case Both(left, right):
            return _kleene(evaluate(left, row), evaluate(right, row), decides=False)
        case Either(left, right):
            return _kleene(evaluate(left, row), evaluate(right, row), decides=True)
        case Compare(op, left, right):
            return _applied(COMPARE[op], evaluate(left, row), evaluate(right, row))
        case Arithmetic(op, left, right):
            return _applied(ARITHMETIC[op], evaluate(left, row), evaluate(right, row))


def _kleene(left: Scalar | None, right: Scalar | None, *, decides: bool) -> bool | None:
    if decides in (left, right):
        return decides
    return None if left is None or right is None else not decides


def _applied(function: object, left: Scalar | None, right: Scalar | None) -> Scalar | None:
    if left is None or right is None:
        return None
    return function(left, right)  # type: ignore[operator, no-any-return]
