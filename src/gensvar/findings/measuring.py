"""The figures that an assessment's checks ask for, computed in one go, with a series by month beside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.findings.outcomes import Measured
from gensvar.findings.parameters import measure_parameters
from gensvar.rulebook.model import MeasureCheck, Rule
from gensvar.rulebook.scope import applies

if TYPE_CHECKING:
    from gensvar.findings.assessment import Case
    from gensvar.measures.result import Request, Result

Progress = Callable[[float, str], None]
UNSET = {
    "code": "no_threshold",
    "text": {
        "sv": "En parameter som måttet behöver är inte fastställd.",
        "en": "A parameter that the measure needs is not established.",
    },
}


@dataclass(frozen=True)
class Asked:
    """One check with what it asks of the measures room: the whole period, and month by month."""

    check: str
    whole: Request
    monthly: Request


def measure_rules(case: Case, rules: Sequence[Rule], progress: Progress) -> dict[str, Measured]:
    """Return a figure for every measure check of the rules that may concern the organisation, by check id.

    A measure that fails becomes a figure with a problem, never a missing one.
    """
    found, asked = {}, []
    for rule, check in _checks(rules, case.profile):
        parameters = measure_parameters(rule, check, case.on, case.thresholds.get(rule.id, {}))
        if parameters is None:
            found[check.id] = Measured({"id": check.measure, "variant": check.variant, "problem": UNSET})
        else:
            asked.append(_asked(case, check, parameters))
    return found | _computed(case, asked, progress)


def _checks(rules: Sequence[Rule], profile: dict[str, Any]) -> list[tuple[Rule, MeasureCheck]]:
    return [
        (rule, check)
        for rule in rules
        if applies(rule.scope, profile)[0] is not False
        for check in rule.checks
        if isinstance(check, MeasureCheck)
    ]


def _asked(case: Case, check: MeasureCheck, parameters: dict[str, float | int | str]) -> Asked:
    from gensvar.measures.result import Request

    def request(*by: str) -> Request:
        return Request(check.measure, check.variant, parameters, check.where, by, case.period)

    return Asked(check.id, request(), request("month"))


def _computed(case: Case, asked: list[Asked], progress: Progress) -> dict[str, Measured]:
    """Compute everything at once; where that fails, one by one, so that one bad measure spoils only its own rule."""
    from gensvar.measures import compute_each

    requests = [request for one in asked for request in (one.whole, one.monthly)]
    try:
        results = compute_each(case.store, requests, case.engine, progress)  # type: ignore[arg-type]
        pairs = zip(results[::2], results[1::2], strict=True)
        return {one.check: _measured(*pair) for one, pair in zip(asked, pairs, strict=True)}
    except BadInput:  # a missing engine is nobody's finding: it stops the assessment
        if len(asked) == 1:
            raise
    return {check: figure for one in asked for check, figure in _alone(case, one, progress).items()}


def _alone(case: Case, one: Asked, progress: Progress) -> dict[str, Measured]:
    try:
        return _computed(case, [one], progress)
    except BadInput as error:
        failed = {"code": "failed", "text": {"sv": error.describe("sv"), "en": error.describe("en")}}
        return {one.check: Measured({"id": one.whole.measure, "variant": one.whole.variant, "problem": failed})}


def _measured(whole: Sequence[Result], monthly: Sequence[Result]) -> Measured:
    """Return the one figure with its months; where the months could not be told, that is no month."""
    months = tuple(result.to_json() for result in monthly if "month" in result.group)
    return Measured(whole[0].to_json(), months)
