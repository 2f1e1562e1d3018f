"""What the audit of calls counted, as evidence: judged by the rule's own limit, or by there being no breach at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from gensvar.calls.audit import audit_calls, has_calls
from gensvar.calls.counting import Recorded
from gensvar.calls.coverage import STATES
from gensvar.calls.limits import limits_on
from gensvar.calls.record_tests import TESTS
from gensvar.findings import reasons
from gensvar.findings.audited import claim_beside
from gensvar.findings.outcomes import Given, Outcome, Reason
from gensvar.findings.parameters import threshold_of
from gensvar.logs.tables import TABLES
from gensvar.rulebook.model import RecordCheck, Rule
from gensvar.text import Text, format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gensvar.findings.assessment import Case


def count_records(case: Case, rules: Sequence[Rule]) -> dict[str, Recorded]:
    """Return what every test counts on the store's own calls and agreements; nothing when no rule asks, or there are
    none.
    """
    asked = any(isinstance(check, RecordCheck) and check.test for rule in rules for check in rule.checks)
    if not asked or not has_calls(case.store):
        return {}
    return dict(audit_calls(case.store, limits_on(case.on, case.thresholds), case.period, case.on).tests)


def judge_records(rule: Rule, check: RecordCheck, given: Given, on: date, titles: dict[str, str]) -> Outcome:
    """Return the outcome of a test: no breach is met, unless the rule has a limit for their share."""
    found = given.records.get(check.test or "")
    if found is None or found.problem in ("no_data", "missing_column"):
        if check.claim is not None:
            return Outcome(check.id, "record", None, _missing(check, found), recorded=found)
        return Outcome(check.id, "record", "cannot_be_judged", _missing(check, found), recorded=found)
    threshold = threshold_of(rule, check, on, given.thresholds.get(rule.id, {}), titles) if check.compare else None
    if found.problem == "no_threshold" or (check.compare and threshold is None):
        known = reasons.NO_THRESHOLD.text if found.problem else _both(_counted(found), reasons.NO_THRESHOLD.text)
        reason = Reason("no_threshold", known, reasons.NO_THRESHOLD.settle)
        return Outcome(check.id, "record", "cannot_be_judged", reason, recorded=found)
    if not found.n:
        return Outcome(check.id, "record", None, Reason("no_data", _nothing(found)), recorded=found)
    met = found.breaches == 0
    if threshold is not None:
        share = found.share or 0.0
        met = share >= threshold.value if check.compare == "at_least" else share <= threshold.value
    reason = Reason("met" if met else "not_met", _counted(found))
    verdict: Any = reason.code
    claim = claim_beside(check, given, verdict)
    return Outcome(check.id, "record", verdict, reason, threshold=threshold, claim=claim, recorded=found)


def _missing(check: RecordCheck, found: Recorded | None) -> Reason:
    if found is None:
        return reasons.pending_records(check.needs)
    table = TABLES.get(found.lacking)
    column = next((one for of in TABLES.values() for one in of.columns if one.name == found.lacking), None)
    title = table.title if table else column.title if column else Text(sv=found.lacking, en=found.lacking)
    said = Text(sv=f"Underlag saknas: {title.sv.lower()}.", en=f"Evidence is missing: {title.en.lower()}.")
    return Reason("no_data" if found.problem == "no_data" else "missing_column", said, check.needs)


def _counted(found: Recorded) -> Text:
    """Return “3 of 1,200: calls without …”, with what the breaches consist of."""
    title = TESTS[found.test].title
    said: dict[str, str] = {}
    for language in ("sv", "en"):
        breaches, n = (format_number(number, language) for number in (found.breaches, found.n))
        parts = ", ".join(
            f"{STATES[state].into(language).lower()} {format_number(number, language)}"
            for state, number in sorted(found.figures.items(), key=lambda one: -one[1])
            if state in STATES
        )
        among = {"sv": "av", "en": "of"}[language]
        said[language] = f"{breaches} {among} {n}: {title.into(language)}{f' ({parts})' if parts else ''}."
    return Text(sv=said["sv"], en=said["en"])


def _nothing(found: Recorded) -> Text:
    title = TESTS[found.test].title
    return Text(sv=f"Inget att bedöma: {title.sv}.", en=f"Nothing to judge: {title.en}.")


def _both(first: Text, second: Text) -> Text:
    return Text(sv=f"{first.sv} {second.sv}".strip(), en=f"{first.en} {second.en}".strip())


def recorded_json(found: Recorded) -> Mapping[str, Any]:
    """Return what a test counted, as the assessment prints it: ids of calls, never a number or a name."""
    return {
        "test": found.test,
        "n": found.n,
        "breaches": found.breaches,
        "share": found.share,
        "samples": list(found.samples),
        "figures": dict(found.figures),
    }
