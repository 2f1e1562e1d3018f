"""What an expression is made of once read: columns, constants and what is done with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "int", "float", "bool"]
Scalar = bool | int | float | str
Operator = Literal["==", "!=", "<", "<=", ">", ">="]
ArithmeticOperator = Literal["+", "-", "*", "/"]


def type_of(value: Scalar) -> Type:
    """Return the type of a plain value."""
    if isinstance(value, bool):
        return "bool"
    return "text" if isinstance(value, str) else "float" if isinstance(value, float) else "int"


@dataclass(frozen=True)
class Column:
    """A column of the facts."""

    name: str
    type: Type


@dataclass(frozen=True)
class Parameter:
    """A parameter of the measure, replaced by its value before anything is computed."""

    name: str
    type: Type


@dataclass(frozen=True)
class Constant:
    """A literal, or what a parameter became."""

    value: Scalar

    @property
    def type(self) -> Type:
        """The type of the literal."""
        return type_of(self.value)


@dataclass(frozen=True)
class Arithmetic:
    """`left op right` on whole numbers; unknown if either side is."""

    op: ArithmeticOperator
    left: Expression
    right: Expression
    type: Type = "int"


@dataclass(frozen=True)
class OneIf:
    """1 where the item holds, 0 where it does not, unknown where that is unknown."""

    item: Expression
    type: Type = "int"


@dataclass(frozen=True)
class Compare:
    """`left op right`; unknown if either side is."""

    op: Operator
    left: Expression
    right: Expression
    type: Type = "bool"


@dataclass(frozen=True)
class OneOf:
    """Whether the item is one of some constants; unknown if the item is."""

    item: Expression
    values: tuple[Scalar, ...]
    type: Type = "bool"


@dataclass(frozen=True)
class Known:
    """Whether the item has a value: never unknown itself."""

    item: Expression
    type: Type = "bool"


@dataclass(frozen=True)
class Not:
    """Unknown stays unknown."""

    item: Expression
    type: Type = "bool"


@dataclass(frozen=True)
class Both:
    """`and`: False as soon as one side is False, else unknown as soon as one side is."""

    left: Expression
    right: Expression
    type: Type = "bool"


@dataclass(frozen=True)
class Either:
    """`or`: True as soon as one side is True, else unknown as soon as one side is."""

    left: Expression
    right: Expression
    type: Type = "bool"


Expression = Column | Parameter | Constant | Arithmetic | OneIf | Compare | OneOf | Known | Not | Both | Either


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions directly inside `expression`."""
    match expression:
        case Arithmetic(_, left, right) | Compare(_, left, right) | Both(left, right) | Either(left, right):
            return (left, right)
        case OneIf(item) | OneOf(item) | Known(item) | Not(item):
            return (item,)
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield `expression` and everything inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def columns_read(expression: Expression) -> frozenset[str]:
    """Return the names of the columns that `expression` reads."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Column))


def parameters_read(expression: Expression) -> frozenset[str]:
    """Return the names of the parameters that `expression` reads."""
    return frozenset(part.name for part in walk(expression) if isinstance(part, Parameter))
