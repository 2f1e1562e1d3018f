"""A rule's parts as a reader wants them: checks in words, parameters, examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from gensvar.report.detector_names import detector_name
from gensvar.report.rulebook.checks import latest
from gensvar.report.words import COMPARE, CONFIDENCE, EVIDENCE, LEGAL, UNSET, say
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import AuditCheck, Check, Example, MeasureCheck, MeasuredExample, RecordCheck, Rule
from gensvar.text import Text, format_number, format_value
from gensvar_web.kit.language import language
from gensvar_web.kit.language import say as say_text
from gensvar_web.kit.tables import Cell, Column, Table, table


def check_lines(rule: Rule) -> list[dict[str, str]]:
    """Return each check as the kind of evidence and a sentence."""
    return [
        {"kind": say(EVIDENCE, check.kind, language()), "sentence": _sentence(check, rule)} for check in rule.checks
    ]


def _sentence(check: Check, rule: Rule) -> str:
    if isinstance(check, MeasureCheck):
        return _measured(check, rule)
    if isinstance(check, RecordCheck):
        return say_text(check.needs)
    if isinstance(check, AuditCheck):
        return detector_name(check.detector, language())
    question = next((one for one in rule.questions if one.id == check.question), None)
    return say_text(question.text) if question else check.id


def _measured(check: MeasureCheck, rule: Rule) -> str:
    title = _title(check.measure)
    if check.compare == "report" or check.threshold is None:
        return _("%(measure)s redovisas.") % {"measure": title}
    parameter = next(one for one in rule.parameters if one.id == check.threshold)
    compare = say(COMPARE, check.compare, language())
    return _("%(measure)s ska vara %(compare)s %(limit)s.") % {
        "measure": title,
        "compare": compare,
        "limit": latest(parameter, language()),
    }


@lru_cache(maxsize=1)
def _titles() -> dict[str, Text]:
    """Return the title of every measure; reading their files takes a moment, and they do not change."""
    from gensvar.measures.loading import load_measures

    return {name: measure.title for name, measure in load_measures().items()}


def _title(measure: str) -> str:
    title = _titles().get(measure)
    return say_text(title) if title else measure


def parameter_table(rule: Rule, edition: Edition) -> Table:
    """Return every dated value with its force, its certainty and its source."""
    titles = {source.id: source for source in edition.head.sources}
    columns = [
        Column("name", _("Gräns")), Column("value", _("Värde"), "number"), Column("from", _("Från"), "date"),
        Column("legal", _("Rättslig status")), Column("confidence", _("Säkerhet")), Column("source", _("Källa")),
    ]  # fmt: skip
    values = [(parameter, value) for parameter in rule.parameters for value in parameter.values]

    def row(pair: Any) -> list[Cell]:
        parameter, value = pair
        source = titles.get(value.source)
        shown = say_text(UNSET) if value.value is None else format_value(value.value, parameter.unit, language())
        return [
            Cell(say_text(parameter.title)),
            Cell(shown),
            Cell(value.valid_from.isoformat()),
            Cell(say(LEGAL, value.status, language())),
            Cell(value.confidence, note=say(CONFIDENCE, value.confidence, language())),
            Cell(source.title if source else value.source, url=(source.url or "") if source else ""),
        ]

    return table(columns, values, row, _("Gränser och parametrar"))


def example_lines(rule: Rule) -> Iterator[dict[str, Any]]:
    """Yield each worked example: title, what is given, the verdict."""
    questions = {question.id: say_text(question.text) for question in rule.questions}
    for example in rule.examples:
        yield {"title": say_text(example.title), "given": list(_given(example, questions)), "verdict": example.verdict}


def _given(example: Example, questions: dict[str, str]) -> Iterator[tuple[str, str]]:
    for question, value in example.answers.items():
        yield questions.get(question, question), _answer(value)
    for check, measured in example.measures.items():
        yield _("Mätning %(check)s") % {"check": check}, _measurement(measured)


def _measurement(measured: MeasuredExample) -> str:
    if measured.value is None and measured.numerator is not None and measured.denominator:
        return _("%(part)s av %(whole)s") % {"part": _plain(measured.numerator), "whole": _plain(measured.denominator)}
    shown = "–" if measured.value is None else _plain(measured.value)
    return shown if measured.n is None else f"{shown} (n = {measured.n})"


def _plain(value: float) -> str:
    return format_number(value, language(), 0 if float(value).is_integer() else 2)


def _answer(value: Any) -> str:
    if value is None:
        return _("Vet inte")
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return str(value)
