"""The value of a parameter on a day: the newest that had begun."""

from __future__ import annotations

from datetime import date

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Parameter, ParameterValue


def value_on(parameter: Parameter, on: date) -> ParameterValue | None:
    """Return the newest value in force on `on`; None if none had begun."""
    begun = [value for value in parameter.values if value.valid_from <= on]
    return max(begun, key=lambda value: value.valid_from, default=None)


def values_on(edition: Edition, on: date) -> dict[tuple[str, str], float]:
    """Return every value of an edition that is set on a day, by rule and parameter."""
    found = {}
    for rule in edition.rules.values():
        for parameter in rule.parameters:
            dated = value_on(parameter, on)
            if dated is not None and dated.value is not None:
                found[rule.id, parameter.id] = float(dated.value)
    return found
