"""Assessments: lists, documents, findings; one made elsewhere is put in with `gensvar push assessment.json`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from gensvar_web.api import assessments as actions
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import AssessmentRecord, FindingRow

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
    return page_of(request, actions.assessments_of(request.organisation), asked, shape)


@router.post("/o/{slug:org}/assessments", response={201: AssessmentOut}, auth=reach("assess", "vault.keep"),
             summary="Put in an assessment made elsewhere", openapi_extra=DOCUMENT)  # fmt: skip
def put_in(request: ApiRequest, org: str) -> Status[dict[str, Any]]:
    """The body is `assessment.json` as it is. Its seal must hold; the same document twice is one assessment."""
    document = actions.read_document(request)
    made = actions.put_in(actor=request.user, organisation=request.organisation, document=document)
    return Status(201, shape(made))


@router.get("/o/{slug:org}/assessments/{int:pk}", response=AssessmentOut, auth=reach("read", "vault.read"),
            summary="Read an assessment's summary")  # fmt: skip
def assessment(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Counts of verdicts, the edition, the days covered."""
    return shape(_one(request, pk))


@router.get("/o/{slug:org}/assessments/{int:pk}/document", auth=reach("read", "vault.read"),
            response=dict[str, Any], summary="Read the sealed document")  # fmt: skip
def document(request: ApiRequest, org: str, pk: int) -> HttpResponse:
    """Everything: every finding with its evidence, intervals, formulas, exclusions."""
    content = json.dumps(document_of(_one(request, pk)), ensure_ascii=False)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


@router.get("/o/{slug:org}/assessments/{int:pk}/findings", response=Page[FindingOut], auth=reach("read", "vault.read"),
            tags=["findings"], summary="List the findings")  # fmt: skip
def findings(request: ApiRequest, org: str, pk: int, asked: Paged, verdict: str = "") -> dict[str, Any]:
    """In the order of the rulebook; `verdict` narrows to `met`, `not_met`, `cannot_be_judged` or `not_applicable`."""
    rows = _one(request, pk).findings.all()
    return page_of(request, rows.filter(verdict=verdict) if verdict else rows, asked, _finding)


def _one(request: ApiRequest, pk: int) -> AssessmentRecord:
    return get_object_or_404(actions.assessments_of(request.organisation), pk=pk)
