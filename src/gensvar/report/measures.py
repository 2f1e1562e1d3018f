"""Measured figures as a document: what `gensvar measure` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gensvar.report.document import Block, Code, Column, Document, Figure, Heading, Paragraph, Table
from gensvar.report.months import interval_text
from gensvar.text import Language, Text

if TYPE_CHECKING:
    from gensvar.measures.declaration import Measure
    from gensvar.measures.result import Result

TITLE = Text(sv="Mått", en="Measures")


def measures_document(results: Sequence[Result], measures: Mapping[str, Measure], language: Language) -> Document:
    """Return one table per measure with its variants and groups as rows."""
    blocks: list[Block] = []
    for name in dict.fromkeys(result.id for result in results):
        own = [result for result in results if result.id == name]
        blocks += _measure(own, measures.get(name), language)
    return Document(TITLE.into(language), language, tuple(blocks))


def _measure(results: Sequence[Result], measure: Any, language: Language) -> list[Block]:
    title = measure.title.into(language) if measure else results[0].id
    blocks: list[Block] = [Heading(2, title, results[0].id)]
    if measure:
        blocks.append(Paragraph(measure.says.into(language)))
    heads = (
        ("Variant", "Värde", "95 % intervall", "n") if language == "sv" else ("Variant", "Value", "95% interval", "n")
    )
    rows = tuple(
        (
            result.variant,
            Figure(result.value, result.unit),
            interval_text(result.interval, result.unit, language),
            result.n,
        )
        for result in results
    )
    kinds: tuple[Any, ...] = ("code", "figure", "text", "number")
    columns = tuple(Column(head, kind) for head, kind in zip(heads, kinds, strict=True))
    formula = results[0].formula
    return [
        *blocks,
        Table(columns, rows, title),
        Paragraph((Code(formula.symbols), f" {formula.words.into(language)}"), "small"),
    ]
