"""A rule's measure checks set against the declared measures: what no measure could ever answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gensvar.handwritten import did_you_mean
from gensvar.handwritten.yaml_file import Keys
from gensvar.rulebook.model import MeasureCheck, Rule
from gensvar.rulebook.rule_consistency import Fault
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.measures import Measures
    from gensvar.measures.declaration import Measure

_ASKS = {"at_least": Text(sv="minst", en="at least"), "at_most": Text(sv="högst", en="at most")}
_BETTER = {"at_least": "higher", "at_most": "lower"}


def check_faults(rule: Rule, measures: Measures) -> Iterator[Fault]:
    """Yield unknown measures, variants, parameters and columns, wrong units and comparisons the wrong way."""
    for index, check in enumerate(rule.checks):
        if not isinstance(check, MeasureCheck):
            continue
        keys: Keys = ("checks", index)
        if check.measure not in measures:
            text = Text(sv=f"okänt mått: {check.measure}", en=f"unknown measure: {check.measure}")
            yield Fault((*keys, "measure"), text, did_you_mean(check.measure, measures))
            continue
        measure = measures[check.measure]
        if check.variant is not None and check.variant not in measure.variants:
            text = Text(
                sv=f"{measure.id} har ingen variant {check.variant}", en=f"{measure.id} has no variant {check.variant}"
            )
            yield Fault((*keys, "variant"), text, did_you_mean(check.variant, measure.variants))
            continue
        yield from _parameter_faults(rule, check, measure, keys)
        yield from _column_faults(check, measure, keys)
        yield from _threshold_faults(rule, check, measure, keys)


def _parameter_faults(rule: Rule, check: MeasureCheck, measure: Measure, keys: Keys) -> Iterator[Fault]:
    units = {parameter.id: parameter.unit for parameter in rule.parameters}
    for name, value in check.parameters.items():
        place = (*keys, "parameters", name)
        if name not in measure.parameters:
            text = Text(sv=f"{measure.id} har ingen parameter {name}", en=f"{measure.id} has no parameter {name}")
            yield Fault(place, text, did_you_mean(name, measure.parameters))
        elif isinstance(value, str) and units[value[1:]] != measure.parameters[name].unit:
            yield _wrong_unit(place, value[1:], units[value[1:]], measure.parameters[name].unit)


def _column_faults(check: MeasureCheck, measure: Measure, keys: Keys) -> Iterator[Fault]:
    from gensvar.measures.facts.declared import FACTS

    columns = FACTS.get(measure.table, {})
    for name in check.where:
        if name not in columns:
            text = Text(sv=f"{measure.table} har ingen kolumn {name}", en=f"{measure.table} has no column {name}")
            yield Fault((*keys, "where", name), text, did_you_mean(name, columns))


def _threshold_faults(rule: Rule, check: MeasureCheck, measure: Measure, keys: Keys) -> Iterator[Fault]:
    wanted = measure.unit_of(check.variant or measure.default_variant)
    for parameter in rule.parameters:
        if parameter.id == check.threshold and parameter.unit != wanted:
            yield _wrong_unit((*keys, "threshold"), parameter.id, parameter.unit, wanted)
    if measure.direction != "neither" and _BETTER.get(check.compare, measure.direction) != measure.direction:
        asks = _ASKS[check.compare]
        higher = measure.direction == "higher"
        text = Text(
            sv=f"{measure.id} är bättre ju {'högre' if higher else 'lägre'}, men ska vara {asks.sv}",
            en=f"{measure.id} is better the {'higher' if higher else 'lower'}, but is to be {asks.en}",
        )
        yield Fault((*keys, "compare"), text)


def _wrong_unit(keys: Keys, name: str, given: str, wanted: str) -> Fault:
    return Fault(
        keys, Text(sv=f"{name} är i {given}, måttet i {wanted}", en=f"{name} is in {given}, the measure in {wanted}")
    )
