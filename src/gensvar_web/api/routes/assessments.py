"""Assessments: lists, documents, findings, comparisons; `gensvar push assessment.json` puts one in from elsewhere."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api import assessments as actions
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line, Number
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.findings import actions as findings_actions
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.editions import edition
from gensvar_web.vault.models import AssessmentRecord, FindingRow
from gensvar_web.vault.verdicts import Change, assessments_of, changes

router = Router(tags=["assessments"])
DOCUMENT = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
}  # fmt: skip


class AssessmentOut(Schema):
    """An assessment in a list."""

    id: int
    rulebook: str
    edition: str
    hash: str
    round: str
    created_at: datetime
    covers_from: date | None = None
    covers_to: date | None = None
    met: int
    not_met: int
    cannot_be_judged: int
    not_applicable: int


class FindingOut(Schema):
    """A rule's verdict."""

    rule: str
    chapter: str
    level: str
    verdict: str
    reason: str
    measure: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    threshold: float | None = None
    n: int | None = None
    contradicted: bool
    overridden: bool


class ChangeOut(Schema):
    """A rule whose verdict differs; null where one of the assessments has not the rule."""

    rule: str
    before: str | None = None
    after: str | None = None
    direction: Literal["better", "worse", "other"]


class GivenRun(Schema):
    """What is judged: an edition, and optionally the days."""

    rulebook: Line
    edition: Line
    first: date | None = None
    last: date | None = None


SAME = (
    "hash",
    "round",
    "created_at",
    "covers_from",
    "covers_to",
    "met",
    "not_met",
    "cannot_be_judged",
    "not_applicable",
)


def shape(one: AssessmentRecord) -> dict[str, Any]:
    """Return an assessment as a line."""
    line = {"id": one.pk, "rulebook": one.edition.rulebook, "edition": one.edition.edition}
    return line | {name: getattr(one, name) for name in SAME}


def _finding(one: FindingRow) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FindingOut.model_fields}


@router.get("/o/{slug:org}/assessments", response=Page[AssessmentOut], auth=reach("read", "vault.read"),
            summary="List the assessments")  # fmt: skip
def assessments(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first."""
    return page_of(request, assessments_of(request.organisation), asked, shape)


@router.post("/o/{slug:org}/assessments", response={201: AssessmentOut}, auth=reach("assess", "vault.keep"),
             summary="Put in an assessment made elsewhere", openapi_extra=DOCUMENT)  # fmt: skip
def put_in(request: ApiRequest, org: str) -> Status[dict[str, Any]]:
    """The body is `assessment.json` as it is. Its seal must hold; the same document twice is one assessment."""
    document = actions.read_document(request)
    made = actions.put_in(actor=request.user, organisation=request.organisation, document=document)
    return Status(201, shape(made))


@router.post("/o/{slug:org}/assessments/run", response={202: JobOut}, auth=reach("assess", "findings.assess"),
             summary="Assess the data against an edition")  # fmt: skip
def run(request: ApiRequest, org: str, given: GivenRun) -> Status[dict[str, Any]]:
    """The answer is the job to follow; one under way of the same rulebook is returned as it is."""
    found = edition(given.rulebook, given.edition)
    if found is None:
        raise BadInput(Text(sv="utgåvan finns inte", en="there is no such edition"), where="edition")
    made = findings_actions.begin_assessment(
        actor=request.user,
        organisation=request.organisation,
        rulebook=given.rulebook,
        edition=given.edition,
        first=given.first,
        last=given.last,
    )
    return Status(202, job_shape(made))


@router.get("/o/{slug:org}/assessments/{int:pk}", response=AssessmentOut, auth=reach("read", "vault.read"),
            summary="Read an assessment's summary")  # fmt: skip
def assessment(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Counts of verdicts, the edition, the days covered."""
    return shape(record_of(request, pk))


@router.get("/o/{slug:org}/assessments/{int:pk}/document", auth=reach("read", "vault.read"),
            response=dict[str, Any], summary="Read the sealed document")  # fmt: skip
def document(request: ApiRequest, org: str, pk: int) -> HttpResponse:
    """Everything: every finding with its evidence, intervals, formulas, exclusions."""
    content = json.dumps(document_of(record_of(request, pk)), ensure_ascii=False)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


@router.get("/o/{slug:org}/assessments/{int:pk}/findings", response=Page[FindingOut], auth=reach("read", "vault.read"),
            tags=["findings"], summary="List the findings")  # fmt: skip
def findings(request: ApiRequest, org: str, pk: int, asked: Paged, verdict: str = "") -> dict[str, Any]:
    """In the order of the rulebook; `verdict` narrows to `met`, `not_met`, `cannot_be_judged` or `not_applicable`."""
    rows = record_of(request, pk).findings.all()
    return page_of(request, rows.filter(verdict=verdict) if verdict else rows, asked, _finding)


@router.get("/o/{slug:org}/assessments/{int:pk}/changes", response=Page[ChangeOut], auth=reach("read", "findings.read"),
            summary="Compare with an earlier assessment")  # fmt: skip
def compare(request: ApiRequest, org: str, pk: int, asked: Paged, since: Number) -> dict[str, Any]:
    """The rules whose verdict differs from the assessment `since`: better, worse, or other."""
    before, after = (list(record_of(request, one).findings.all()) for one in (since, pk))
    return page_of(request, changes(before, after), asked, _change)


def _change(one: Change) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ChangeOut.model_fields}


def record_of(request: ApiRequest, pk: int) -> AssessmentRecord:
    """Return an assessment of the organisation; 404 if there is none."""
    return get_object_or_404(assessments_of(request.organisation), pk=pk)
