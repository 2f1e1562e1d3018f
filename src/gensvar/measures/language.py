"""The expression language of measures: a small subset of Python, the same on every engine.

Column names, parameter names, whole numbers, strings, True and False; `and or not`; comparisons;
`in (…)` over constants; `known(x)`, `missing(x)`; `+ - *` on whole numbers; `one_if(p)`, which is
1 where p holds, 0 where it does not and unknown where that is unknown. Nothing else parses.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable, Mapping

from gensvar.measures.expressions import (
    Arithmetic,
    ArithmeticOperator,
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
    Operator,
    Parameter,
    Scalar,
    Type,
)
from gensvar.text import Text

MAX_LENGTH, MAX_DEPTH = 2000, 40
LARGEST = 2**63 - 1  # what every engine can hold


class LanguageError(ValueError):
    """What does not parse: the offending `token` and a sentence; the loader adds file and line."""

    def __init__(self, token: str, text: Text) -> None:
        self.token, self.text = token, text
        super().__init__(f"{token}: {text.en}")


_OPERATORS: dict[type[ast.cmpop], Operator] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_ARITHMETIC: dict[type[ast.operator], ArithmeticOperator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
}
_FUNCTIONS = ("known", "missing", "one_if")
_NUMBERS = ("int", "float")


def parse(
    source: str,
    columns: Mapping[str, Type],
    parameters: Mapping[str, Type],
    *,
    divide: bool = False,
) -> Expression:
    """Return the expression in `source`, its names resolved and its types checked; LanguageError if anything is amiss.

    `divide` also lets `/` and fractions through: for figures computed last, in Python, never on an engine.
    """
    if len(source) > MAX_LENGTH:
        raise LanguageError(
            source[:20] + "…",
            Text(sv="uttrycket är för långt", en="the expression is too long"),
        )
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        token = (getattr(problem, "text", None) or source).strip()
        place = getattr(problem, "offset", None) or 1
        raise LanguageError(
            token[place - 1 :][:30] or token,
            Text(sv="uttrycket går inte att läsa", en="the expression cannot be read"),
        ) from problem
    return _Reader(columns, parameters, divide).read(tree.body, 0)


class _Reader:
    """Turns Python's syntax tree into ours, refusing whatever is not in the language."""

    def __init__(self, columns: Mapping[str, Type], parameters: Mapping[str, Type], divide: bool) -> None:
        self._columns, self._parameters, self._divide = columns, parameters, divide

    def read(self, node: ast.expr, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise LanguageError("(", Text(sv="för djupt nästlat", en="nested too deeply"))

        def deeper(child: ast.expr) -> Expression:
            return self.read(child, depth + 1)

        match node:
            case ast.Name(id=name):
                return self._name(name)
            case ast.Constant(value=bool() | int() | str() as value) if isinstance(value, str) or value <= LARGEST:
                return Constant(value)
            case ast.Constant(value=float() as value) if self._divide:
                return Constant(value)
            case ast.BoolOp(op=op, values=values):
                return self._joined(
                    isinstance(op, ast.And),
                    [self._truth(deeper(value), node) for value in values],
                )
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self._truth(deeper(operand), node))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._negative(self._number(deeper(operand), node))
            case ast.BinOp(op=op, left=left, right=right):
                return self._arithmetic(node, op, deeper(left), deeper(right))
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                return self._compared(node, deeper(left), ops, comparators, deeper)
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
                return self._called(name, deeper(argument), node)
            case _:
                raise _refused(node)

    def _name(self, name: str) -> Expression:
        if name in self._parameters:
            return Parameter(name, self._parameters[name])
        if name in self._columns:
            return Column(name, self._columns[name])
        raise LanguageError(name, unknown_name(name, [*self._columns, *self._parameters]))

    def _truth(self, item: Expression, node: ast.expr) -> Expression:
        if item.type != "bool":
            raise _mistyped(node, Text(sv="ett villkor behövs här", en="a condition is needed here"))
        return item

    def _number(self, item: Expression, node: ast.expr) -> Expression:
        if item.type not in _NUMBERS:
            raise _mistyped(node, Text(sv="ett tal behövs här", en="a number is needed here"))
        return item

    def _negative(self, item: Expression) -> Expression:
        if isinstance(item, Constant):
            return Constant(-item.value)  # type: ignore[operator]
        return Arithmetic("-", Constant(0), item, item.type)

    def _joined(self, all_of: bool, items: list[Expression]) -> Expression:
        joined = items[0]
        for item in items[1:]:
            joined = Both(joined, item) if all_of else Either(joined, item)
        return joined

    def _arithmetic(self, node: ast.expr, op: ast.operator, left: Expression, right: Expression) -> Expression:
        symbol = "/" if self._divide and isinstance(op, ast.Div) else _ARITHMETIC.get(type(op))
        if symbol is None:
            raise _refused(node)
        left, right = self._number(left, node), self._number(right, node)
        if not self._divide and "float" in (left.type, right.type):
            raise _mistyped(
                node,
                Text(
                    sv="räkna bara med heltal",
                    en="only whole numbers can be reckoned with",
                ),
            )
        return Arithmetic(symbol, left, right, "float" if self._divide else "int")

    def _compared(
        self,
        node: ast.expr,
        left: Expression,
        ops: list[ast.cmpop],
        comparators: list[ast.expr],
        read: Callable[[ast.expr], Expression],
    ) -> Expression:
        parts: list[Expression] = []
        for op, comparator in zip(ops, comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn):
                member = OneOf(left, self._constants(comparator, left, node))
                parts.append(member if isinstance(op, ast.In) else Not(member))
                continue
            if type(op) not in _OPERATORS:
                raise _refused(node)
            right = read(comparator)
            self._comparable(node, left, right, _OPERATORS[type(op)])
            parts.append(Compare(_OPERATORS[type(op)], left, right))
            left = right
        return self._joined(True, parts)

    def _constants(self, node: ast.expr, item: Expression, whole: ast.expr) -> tuple[Scalar, ...]:
        if not isinstance(node, ast.Tuple | ast.List | ast.Set) or not node.elts:
            raise _refused(node)
        values = [self.read(element, 0) for element in node.elts]
        for value in values:
            if not isinstance(value, Constant):
                raise _refused(node)
            self._comparable(whole, item, value, "==")
        return tuple(value.value for value in values if isinstance(value, Constant))

    def _comparable(self, node: ast.expr, left: Expression, right: Expression, op: Operator) -> None:
        kinds = {"number" if side.type in _NUMBERS else side.type for side in (left, right)}
        if len(kinds) > 1:
            raise _mistyped(
                node,
                Text(
                    sv=f"{left.type} och {right.type} går inte att jämföra",
                    en=f"{left.type} and {right.type} cannot be compared",
                ),
            )
        if kinds != {"number"} and op not in ("==", "!="):
            raise _mistyped(
                node,
                Text(sv="bara tal har en ordning", en="only numbers have an order"),
            )

    def _called(self, name: str, argument: Expression, node: ast.expr) -> Expression:
        if name == "one_if":
            return OneIf(self._truth(argument, node))
        return Known(argument) if name == "known" else Not(Known(argument))


def unknown_name(name: str, known: list[str]) -> Text:
    """Return the sentence for a name that nothing is called, with the nearest one that exists."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return Text(
            sv=f"okänt namn; menade du {near[0]!r}?",
            en=f"unknown name; did you mean {near[0]!r}?",
        )
    return Text(sv="okänt namn", en="unknown name")


def _refused(node: ast.expr) -> LanguageError:
    return LanguageError(
        ast.unparse(node),
        Text(sv="ingår inte i måttspråket", en="not part of the measure language"),
    )


def _mistyped(node: ast.expr, text: Text) -> LanguageError:
    return LanguageError(ast.unparse(node), text)
