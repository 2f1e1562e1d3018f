"""Reports of an assessment as files, and links that show one to somebody without an account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from gensvar.evidence import canonical_bytes
from gensvar_web.api.bodies import attachment, gives, handed_out
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.assessments import record_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line, Name
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.findings import actions, queries
from gensvar_web.rooms.findings.drawing import FORMS, file_name
from gensvar_web.rooms.findings.models import Report, ShareLink
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.folders import absolute

router = Router(tags=["assessments"])
PLACE = "/o/{slug:org}/assessments/{int:pk}"
JSON = "application/json"
Spoken = Literal["sv", "en"]


class ReportOut(Schema):
    """A report that has been drawn."""

    form: str
    language: Spoken
    name: str
    media_type: str
    size: int
    hash: str
    drawn_at: datetime


class GivenReport(Schema):
    """The form of a report (pdf, html or xlsx), and its language."""

    form: Line
    language: Spoken = "sv"


class LinkOut(Schema):
    """A link to an assessment: for whom, until when, how often it was opened. Its address is told once."""

    id: int
    name: str
    made_at: datetime
    made_by: int | None = None
    expires_at: datetime
    revoked_at: datetime | None = None
    open: bool
    opened: int
    opened_at: datetime | None = None


class NewLink(LinkOut):
    """A link that was just made, with its address."""

    address: str


class GivenLink(Schema):
    """For whom, and for how many days."""

    name: Name
    days: Annotated[int, Field(ge=1, le=actions.LONGEST_DAYS)] = 30


@router.get(f"{PLACE}/reports", response=list[ReportOut], auth=reach("read", "findings.read"),
            summary="List the reports that are drawn")  # fmt: skip
def reports(request: ApiRequest, org: str, pk: int) -> list[dict[str, Any]]:
    """`json` is always there and is not listed."""
    return [_report(one) for one in queries.reports(record_of(request, pk))]


def _report(one: Report) -> dict[str, Any]:
    same = {name: getattr(one.file, name) for name in ("name", "media_type", "size", "hash")}
    return {"form": one.form, "language": one.language, **same, "drawn_at": one.file.received_at}


@router.post(f"{PLACE}/reports", response={202: JobOut}, auth=reach("read", "findings.read"), summary="Draw a report")
def draw(request: ApiRequest, org: str, pk: int, given: GivenReport) -> Status[dict[str, Any]]:
    """The answer is the job to follow; then the report is read from `reports/{form}`."""
    record = record_of(request, pk)
    made = actions.begin_report(actor=request.user, organisation=request.organisation, record=record, **given.dict())
    return Status(202, job_shape(made))


@router.get(f"{PLACE}/reports/{{form}}", auth=reach("read", "findings.read"), summary="Download a report",
            openapi_extra=gives(*(form.media_type for form in FORMS.values()), JSON))  # fmt: skip
def report(request: ApiRequest, org: str, pk: int, form: str, language: Spoken = "sv") -> HttpResponse | FileResponse:
    """`pdf`, `html` and `xlsx`: 404 until drawn. `json` is the sealed document itself, byte for byte."""
    record = record_of(request, pk)
    if form == "json":
        return attachment(canonical_bytes(document_of(record)) + b"\n", file_name(record, "json"), JSON)
    found = queries.reports(record).filter(form=form.replace("\0", ""), language=language).first()
    if found is None or not absolute(found.file.path).is_file():
        raise Http404
    return handed_out(found.file)


@router.get(f"{PLACE}/links", response=Page[LinkOut], auth=reach("read", "findings.read"),
            summary="List the links to an assessment")  # fmt: skip
def links(request: ApiRequest, org: str, pk: int, asked: Paged) -> dict[str, Any]:
    """Those that have ended too; the newest first."""
    return page_of(request, queries.links(record_of(request, pk)), asked, _link)


def _link(one: ShareLink) -> dict[str, Any]:
    names = ("name", "made_at", "expires_at", "revoked_at", "open", "opened", "opened_at")
    return {"id": one.pk, **{name: getattr(one, name) for name in names}, "made_by": one.made_by_id}


@router.post(f"{PLACE}/links", response={201: NewLink}, auth=reach("assess", "findings.share"), summary="Make a link")
def share(request: ApiRequest, org: str, pk: int, given: GivenLink) -> Status[dict[str, Any]]:
    """Whoever has the address can read the assessment until the link ends; it is told only now."""
    record = record_of(request, pk)
    address = actions.share(actor=request.user, organisation=request.organisation, record=record, **given.dict())
    made = queries.link_with(address.rstrip("/").rpartition("/")[2])
    assert made is not None  # it was made just now
    return Status(201, {**_link(made), "address": address})


@router.delete("/o/{slug:org}/links/{int:pk}", response={204: None}, auth=reach("assess", "findings.share"),
               summary="End a link")  # fmt: skip
def revoke(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Before its time."""
    link = get_object_or_404(queries.links_of(request.organisation), pk=pk)
    actions.revoke(actor=request.user, organisation=request.organisation, link=link)
    return Status(204, None)
