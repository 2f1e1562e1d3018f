"""What `gensvar measure` prints for people: one line per figure, with what it means underneath."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session
from gensvar.text import Language, Text, format_number, format_value

if TYPE_CHECKING:
    from gensvar.measures import Measures, Result
    from gensvar.measures.declaration import Measure

NOT_APPLIED = Text(sv="kunde inte räknas bort: kolumner saknas", en="could not be excluded: columns are missing")
UNKNOWN, NOT_DUE = Text(sv="okänt", en="unknown"), Text(sv="ännu för tidigt", en="too early to say")
EMPTY = Text(sv="Inget mått kan räknas ut på dessa data.", en="No measure can be computed from these data.")
LACKING = ("missing_table", "missing_column")
NOBODY = Text(sv="(uppgift saknas)", en="(not known)")


def tell(session: Session, measures: Measures, found: Sequence[Result], *, asked_for: bool) -> None:
    """Print the results, those of one measure and variant together.

    Measures that nobody asked for by name and that lack their columns come last, in a line each.
    """
    lacking = [] if asked_for else [one for one in found if one.problem and one.problem.code in LACKING]
    shown = [one for one in found if one not in lacking]
    if not shown:
        session.say(EMPTY)
    for _, results in groupby(shown, key=lambda one: (one.id, one.variant, tuple(sorted(one.parameters.items())))):
        several = list(results)
        for line in _block(measures[several[0].id], several, session.language):
            session.say(line)
    for one in lacking:
        session.say(f"{one.id}: {one.problem.text.into(session.language) if one.problem else ''}")


def _block(measure: Measure, results: Sequence[Result], language: Language) -> Iterable[str]:
    first = results[0]
    variant = measure.variants[first.variant].title.into(language)
    settings = ", ".join(f"{name} = {_number(value, language)}" for name, value in first.parameters.items())
    head = f"{measure.title.into(language)} – {variant}" + (f" ({settings})" if settings else "")
    yield click.style(head, bold=True)
    words = first.formula.words.into(language)
    yield f"  {first.id}.{first.variant}: {words}"
    rows = [_cells(one, language) for one in results]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        placed = f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:<{widths[2]}}"
        yield f"  {placed}  {row[3]}".rstrip() if widths[0] else f"  {placed.strip()}  {row[3]}".rstrip()
    yield ""


def _cells(result: Result, language: Language) -> tuple[str, str, str, str]:
    """Return group, value, n with interval, and remarks."""
    group = " · ".join(_written(value, language) for value in result.group.values())
    if result.problem is not None and result.value is None:
        return group, "–", "", result.problem.text.into(language)
    n = f"n = {format_number(result.n or 0, language)}"
    if result.interval:
        low, high = (format_value(end, result.unit, language) for end in result.interval)
        n += f"  [{low} – {high}]"
    return group, format_value(result.value, result.unit, language), n, _remarks(result, language)


def _number(value: float | int | str, language: Language) -> str:
    return str(value).replace(".", ",") if language == "sv" else str(value)


def _written(value: Any, language: Language) -> str:
    return NOBODY.into(language) if value is None else str(value)


def _remarks(result: Result, language: Language) -> str:
    counted = [(UNKNOWN, result.unknown or 0), (NOT_DUE, result.not_due or 0)]
    parts = [f"{text.into(language)}: {format_number(n, language)}" for text, n in counted if n]
    for one in result.excluded:
        title = one.title.into(language).lower()
        if not one.applied:
            parts.append(f"{title} {NOT_APPLIED.into(language)}")
        elif one.n:
            parts.append(f"{title}: {format_number(one.n, language)}")
    return "; ".join(parts)


def tell_list(session: Session, measures: Measures) -> None:
    """Print every measure with its variants and parameters."""
    language = session.language
    for one in measures.values():
        session.say(f"{click.style(one.id, bold=True)}  {one.title.into(language)}")
        session.say(f"    {one.says.into(language)}")
        for name, variant in one.variants.items():
            default = " *" if name == one.default_variant else ""
            session.say(f"    .{name}{default}  {variant.title.into(language)}")
        for name, parameter in one.parameters.items():
            value = "–" if parameter.default is None else parameter.default
            session.say(f"    --set {name}={value}  {parameter.title.into(language)} ({parameter.unit})")


def listed(measure: Measure) -> dict[str, Any]:
    """Return a measure as `--list --json` shows it."""

    def both(text: Text) -> dict[str, str]:
        return {"sv": text.sv, "en": text.en}

    return {
        "id": measure.id,
        "title": both(measure.title),
        "says": both(measure.says),
        "table": measure.table,
        "kind": measure.kind,
        "unit": measure.unit,
        "direction": measure.direction,
        "default_variant": measure.default_variant,
        "variants": {
            name: {"title": both(one.title), "symbols": one.formula.symbols} for name, one in measure.variants.items()
        },
        "parameters": {
            name: {"title": both(one.title), "unit": one.unit, "default": one.default}
            for name, one in measure.parameters.items()
        },
    }
