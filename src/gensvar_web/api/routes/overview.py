"""Where the organisation stands, as its first page shows it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema

from gensvar_web.api.routes.assessments import AssessmentOut, ChangeOut
from gensvar_web.api.routes.assessments import shape as assessment
from gensvar_web.api.schemas import Line
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.overview import queries
from gensvar_web.rooms.overview.next_steps import next_steps
from gensvar_web.vault.verdicts import counts_by_chapter, wording_of

router = Router(tags=["assessments"])


class StepOut(Schema):
    """Something to do: what, why, and the page where it is done."""

    kind: str
    title: str
    why: str
    url: str


class NeedOut(Schema):
    """What would settle rules that could not be judged."""

    code: str
    settle: str
    rules: list[str]


class OverviewOut(Schema):
    """The newest assessment beside the one before; verdicts by chapter; what to do next. `trend`: the oldest first."""

    rulebook: str
    rulebooks: list[str]
    edition_in_force: str
    latest: AssessmentOut
    before: AssessmentOut | None = None
    changed: list[ChangeOut]
    chapters: dict[str, dict[Literal["met", "not_met", "cannot_be_judged", "not_applicable"], int]]
    trend: list[AssessmentOut]
    next_steps: list[StepOut]
    needs: list[NeedOut]
    actions_under_way: int
    late_actions: list[int]


@router.get("/o/{slug:org}/overview", response=OverviewOut, auth=reach("read", "overview.read"),
            summary="Read where the organisation stands")  # fmt: skip
def overview(request: ApiRequest, org: str, rulebook: Line = "") -> dict[str, Any]:
    """Against a rulebook, the customer service rules if none is named; 404 before the first assessment."""
    today = timezone.localdate()
    found = queries.standing(request.organisation, rulebook, today)
    if found is None:
        raise Http404
    plan = queries.work(request.organisation, found.rulebook, today)
    steps = next_steps(request.organisation, found, plan, wording_of(found.latest))
    return {
        "rulebook": found.rulebook, "rulebooks": list(found.rulebooks), "edition_in_force": found.edition_now,
        "latest": assessment(found.latest), "before": assessment(found.before) if found.before else None,
        "changed": [
            {name: getattr(one, name) for name in ("rule", "before", "after", "direction")} for one in found.changed
        ],
        "chapters": counts_by_chapter(found.rows), "trend": [assessment(one) for one in found.trend],
        "next_steps": [{name: str(getattr(one, name)) for name in StepOut.model_fields} for one in steps],
        "needs": [{"code": one.code, "settle": str(one.settle), "rules": one.rules} for one in found.needs],
        "actions_under_way": plan.active, "late_actions": [one.pk for one in plan.late],
    }  # fmt: skip
