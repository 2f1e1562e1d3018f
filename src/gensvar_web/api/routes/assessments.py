"""Assessments: lists, documents, findings; one made elsewhere is put in with `gensvar push assessment.json`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api import assessments as actions
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line, Prose
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.findings import actions as findings_actions
from gensvar_web.rooms.findings import queries as findings_queries
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.editions import edition
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import AssessmentRecord, FindingRow

router = Router(tags=["assessments"])
FILE = {"responses": {"200": {"description": "The file", "content": {"application/octet-stream": {}}}}}
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


class GivenRun(Schema):
    """What is judged: an edition, and optionally the days."""

    rulebook: Line
    edition: Line
    first: date | None = None
    last: date | None = None


class GivenOverride(Schema):
    """A person's verdict in the place of the judged one."""

    rule: Line
    verdict: Literal["met", "not_met", "not_applicable"]
    reason: Annotated[Prose, Field(min_length=1, max_length=2000)]


class OverrideOut(Schema):
    """An override."""

    id: int
    rule: str
    verdict: str
    reason: str


class GivenReport(Schema):
    """The form of a report, and its language."""

    form: Line
    language: Literal["sv", "en"] = "sv"


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


@router.post("/o/{slug:org}/assessments/{int:pk}/overrides", response={201: OverrideOut},
             auth=reach("assess", "findings.override"), tags=["findings"], summary="Set a verdict aside")  # fmt: skip
def override(request: ApiRequest, org: str, pk: int, given: GivenOverride) -> Status[dict[str, Any]]:
    """From the next assessment on; the reason and the person stay visible."""
    record = _one(request, pk)
    if not record.findings.filter(rule=given.rule).exists():
        raise BadInput(Text(sv="bedömningen har ingen sådan regel", en="the assessment has no such rule"), where="rule")
    made = findings_actions.set_aside(
        actor=request.user,
        organisation=request.organisation,
        record=record,
        rule=given.rule,
        verdict=given.verdict,
        reason=given.reason,
    )
    return Status(201, {"id": made.pk, "rule": made.rule, "verdict": made.verdict, "reason": made.reason})


@router.delete("/o/{slug:org}/overrides/{int:pk}", response={204: None}, auth=reach("assess", "findings.override"),
               tags=["findings"], summary="Take an override back")  # fmt: skip
def withdraw(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """The next assessment judges by the evidence again."""
    found = get_object_or_404(findings_queries.overrides_of(request.organisation), pk=pk)
    findings_actions.withdraw(actor=request.user, organisation=request.organisation, override=found)
    return Status(204, None)


@router.post("/o/{slug:org}/assessments/{int:pk}/reports", response={202: JobOut}, auth=reach("read", "findings.read"),
             summary="Draw a report")  # fmt: skip
def draw(request: ApiRequest, org: str, pk: int, given: GivenReport) -> Status[dict[str, Any]]:
    """The answer is the job to follow; then the report is read from `reports/{form}`."""
    made = findings_actions.begin_report(
        actor=request.user,
        organisation=request.organisation,
        record=_one(request, pk),
        form=given.form,
        language=given.language,
    )
    return Status(202, job_shape(made))


@router.get("/o/{slug:org}/assessments/{int:pk}/reports/{form}", auth=reach("read", "findings.read"),
            summary="Download a report", openapi_extra=FILE)  # fmt: skip
def report(request: ApiRequest, org: str, pk: int, form: str, language: Literal["sv", "en"] = "sv") -> FileResponse:
    """404 until it has been drawn."""
    found = findings_queries.reports(_one(request, pk)).filter(form=form.replace("\0", ""), language=language).first()
    path = absolute(found.file.path) if found else None
    if found is None or path is None or not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=found.file.name, content_type=found.file.media_type
    )
