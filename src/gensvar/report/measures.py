"""Measured figures as a document: what `gensvar measure` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gensvar.report.document import (
    Block,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Figure,
    Formula,
    Heading,
    Muted,
    Paragraph,
    Rich,
    Strong,
    Table,
)
from gensvar.report.months import interval_text, month_name
from gensvar.report.words import say
from gensvar.text import Language, Text, format_number

if TYPE_CHECKING:
    from gensvar.measures.declaration import Measure
    from gensvar.measures.result import Result

TITLE = Text(sv="Mått", en="Measures")
FIGURES = Text(sv="Alla tal", en="All figures")
WORDS = {
    "variant": Text(sv="Variant", en="Variant"),
    "value": Text(sv="Värde", en="Value"),
    "interval": Text(sv="95 % intervall", en="95% interval"),
    "n": Text(sv="n", en="n"),
    "counted": Text(sv="Räknat", en="Counted"),
    "unknown": Text(sv="Okänt", en="Unknown"),
    "not_due": Text(sv="För tidigt", en="Too early"),
    "excluded": Text(sv="Borträknat", en="Left out"),
    "measure": Text(sv="Mått", en="Measure"),
    "period": Text(sv="Period: ", en="Period: "),
    "settings": Text(sv="Inställningar: ", en="Settings: "),
    "all": Text(sv="alla data", en="all data"),
}
GROUPS = {
    "month": Text(sv="Månad", en="Month"),
    "day": Text(sv="Dag", en="Day"),
    "channel": Text(sv="Kanal", en="Channel"),
    "queue": Text(sv="Kö", en="Queue"),
    "unit": Text(sv="Enhet", en="Unit"),
    "weekday": Text(sv="Veckodag", en="Weekday"),
    "hour": Text(sv="Timme", en="Hour"),
    "reason": Text(sv="Orsak", en="Reason"),
}


def measures_document(results: Sequence[Result], measures: Mapping[str, Measure], language: Language) -> Document:
    """Return a section per measure: what it says, its figures by variant and group, its formulas."""
    blocks: list[Block] = []
    for name in dict.fromkeys(result.id for result in results):
        own = [result for result in results if result.id == name]
        blocks += _section(own, measures.get(name), language)
    sheet = _table(results, measures, FIGURES.into(language), language, measure=True)
    return Document(TITLE.into(language), language, tuple(blocks), subtitle=_period(results, language), sheets=(sheet,))


def _section(results: Sequence[Result], measure: Measure | None, language: Language) -> list[Block]:
    title = measure.title.into(language) if measure else results[0].id
    blocks: list[Block] = [Heading(2, title, results[0].id)]
    blocks += [Paragraph(measure.says.into(language))] if measure else []
    figures = [result for result in results if result.problem is None]
    if figures:
        declared = {measure.id: measure} if measure else {}
        blocks.append(_table(figures, declared, title, language))
        blocks += _formulas(figures, language)
    problems = dict.fromkeys(one.problem.text.into(language) for one in results if one.problem)
    return [*blocks, *(Paragraph((Strong("? "), text)) for text in problems)]


def _formulas(results: Sequence[Result], language: Language) -> list[Block]:
    formulas = {result.variant: result for result in results}
    items: tuple[tuple[str, Rich], ...] = tuple(
        (variant, (Formula(one.formula.symbols), Muted(f" – {one.formula.words.into(language)}")))
        for variant, one in formulas.items()
    )
    blocks: list[Block] = [Facts(items)]
    if results[0].parameters:
        settings = ", ".join(f"{name} = {value}" for name, value in results[0].parameters.items())
        blocks.append(Paragraph((WORDS["settings"].into(language), Code(settings)), "small"))
    return blocks


def _table(
    results: Sequence[Result],
    measures: Mapping[str, Measure],
    caption: str,
    language: Language,
    measure: bool = False,
) -> Table:
    """Return one row per result; a column per group that any of them is broken down by."""
    groups = list(dict.fromkeys(key for result in results for key in result.group))
    named = ["measure"] if measure else []
    columns = [Column(WORDS[name].into(language)) for name in [*named, "variant"]]
    columns += [Column(say(GROUPS, group, language)) for group in groups]
    kinds: dict[str, Any] = {"value": "figure", "interval": "text"}
    tail = ("value", "interval", "n", "counted", "excluded", "unknown", "not_due")
    columns += [Column(WORDS[name].into(language), kinds.get(name, "number")) for name in tail]
    rows = tuple(
        (
            *([_title(result.id, measures, language)] if measure else []),
            result.variant,
            *(_group(result.group.get(group), group, language) for group in groups),
            *_figures(result, language),
        )
        for result in results
    )
    return Table(tuple(columns), rows, caption, sheet=caption)


def _title(name: str, measures: Mapping[str, Measure], language: Language) -> str:
    return measures[name].title.into(language) if name in measures else name


def _group(value: Any, group: str, language: Language) -> Cell:
    if value is None:
        return "–"
    return month_name(str(value), language) if group == "month" else str(value)


def _figures(result: Result, language: Language) -> tuple[Cell, ...]:
    counted = None
    if result.numerator is not None and result.denominator is not None:
        counted = " / ".join(_whole(n, language) for n in (result.numerator, result.denominator))
    excluded = sum(one.n for one in result.excluded)
    interval = interval_text(result.interval, result.unit, language)
    value = Figure(result.value, result.unit)
    return value, interval, result.n, counted, excluded, result.unknown, result.not_due


def _whole(number: float, language: Language) -> str:
    return format_number(number, language, 0 if float(number).is_integer() else 1)


def _period(results: Sequence[Result], language: Language) -> str:
    spans = {result.period for result in results}
    if len(spans) != 1:
        return ""
    first, last = spans.pop()
    if first is None and last is None:
        return WORDS["period"].into(language) + WORDS["all"].into(language)
    return WORDS["period"].into(language) + f"{first or ''} – {last or ''}".strip()
