"""What must hold of a declaration beyond its shape: names that exist, keys its kind needs, examples for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gensvar.measures.declaration import EACH, Definition, Example, Kind, Measure
from gensvar.measures.facts import FACTS
from gensvar.measures.language import LanguageError, parse, unknown_name
from gensvar.measures.meaning import meanings
from gensvar.text import Text

Keys = tuple[str | int, ...]
NEEDED: dict[Kind, tuple[str, ...]] = {
    "share": ("success",),
    "mean": ("value",),
    "sum": ("value",),
    "percentile": ("value",),
    "max": ("value",),
    "min": ("value",),
    "per": ("numerator", "denominator"),
    "stock": ("leaves",),
    "survival": ("value", "event"),
    "interval_share": ("success",),
    "best_mean": ("value",),
}
NEEDED_PARAMETER: dict[Kind, str] = {"percentile": "q", "interval_share": "target", "best_mean": "q"}
EXPECTABLE = (
    "ok",
    "failed",
    "unknown",
    "not_due",
    "excluded",
    "value",
    "n",
    "numerator",
    "denominator",
    "problem",
)


@dataclass(frozen=True)
class Problem:
    """Something wrong at a key of a declaration."""

    keys: Keys
    text: Text


def problems_of(measure: Measure) -> Iterator[Problem]:
    """Yield everything that is wrong with a measure whose shape is right."""
    if tables := list(_tables(measure)):
        yield from tables
        return
    if measure.default_variant not in measure.variants:
        yield Problem(
            ("default_variant",),
            unknown_name(measure.default_variant, list(measure.variants)),
        )
    if (needed := NEEDED_PARAMETER.get(measure.kind)) and needed not in measure.parameters:
        yield Problem(
            ("parameters",),
            Text(
                sv=f"parametern {needed} saknas",
                en=f"the parameter {needed} is missing",
            ),
        )
    for variant in measure.variants:
        yield from _variant(measure, variant)
    yield from _examples(measure)


def _tables(measure: Measure) -> Iterator[Problem]:
    if measure.table not in FACTS:
        yield Problem(("table",), unknown_name(measure.table, list(FACTS)))
    elif measure.time not in FACTS[measure.table] or FACTS[measure.table][measure.time].kind != "day":
        days = [name for name, fact in FACTS[measure.table].items() if fact.kind == "day"]
        yield Problem(("time",), unknown_name(measure.time, days))


def _variant(measure: Measure, variant: str) -> Iterator[Problem]:
    definition, keys = measure.definition(variant), ("variants", variant)
    for name in NEEDED[measure.kind]:
        if getattr(definition, name) is None:
            kind = measure.kind
            text = Text(
                sv=f"ett mått av slaget {kind} behöver {name}",
                en=f"a measure of kind {kind} needs {name}",
            )
            yield Problem((*keys, name), text)
            return
    for name, side in (
        ("numerator", definition.numerator),
        ("denominator", definition.denominator),
    ):
        if side is not None and side.table not in FACTS:
            yield Problem((*keys, name, "table"), unknown_name(side.table, list(FACTS)))
            return
    try:
        meanings(measure, variant, measure.defaults())
    except LanguageError as problem:
        yield Problem((*keys, *_key(problem)), _said(problem))
    except KeyError as problem:
        name = problem.args[0]
        text = Text(
            sv=f"parametern {name} saknar standardvärde och får bara stå i then",
            en=f"the parameter {name} has no default and may stand in then only",
        )
        yield Problem(("parameters", name, "default"), text)
    yield from _then(measure, definition, keys)


def _key(problem: LanguageError) -> Keys:
    return tuple(getattr(problem, "__notes__", [""])[0].split("."))


def _said(problem: LanguageError) -> Text:
    return Text(
        sv=f"{problem.token}: {problem.text.sv}",
        en=f"{problem.token}: {problem.text.en}",
    )


def _then(measure: Measure, definition: Definition, keys: Keys) -> Iterator[Problem]:
    if definition.then is None:
        return
    types = {name: parameter.type for name, parameter in measure.parameters.items()}
    try:
        parse(definition.then, {"x": "float"}, types, divide=True)
    except LanguageError as problem:
        yield Problem((*keys, "then"), _said(problem))


def _examples(measure: Measure) -> Iterator[Problem]:
    shown = {variant for example in measure.examples for variant in _variants(measure, example)}
    for variant in measure.variants:
        if variant not in shown:
            text = Text(
                sv="varianten har inget räkneexempel",
                en="the variant has no worked example",
            )
            yield Problem(("variants", variant), text)
    for index, example in enumerate(measure.examples):
        yield from _example(measure, example, ("examples", index))


def _variants(measure: Measure, example: Example) -> list[str]:
    return list(measure.variants) if example.variant == EACH else [example.variant]


def _example(measure: Measure, example: Example, keys: Keys) -> Iterator[Problem]:
    if example.variant not in (*measure.variants, EACH):
        yield Problem((*keys, "variant"), unknown_name(example.variant, [*measure.variants, EACH]))
        return
    for name in example.parameters:
        if name not in measure.parameters:
            yield Problem(
                (*keys, "parameters", name),
                unknown_name(name, list(measure.parameters)),
            )
    if example.variant == EACH and set(example.expect) != set(measure.variants):
        text = Text(sv="expect måste ha varje variant", en="expect must have every variant")
        yield Problem((*keys, "expect"), text)
        return
    for variant, expected in expectations(measure, example).items():
        for name in expected:
            if name not in EXPECTABLE:
                place = (*keys, "expect", variant, name) if example.variant == EACH else (*keys, "expect", name)
                yield Problem(place, unknown_name(name, list(EXPECTABLE)))


def expectations(measure: Measure, example: Example) -> dict[str, dict[str, float | str | None]]:
    """Return what is expected of each variant that the example is about."""
    if example.variant != EACH:
        return {example.variant: {k: v for k, v in example.expect.items() if not isinstance(v, dict)}}
    return {variant: value for variant, value in example.expect.items() if isinstance(value, dict)}
