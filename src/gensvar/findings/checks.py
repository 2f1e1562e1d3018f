"""One check of one rule, judged on what is given. A claim never outweighs a measurement."""

from __future__ import annotations

from datetime import date
from typing import Any

from gensvar.calendar import add_months
from gensvar.findings import reasons
from gensvar.findings.audited import judge_audit
from gensvar.findings.outcomes import Given, Measured, Outcome, Reason, Threshold
from gensvar.findings.parameters import threshold_of
from gensvar.findings.recorded import judge_records
from gensvar.rulebook.model import (
    AnswerCheck,
    AuditCheck,
    Check,
    DocumentCheck,
    MeasureCheck,
    Question,
    RecordCheck,
    Rule,
)

TOLERANCE = 1e-9  # a share of 0.9 computed as 0.8999999999999999 is still 0.9


def judge_check(rule: Rule, check: Check, given: Given, on: date, titles: dict[str, str]) -> Outcome:
    """Return the outcome of `check`; `titles` gives the title of each source id."""
    match check:
        case MeasureCheck():
            return _judge_measure(rule, check, given, on, titles)
        case AnswerCheck():
            return _judge_answer(rule, check, given)
        case DocumentCheck():
            return _judge_document(rule, check, given, on)
        case AuditCheck():
            return judge_audit(rule, check, given, on, titles)
        case RecordCheck():
            return judge_records(rule, check, given, on, titles)


def _judge_measure(rule: Rule, check: MeasureCheck, given: Given, on: date, titles: dict[str, str]) -> Outcome:
    measured = given.measured.get(check.id)
    threshold = threshold_of(rule, check, on, given.thresholds.get(rule.id, {}), titles)
    reason = _measured_reason(check, measured, threshold)
    verdict = None if check.compare == "report" else _verdict_of(reason)
    claim = _claim(check, given, verdict)
    return Outcome(check.id, "measure", verdict, reason, measured, threshold, claim)


def _measured_reason(check: MeasureCheck, measured: Measured | None, threshold: Threshold | None) -> Reason:
    if check.compare == "report":
        return reasons.problem_reason(measured.problem) if measured and measured.problem else reasons.REPORTED_ONLY
    if measured is not None and measured.problem and measured.problem.get("code") != "no_threshold":
        return reasons.problem_reason(measured.problem)
    if threshold is None or (measured is not None and measured.problem):
        return reasons.NO_THRESHOLD
    if measured is None or measured.value is None:
        return reasons.problem_reason(
            {"code": "no_data", "text": {"sv": "Det finns inga data.", "en": "There are no data."}}
        )
    if measured.n < check.min_n:
        return reasons.too_few(measured.n, check.min_n)
    met = compare(measured.value, threshold)
    unit = str(measured.row.get("unit", ""))
    return reasons.compared(measured.value, unit, threshold, met, measured.row.get("interval"))


def compare(value: float, threshold: Threshold) -> bool:
    """Return whether `value` is on the right side of the threshold."""
    if threshold.compare == "at_least":
        return value >= threshold.value - TOLERANCE
    if threshold.compare == "at_most":
        return value <= threshold.value + TOLERANCE
    return abs(value - threshold.value) <= TOLERANCE


def _verdict_of(reason: Reason) -> Any:
    return reason.code if reason.code in ("met", "not_met") else "cannot_be_judged"


def _claim(check: MeasureCheck, given: Given, verdict: str | None) -> dict[str, Any] | None:
    if check.claim is None:
        return None
    answer = given.answers.get(check.claim, {}).get("value")
    contradicts = (answer is True and verdict == "not_met") or (answer is False and verdict == "met")
    return {"question": check.claim, "answer": answer, "contradicts": contradicts}


def _question(rule: Rule, name: str) -> Question:
    return next(question for question in rule.questions if question.id == name)


def _judge_answer(rule: Rule, check: AnswerCheck, given: Given) -> Outcome:
    answer = given.answers.get(check.question)
    if answer is None:
        return Outcome(check.id, "answer", "cannot_be_judged", reasons.NOT_ANSWERED)
    value = answer.get("value")
    if value is None:
        return Outcome(check.id, "answer", "cannot_be_judged", reasons.DONT_KNOW, answer=answer)
    met = any(type(value) is type(wanted) and value == wanted for wanted in check.expect)
    reason = reasons.answered(met, value, _question(rule, check.question).text)
    return Outcome(check.id, "answer", "met" if met else "not_met", reason, answer=answer)


def _judge_document(rule: Rule, check: DocumentCheck, given: Given, on: date) -> Outcome:
    answer = given.answers.get(check.question)
    if answer is None:
        return Outcome(check.id, "document", "cannot_be_judged", reasons.NOT_ANSWERED)
    value = answer.get("value")
    if value is None:
        return Outcome(check.id, "document", "cannot_be_judged", reasons.DONT_KNOW, answer=answer)
    if isinstance(value, bool):
        return _document_without_date(rule, check, value, answer)
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    fresh = check.max_age_months is None or on <= add_months(day, check.max_age_months)
    met = fresh and day <= on
    reason = reasons.document_dated(met, day.isoformat(), check.max_age_months)
    return Outcome(check.id, "document", "met" if met else "not_met", reason, answer=answer)


def _document_without_date(rule: Rule, check: DocumentCheck, exists: bool, answer: dict[str, Any]) -> Outcome:
    question = _question(rule, check.question).text
    if exists and check.max_age_months is not None:
        return Outcome(check.id, "document", "cannot_be_judged", reasons.UNDATED, answer=answer)
    verdict: Any = "met" if exists else "not_met"
    return Outcome(check.id, "document", verdict, reasons.answered(exists, exists, question), answer=answer)
