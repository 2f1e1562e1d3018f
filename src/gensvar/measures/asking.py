"""Requests read: names checked against what is declared, parameters bound, questions spelled out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gensvar.errors import BadInput
from gensvar.measures.declaration import Measure, Number
from gensvar.measures.expressions import Scalar
from gensvar.measures.facts import types
from gensvar.measures.loading import Measures
from gensvar.measures.meaning import Meaning, meanings
from gensvar.measures.reference import Question
from gensvar.measures.result import Period, Request
from gensvar.text import Text

TIMES = ("day", "month")
TRUTHS = {"true": True, "false": False, "ja": True, "nej": False, "yes": True, "no": False, "1": True, "0": False}


@dataclass(frozen=True)
class Asked:
    """A request whose every name exists: its measure, all parameters with values, what it means."""

    measure: Measure
    variant: str
    parameters: Mapping[str, Number]
    meanings: tuple[Meaning, ...]
    question: Question
    period: Period

    @property
    def columns(self) -> frozenset[str]:
        """The facts that rows are narrowed and broken down by, besides time."""
        return frozenset({*self.question.where, *self.question.by}.difference(TIMES))


def read_request(measures: Measures, request: Request) -> Asked:
    """Return the request as `Asked`; BadInput, with the nearest that exists, for a name or a value that is wrong."""
    measure = measures.named(request.measure)
    variant = request.variant or measure.default_variant
    _known(variant, measure.variants, Text(sv="okänd variant", en="unknown variant"), measure.id)
    parameters = {**measure.defaults(), **_parameters(measure, request.parameters)}
    meant = meanings(measure, variant, parameters)
    for meaning in meant:
        _check_columns(meaning.table, (*request.where, *request.by), measure.id)
    first, last = request.period
    if first and last and first > last:
        raise _backwards(first, last)
    where = {name: _values(meant[0].table, name, values) for name, values in request.where.items()}
    question = Question(where, request.by, request.period, float(parameters.get("target", 0)))
    return Asked(measure, variant, parameters, meant, question, request.period)


def _known(name: str, known: Iterable[str], text: Text, where: str) -> None:
    known = list(known)
    if name not in known:
        raise BadInput(Text(sv=f"{text.sv}: {name}", en=f"{text.en}: {name}"), where=where, mend=_nearest(name, known))


def _nearest(name: str, known: list[str]) -> Text:
    same = [one for one in known if one.lower() == name.lower()]
    near = same or difflib.get_close_matches(name, known, n=1)
    if near:
        return Text(sv=f"Menade du {near[0]}?", en=f"Did you mean {near[0]}?")
    listed = ", ".join(known) or "–"
    return Text(sv=f"Det som finns: {listed}", en=f"What there is: {listed}")


def _parameters(measure: Measure, given: Mapping[str, float | int | str]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for name, value in given.items():
        _known(name, measure.parameters, Text(sv="okänd parameter", en="unknown parameter"), measure.id)
        found[name] = _number(measure, name, value)
    return found


def _number(measure: Measure, name: str, value: float | int | str) -> Number:
    where = f"{measure.id}: {name}"
    try:
        number = float(str(value).replace(",", "."))
    except ValueError as problem:
        raise BadInput(Text(sv=f"{value!r} är inget tal", en=f"{value!r} is not a number"), where=where) from problem
    if not abs(number) <= 1e15:  # not a number is not less than anything
        raise BadInput(Text(sv=f"{value} går inte att räkna med", en=f"{value} cannot be reckoned with"), where=where)
    if measure.parameters[name].type == "float":
        return number
    if not number.is_integer():
        raise BadInput(Text(sv=f"{value} måste vara ett heltal", en=f"{value} must be a whole number"), where=where)
    return int(number)


def _check_columns(table: str, names: Iterable[str], measure: str) -> None:
    for name in names:
        text = Text(sv=f"okänd kolumn i {table}", en=f"unknown column of {table}")
        _known(name, {*TIMES, *types(table)}, text, measure)


def _values(table: str, name: str, values: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a column as its type is; a day as a number of days."""
    several = (values,) if isinstance(values, str) or not isinstance(values, Iterable) else tuple(values)
    return tuple(_value(table, name, value) for value in several)  # type: ignore[misc]


def _value(table: str, name: str, value: object) -> Scalar:
    kind = types(table).get(name, "int")
    if kind == "text" or not isinstance(value, str):
        return value  # type: ignore[return-value]
    where, text = f"{table}.{name}", value.strip().lower()
    if kind == "bool" and text in TRUTHS:
        return TRUTHS[text]
    try:
        return _whole(name, text) if kind == "int" else float(text)
    except ValueError as problem:
        raise BadInput(
            Text(sv=f"{value!r} passar inte kolumnen", en=f"{value!r} does not fit the column"), where=where
        ) from problem


def _whole(name: str, text: str) -> int:
    """Read a whole number; a day as a date, a month as `2026-03`."""
    from gensvar.measures.times import day_number

    if name == "month" and "-" in text:
        return int(text.replace("-", ""))
    return day_number(date.fromisoformat(text)) if "-" in text[1:] else int(text)


def _backwards(first: date, last: date) -> BadInput:
    return BadInput(
        Text(sv=f"perioden slutar ({last}) före den börjar ({first})", en=f"the period ends ({last}) before {first}")
    )
