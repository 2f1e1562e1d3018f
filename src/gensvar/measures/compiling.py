"""Expressions for the engines: the measure language as Ibis, three-valued, in the subset that all of them share.

Only comparisons, `and or not`, `in`, whole-number arithmetic and CASE come out of this file: no FILTER, no
division, no times. What `evaluate` says of one row in Python, these say of a whole table on any engine.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
)
from gensvar.measures.meaning import Meaning

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

# Where a row falls, as a small whole number; FIRST_EXCLUSION + k is the k-th exclusion.
OUTSIDE, OK, FAILED, UNKNOWN, NOT_DUE, FIRST_EXCLUSION = range(6)
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def compiled(expression: Expression, table: ibis.Table) -> ir.Value:
    """Return a bound expression over the columns of `table`. ValueError if a parameter is left in it."""
    match expression:
        case Column(name):
            return table[name]
        case Constant(value):
            return _literal(value)
        case Known(item):
            return compiled(item, table).notnull()
        case OneOf(item, values):
            return compiled(item, table).isin(values)
        case Not(item):
            return negated(compiled(item, table))
        case OneIf(item):
            return compiled(item, table).cast("int64")
        case Both(left, right):
            return compiled(left, table) & compiled(right, table)
        case Either(left, right):
            return compiled(left, table) | compiled(right, table)
        case Compare(op, left, right) | Arithmetic(op, left, right) if op in _OPERATORS:
            return _OPERATORS[op](compiled(left, table), compiled(right, table))
        case Parameter(name):
            raise ValueError(f"the parameter {name} has no value")
        case _:
            raise ValueError(f"not for engines: {expression}")


def _literal(value: object) -> ir.Value:
    import ibis

    whole = isinstance(value, int) and not isinstance(value, bool)
    return ibis.literal(value, type="int64" if whole else None)


def fate(meaning: Meaning, table: ibis.Table, *, value_known: bool = False) -> ir.IntegerValue:
    """Return where each row falls: OUTSIDE, OK, … or FIRST_EXCLUSION + k; the same order as `reference.fate`.

    With `value_known` as if every row had the value that is measured.
    """
    import ibis

    population = compiled(meaning.population, table)
    branches = [(negated(population), OUTSIDE)]
    branches += [(compiled(rule.expression, table), FIRST_EXCLUSION + n) for n, rule in enumerate(meaning.exclude)]
    if meaning.not_due is not None:
        branches.append((compiled(meaning.not_due, table), NOT_DUE))
    unclear = [population.isnull()]
    if meaning.unknown is not None:
        unclear.append(compiled(meaning.unknown, table))
    if meaning.value is not None and not value_known:
        unclear.append(compiled(meaning.value, table).isnull())
    branches += [(condition, UNKNOWN) for condition in unclear]
    decides = meaning.success if meaning.success is not None else meaning.event
    if decides is not None:
        branches += [(compiled(decides, table), OK), (negated(compiled(decides, table)), FAILED)]
    return ibis.cases(*branches, else_=OK if decides is None else UNKNOWN).cast("int8")


def negated(condition: ir.BooleanValue) -> ir.BooleanValue:
    """Return `not condition`, written so that it survives: Ibis prints `(not p) is null` without its brackets."""
    import ibis

    return condition == ibis.literal(False)
