"""Rule + evidence -> verdict. Pure: the same rule, evidence and day give the same finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gensvar.findings import reasons
from gensvar.findings.checks import judge_check
from gensvar.findings.outcomes import Finding, Given, Outcome, Reason
from gensvar.rulebook.model import AnswerCheck, Rule, Verdict
from gensvar.rulebook.scope import applies, describe


def judge(rule: Rule, given: Given, on: date, titles: dict[str, str] | None = None) -> Finding:
    """Return the finding on `rule` as of the day `on`.

    Out of scope or out of force: not applicable. Otherwise every check counts: any not met gives
    not met; else any that cannot be judged gives cannot be judged; else met. A person's override
    replaces the verdict but not the outcomes, and both stay visible.
    """
    early = _before_checks(rule, given, on)
    if early is not None:
        return early
    outcomes = _outranked(rule, tuple(judge_check(rule, check, given, on, titles or {}) for check in rule.checks))
    verdict, why = combine(outcomes)
    override = given.overrides.get(rule.id)
    if override is None:
        return Finding(rule.id, verdict, why, outcomes)
    why = (reasons.overridden(override), *why)
    return Finding(rule.id, override["verdict"], why, outcomes, override=override, judged=verdict)


def _outranked(rule: Rule, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Let answers stand aside whose question an audit has decided."""
    decided = {
        one.claim["question"] for one in outcomes if one.kind in ("audit", "record") and one.claim and _decides(one)
    }
    asides = {check.id for check in rule.checks if isinstance(check, AnswerCheck) and check.question in decided}
    return tuple(
        replace(one, verdict=None, reason=reasons.OUTRANKED) if one.check in asides else one for one in outcomes
    )


def _decides(outcome: Outcome) -> bool:
    return outcome.verdict in ("met", "not_met")


def _before_checks(rule: Rule, given: Given, on: date) -> Finding | None:
    if (rule.valid_from and on < rule.valid_from) or (rule.valid_to and on > rule.valid_to):
        return Finding(rule.id, "not_applicable", (reasons.not_in_force(on.isoformat()),))
    concerned, missing = applies(rule.scope, given.profile)
    if concerned is None:
        return Finding(rule.id, "cannot_be_judged", (reasons.scope_unknown(missing),))
    if not concerned:
        return Finding(rule.id, "not_applicable", (reasons.out_of_scope(describe(rule.scope)),))
    return None


def combine(outcomes: tuple[Outcome, ...]) -> tuple[Verdict, tuple[Reason, ...]]:
    """Return the verdict that follows from the outcomes of all checks, and the reasons that decided it."""
    deciding = [outcome for outcome in outcomes if outcome.verdict is not None]
    if not deciding:
        reported = tuple(outcome.reason for outcome in outcomes)
        return "cannot_be_judged", reported or (reasons.NO_CHECK,)
    for verdict in ("not_met", "cannot_be_judged"):
        why = tuple(outcome.reason for outcome in deciding if outcome.verdict == verdict)
        if why:
            return verdict, why
    return "met", tuple(outcome.reason for outcome in deciding)
