"""One measure as a page of Markdown: what it says, its variants to the letter, its worked examples with results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gensvar.measures import manual_words as words
from gensvar.measures.declaration import EACH, Counted, Example, Measure
from gensvar.measures.examples import Trial, on_reference, trials
from gensvar.measures.facts import FACTS
from gensvar.measures.meaning import Meaning, meanings
from gensvar.text import Text, format_value

GENERATED = (
    "<!-- Skriven av / written by `make docs`; ändra deklarationen i stället / change the declaration instead. -->"
)

RESULT_HEADS = (
    "variant",
    "ok",
    "failed",
    "unknown",
    "not due",
    "excluded",
    "täljare / numerator",
    "nämnare / denominator",
    "tal / figure",
    "",
    "95 %",
)


def page(measure: Measure) -> str:
    """Return the page of a measure."""
    parts = [
        GENERATED,
        f"# {both(measure.title)}",
        _facts(measure),
        measure.says.sv,
        measure.says.en,
        *_parameters(measure),
        "## Varianter / Variants",
        *(part for name in measure.variants for part in _variant(measure, name)),
        "## Räkneexempel / Worked examples",
        *(part for number, one in enumerate(measure.examples, 1) for part in _example(measure, one, number)),
    ]
    return "\n\n".join(parts) + "\n"


def both(text: Text) -> str:
    """Return a text in both languages, once where they agree."""
    return text.sv if text.sv == text.en else f"{text.sv} / {text.en}"


def unit_words(unit: str) -> str:
    """Return a unit in words."""
    return both(words.UNITS[unit])  # type: ignore[index]


def table_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; bars in cells are escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(0x2223)) for cell in line)} |" for line in lines)


def _code(source: str) -> str:
    return f"`{source}`"


def _facts(measure: Measure) -> str:
    rows = [
        ("id", _code(measure.id)),
        ("tabell / table", both(words.TABLE_TITLES[measure.table])),
        ("slag / kind", both(words.KINDS[measure.kind])),
        ("enhet / unit", unit_words(measure.unit)),
        ("bättre / better", both(words.DIRECTIONS[measure.direction])),
        ("period efter / period by", both(FACTS[measure.table][measure.time].title)),
    ]
    return table_of(("", ""), rows)


def _parameters(measure: Measure) -> Iterator[str]:
    if not measure.parameters:
        return
    yield "## Parametrar / Parameters"
    rows = [
        (
            _code(name),
            both(declared.title),
            unit_words(declared.unit),
            "måste anges / must be given" if declared.default is None else str(declared.default),
        )
        for name, declared in measure.parameters.items()
    ]
    yield table_of(("", "", "enhet / unit", "förval / default"), rows)


def _variant(measure: Measure, name: str) -> Iterator[str]:
    variant = measure.variants[name]
    default = " (förval / default)" if name == measure.default_variant else ""
    yield f"### {name}: {both(variant.title)}{default}"
    yield f"    {variant.formula.symbols}"
    yield f"{_capitalised(variant.formula.words.sv)}<br>{_capitalised(variant.formula.words.en)}"
    lines = [*_definition(measure, name), *_columns(measure, name)]
    if variant.unit:
        lines.insert(0, ("enhet / unit", unit_words(variant.unit)))
    yield "\n".join(f"- {term}: {value}" for term, value in lines)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _definition(measure: Measure, name: str) -> Iterator[tuple[str, str]]:
    definition = measure.definition(name)
    for term, side in ((words.NUMERATOR, definition.numerator), (words.DENOMINATOR, definition.denominator)):
        if side is not None:
            yield both(term), _side(side)
    if measure.kind != "per":
        yield both(words.ROLES["population"]), _code(definition.population)
    for rule in definition.exclude:
        optional = f" ({both(words.OPTIONAL)})" if rule.optional else ""
        yield both(words.EXCLUDED), f"{both(rule.title)}: {_code(rule.when)}{optional}"
    for role, term in words.ROLES.items():
        source = getattr(definition, role)
        if source is not None and role != "population":
            yield both(term), _code(source)
    if measure.guard:
        guard = measure.guard
        yield both(words.GUARD), f"{_code(guard.when)} > {guard.at_most:.8g}: {guard.says.sv}<br>{guard.says.en}"


def _side(side: Counted) -> str:
    counted = "" if side.value == "1" else f", {_code(side.value)}"
    return f"{both(words.TABLE_TITLES[side.table])}: {_code(side.population)}{counted}"


def _columns(measure: Measure, name: str) -> Iterator[tuple[str, str]]:
    """The columns of the store that the variant takes, worked out from its expressions."""
    defaults = {**dict.fromkeys(measure.parameters, 0), **measure.defaults()}
    found = meanings(measure, name, defaults)
    needed = _spelled(found, optional=False)
    yield both(words.COLUMNS), ", ".join(map(_code, needed))
    if rest := [one for one in _spelled(found, optional=True) if one not in needed]:
        yield both(words.OPTIONAL_COLUMNS), ", ".join(map(_code, rest))


def _spelled(found: Sequence[Meaning], *, optional: bool) -> list[str]:
    return sorted(
        {
            need if "." in need else f"{meaning.table}.{need}"
            for meaning in found
            for fact in meaning.columns(optional=optional)
            for need in FACTS[meaning.table][fact].needs
        }
    )


def _example(measure: Measure, example: Example, number: int) -> Iterator[str]:
    yield f"### {number}. {both(example.title)}"
    if example.parameters:
        yield ", ".join(_code(f"{name} = {value}") for name, value in example.parameters.items())
    for name, rows in example.rows.items():
        if name != "given":
            yield _rows(measure.table if name == "table" else name, rows)
    about = [trial for trial in trials({measure.id: measure}) if trial.number == number]
    if example.variant != EACH:
        about = [trial for trial in about if trial.variant == example.variant]
    yield _results(about)


def _rows(table: str, rows: Sequence[Mapping[str, Any]]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    heads = [_code(table), *("antal / times" if column == "times" else column for column in columns)]
    body = [[str(number), *(_cell(row.get(column)) for column in columns)] for number, row in enumerate(rows, 1)]
    return table_of(heads, body)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _results(about: Sequence[Trial]) -> str:
    return table_of(RESULT_HEADS, [_result(trial) for trial in about])


def _result(trial: Trial) -> list[str]:
    """Return what the reference engine finds: the five integers, what is divided, the figure, its interval."""
    (tally, *_), found = on_reference(trial)
    counts = (tally.ok, tally.failed, tally.unknown, tally.not_due, sum(tally.excluded))
    divided = [_plain(found.numerator), _plain(found.denominator)]
    if found.problem is not None:
        return [f"**{trial.variant}**", *map(str, counts), *divided, both(found.problem.text), "", ""]
    shown = format_value(found.value, trial.measure.unit_of(trial.variant), "sv")
    interval = " – ".join(_plain(end) for end in found.interval) if found.interval else ""
    return [f"**{trial.variant}**", *map(str, counts), *divided, f"**{shown}**", _plain(found.value), interval]


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
