"""What a check does, in words: the measure and its threshold, the question, the document, the sample."""

from __future__ import annotations

from gensvar.report.cells import figure
from gensvar.report.detector_names import detector_name
from gensvar.report.document import Muted, Rich, Strong
from gensvar.report.measure_names import measure_name
from gensvar.report.words import COMPARE, EVIDENCE, UNSET, say
from gensvar.rulebook.model import (
    AnswerCheck,
    AuditCheck,
    Check,
    DocumentCheck,
    MeasureCheck,
    Parameter,
    RecordCheck,
    Rule,
)
from gensvar.text import Language, Text

REPORTED = Text(sv="redovisas utan att bedömas", en="reported without being judged")
AT_MOST_OLD = Text(sv=" Högst {months} månader gammalt.", en=" At most {months} months old.")


def check_words(check: Check, rule: Rule, language: Language) -> Rich:
    """Return what a check does; questions with their help."""
    kind = Strong(f"{say(EVIDENCE, check.kind, language)}: ")
    match check:
        case MeasureCheck():
            return (kind, *_measured(check, rule, language))
        case AnswerCheck() | DocumentCheck():
            return (kind, *_asked(check, rule, language))
        case AuditCheck():
            return (kind, *_seen(check, rule, language))
        case RecordCheck():
            return (kind, check.needs.into(language))


def _measured(check: MeasureCheck, rule: Rule, language: Language) -> tuple[str | Strong, ...]:
    name = measure_name(check.measure, check.variant, _fixed(check), language)
    if check.threshold is None:
        return (f"{name}, {REPORTED.into(language)}",)
    named = next((one for one in rule.parameters if one.id == check.threshold), None)
    limit = latest(named, language) if named else check.threshold
    return (f"{name}, {say(COMPARE, check.compare, language)} ", Strong(limit))


def _seen(check: AuditCheck, rule: Rule, language: Language) -> tuple[str | Strong, ...]:
    name = detector_name(check.detector, language)
    named = next((one for one in rule.parameters if one.id == check.threshold), None)
    if named is None or check.compare is None:
        return (name,)
    return (f"{name}, {say(COMPARE, check.compare, language)} ", Strong(latest(named, language)))


def _fixed(check: MeasureCheck) -> dict[str, float | int | str]:
    """Return the settings that the rule fixes itself; those in parameters of their own are shown there."""
    return {name: value for name, value in check.parameters.items() if not str(value).startswith("$")}


def _asked(check: AnswerCheck | DocumentCheck, rule: Rule, language: Language) -> tuple[str | Muted, ...]:
    question = next((one for one in rule.questions if one.id == check.question), None)
    if question is None:
        return (check.question,)
    text = question.text.into(language)
    if isinstance(check, DocumentCheck) and check.max_age_months:
        text += AT_MOST_OLD.into(language).format(months=check.max_age_months)
    return (text, Muted(f" {question.help.into(language)}")) if question.help else (text,)


def latest(parameter: Parameter, language: Language) -> str:
    """Return the newest value of a parameter with its unit; that it is not established where it is unset."""
    newest = max(parameter.values, key=lambda one: one.valid_from)
    return value_words(newest.value, parameter.unit, language)


def value_words(value: float | None, unit: str, language: Language) -> str:
    """Return a parameter's value with its unit, or that it is not established."""
    return UNSET.into(language) if value is None else figure(value, unit, language)
