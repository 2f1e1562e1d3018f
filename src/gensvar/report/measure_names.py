"""What a measure and its settings are called in a report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gensvar.report.cells import figure
from gensvar.text import Language, format_percent

Parameters = Mapping[str, float | int | str]


def measure_name(measure_id: str, variant: str | None, parameters: Parameters, language: Language) -> str:
    """Return `Servicenivå C (sträng: varje avbrott är en miss)`; the ids themselves for an unknown measure.

    Settings that are not the usual ones follow, so that two figures of one measure have two names.
    """
    measure = _declared().get(measure_id)
    if measure is None:
        return " · ".join(part for part in (measure_id, variant) if part)
    special = [
        _value(name, value, measure.parameters[name].unit, language)
        for name, value in parameters.items()
        if name in measure.parameters and (name == "q" or value != measure.parameters[name].default)
    ]
    return ", ".join([_with_variant(measure, variant, language), *special])


def _with_variant(measure: Any, variant: str | None, language: Language) -> str:
    title: str = measure.title.into(language)
    letter = variant or str(measure.default_variant)
    if letter not in measure.variants or len(measure.variants) == 1:
        return title
    name = measure.variants[letter].title.into(language)
    name = name[:1].lower() + name[1:]
    return f"{title} {letter} ({name})" if len(letter) == 1 else f"{title}: {name}"


def settings_words(measure_id: str, parameters: Parameters, language: Language) -> str:
    """Return a figure's settings by their titles: `Svarströskel: 1 min; Gräns för kort avbrott: 5 s`."""
    measure = _declared().get(measure_id)
    declared = measure.parameters if measure else {}
    words = [
        f"{declared[name].title.into(language)}: {_plain(value, declared[name].unit, language)}"
        if name in declared
        else f"{name}: {value}"
        for name, value in parameters.items()
    ]
    return "; ".join(words)


def _value(name: str, value: float | int | str, unit: str, language: Language) -> str:
    """Return a setting as it follows a name: a percentile as `p90`."""
    if name == "q" and isinstance(value, int | float):
        return f"p{value * 100:g}"
    return _plain(value, unit, language)


def _plain(value: float | int | str, unit: str, language: Language) -> str:
    if isinstance(value, str):
        return value
    if unit == "share":
        return format_percent(value, language, 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1)
    return figure(value, unit, language)


def table_of(measure_id: str) -> str | None:
    """Return the table that a measure counts; None for an unknown measure."""
    measure = _declared().get(measure_id)
    return str(measure.table) if measure else None


@cache
def _declared() -> Any:
    from gensvar.measures import load_measures

    return load_measures()
