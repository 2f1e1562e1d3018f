"""The value of a rule's parameter on a day: the organisation's own where it set one, else the dated one."""

from __future__ import annotations

from datetime import date
from typing import Any

from gensvar.findings.outcomes import Threshold
from gensvar.rulebook.in_force import value_on
from gensvar.rulebook.model import AuditCheck, MeasureCheck, Parameter, RecordCheck, Rule


def parameter_named(rule: Rule, name: str) -> Parameter:
    """Return the rule's parameter; KeyError names what is missing (the rulebook check finds it first)."""
    for parameter in rule.parameters:
        if parameter.id == name:
            return parameter
    raise KeyError(f"{rule.id} has no parameter {name}")


def resolve(rule: Rule, name: str, on: date, own: dict[str, dict[str, Any]]) -> float | None:
    """Return the number behind `name`: the organisation's own value first; None where unset."""
    if name in own:
        return float(own[name]["value"])
    dated = value_on(parameter_named(rule, name), on)
    return None if dated is None or dated.value is None else float(dated.value)


def threshold_of(
    rule: Rule,
    check: MeasureCheck | AuditCheck | RecordCheck,
    on: date,
    own: dict[str, dict[str, Any]],
    titles: dict[str, str],
) -> Threshold | None:
    """Return what `check` compares with, with its source; None where no value is set."""
    if check.threshold is None or check.compare is None:
        return None
    if check.threshold in own:
        entry = own[check.threshold]
        note = str(entry.get("note") or "")
        return Threshold(float(entry["value"]), check.compare, "own", note, "own", "own", None)
    dated = value_on(parameter_named(rule, check.threshold), on)
    if dated is None or dated.value is None:
        return None
    return Threshold(
        value=float(dated.value),
        compare=check.compare,
        source=dated.source,
        source_title=titles.get(dated.source, dated.source),
        status=dated.status,
        confidence=dated.confidence,
        valid_from=dated.valid_from.isoformat(),
    )


def measure_parameters(
    rule: Rule, check: MeasureCheck, on: date, own: dict[str, dict[str, Any]]
) -> dict[str, float | int | str] | None:
    """Return the measure's parameters with `$name` replaced; None where one of them is unset."""
    filled: dict[str, float | int | str] = {}
    for name, value in check.parameters.items():
        if isinstance(value, str) and value.startswith("$"):
            number = resolve(rule, value[1:], on, own)
            if number is None:
                return None
            filled[name] = int(number) if number.is_integer() else number
        else:
            filled[name] = value
    return filled
