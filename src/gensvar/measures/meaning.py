"""A definition with its expressions read: what the engines work from, once parameters have values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from gensvar.measures.binding import bind
from gensvar.measures.declaration import (
    Counted,
    Definition,
    Exclusion,
    Guard,
    Kind,
    Measure,
)
from gensvar.measures.expressions import (
    Constant,
    Expression,
    Scalar,
    Type,
    columns_read,
)
from gensvar.measures.facts import types
from gensvar.measures.language import LanguageError, parse

PREDICATES = ("population", "not_due", "unknown", "success", "event")
TRUE = Constant(True)


@dataclass(frozen=True)
class Rule:
    """One expression with the name of what it is for, such as `population` or `exclude.closed_hours`."""

    role: str
    expression: Expression
    optional: bool = False


@dataclass(frozen=True)
class Meaning:
    """Where every row of `table` falls, and what is summed. Bound: no parameters are left in it.

    `success` is None for kinds that measure a value. Excluding rules keep their order.
    """

    table: str
    kind: Kind
    time: str
    population: Expression
    exclude: tuple[Rule, ...] = ()
    not_due: Expression | None = None
    unknown: Expression | None = None
    success: Expression | None = None
    value: Expression | None = None
    event: Expression | None = None
    leaves: Expression | None = None
    guard: Rule | None = None

    def expressions(self) -> Iterator[Expression]:
        """Yield every expression, those of exclusions and guard included."""
        for field in fields(self):
            found = getattr(self, field.name)
            for one in found if isinstance(found, tuple) else (found,):
                if isinstance(one, Rule):
                    yield one.expression
                elif one is not None and not isinstance(one, str):
                    yield one

    def columns(self, *, optional: bool = True) -> frozenset[str]:
        """Return the facts it reads; without those that only `optional` exclusions read, if so asked."""
        skipped = {rule.expression for rule in self.exclude if rule.optional and not optional}
        read = [columns_read(one) for one in self.expressions() if one not in skipped]
        return frozenset({self.time}.union(*read))

    def without(self, missing: frozenset[str]) -> Meaning:
        """Return a copy without the optional exclusions that read any of `missing`."""
        kept = tuple(rule for rule in self.exclude if not (rule.optional and columns_read(rule.expression) & missing))
        return Meaning(**{**vars(self), "exclude": kept})


Read = Callable[[str, str, Type | None], Expression]


def reader(table: str, measure: Measure) -> Read:
    """Return a function that reads one expression over `table`; `key` names it in the error."""
    columns = types(table)
    parameters = {name: declared.type for name, declared in measure.parameters.items()}

    def read(source: str, key: str, wanted: Type | None = "bool") -> Expression:
        try:
            expression = parse(source, columns, parameters)
            _require(expression, wanted, source)
        except LanguageError as problem:
            problem.add_note(key)
            raise
        return expression

    return read


def _require(expression: Expression, wanted: Type | None, source: str) -> None:
    if wanted is not None and expression.type != wanted:
        from gensvar.text import Text

        words = {
            "bool": Text(sv="ett villkor", en="a condition"),
            "int": Text(sv="ett heltal", en="a whole number"),
        }
        text = words.get(wanted, Text(sv=wanted, en=wanted))
        raise LanguageError(source, Text(sv=f"{text.sv} behövs här", en=f"{text.en} is needed here"))


def meanings(measure: Measure, variant: str, parameters: Mapping[str, Scalar]) -> tuple[Meaning, ...]:
    """Return what a variant means with these parameters: one meaning, or for a `per` its two sides.

    Raises LanguageError, its note naming the key, if an expression is not in the language.
    """
    definition = measure.definition(variant)
    if measure.kind == "per":
        sides = (
            ("numerator", definition.numerator),
            ("denominator", definition.denominator),
        )
        return tuple(_side(measure, name, side, parameters) for name, side in sides if side is not None)
    return (_whole(measure, definition, parameters),)


def _whole(measure: Measure, definition: Definition, parameters: Mapping[str, Scalar]) -> Meaning:
    read = reader(measure.table, measure)

    def given(name: str, wanted: Type) -> Expression | None:
        source = getattr(definition, name)
        return None if source is None else bind(read(source, name, wanted), parameters)

    return Meaning(
        table=measure.table,
        kind=measure.kind,
        time=measure.time,
        population=given("population", "bool") or TRUE,
        exclude=tuple(_exclusion(rule, read, parameters) for rule in definition.exclude),
        guard=_guard(measure.guard, read, parameters),
        **{name: given(name, "bool") for name in PREDICATES[1:]},
        value=given("value", "int"),
        leaves=given("leaves", "int"),
    )


def _exclusion(rule: Exclusion, read: Read, parameters: Mapping[str, Scalar]) -> Rule:
    return Rule(
        rule.id,
        bind(read(rule.when, f"exclude.{rule.id}", "bool"), parameters),
        rule.optional,
    )


def _guard(guard: Guard | None, read: Read, parameters: Mapping[str, Scalar]) -> Rule | None:
    return None if guard is None else Rule(guard.id, bind(read(guard.when, "guard.when", "bool"), parameters))


def _side(measure: Measure, name: str, side: Counted, parameters: Mapping[str, Scalar]) -> Meaning:
    read = reader(side.table, measure)
    return Meaning(
        table=side.table,
        kind="sum",
        time=side.time,
        population=bind(read(side.population, f"{name}.population", "bool"), parameters),
        value=bind(read(side.value, f"{name}.value", "int"), parameters),
    )
