"""Audits of the website: begun, read with their proof, and how often they are made."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from gensvar_web.api.bodies import SANDBOX, gives
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.problems import refused
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line, Whole
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.site import actions, queries
from gensvar_web.rooms.site.forms import MOST_PAGES, AuditForm
from gensvar_web.rooms.site.models import SiteAudit

router = Router(tags=["site"])
AUDITS = "/o/{slug:org}/site/audits"
AUDIT = f"{AUDITS}/{{int:pk}}"
BYTES = "application/octet-stream"


class AuditOut(Schema):
    """An audit. `verdicts`: detector to window to verdict, empty until it is done."""

    id: int
    address: str
    windows: list[str]
    max_pages: int
    pages: int
    begun_at: datetime
    finished_at: datetime | None = None
    hash: str
    verdicts: dict[str, dict[str, str]]
    job: int | None = None


class WholeAudit(AuditOut):
    """A finished audit with what was found, one walk per window, and the names of its proof."""

    previous: int | None = Field(None, description="The audit of the same address before this one")
    walks: list[dict[str, Any]]
    evidence: list[str]


class GivenAudit(Schema):
    """Which site, seen how, how far. `own`: it is yours, and robots.txt does not stop the audit."""

    address: Annotated[str, Field(min_length=1, max_length=500), Whole]
    windows: Annotated[list[Literal["desktop", "mobile"]], Field(min_length=1, max_length=2)] = ["desktop", "mobile"]
    max_pages: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 40
    own: bool = False


class WatchOut(Schema):
    """The days between audits that are made by themselves: 7, 30, or 0 for never."""

    every_days: Literal[0, 7, 30]


SAME = ("address", "windows", "max_pages", "pages", "begun_at", "finished_at", "hash", "verdicts")


def _shape(one: SiteAudit) -> dict[str, Any]:
    return {"id": one.pk, **{name: getattr(one, name) for name in SAME}, "job": one.job_id}


@router.get(AUDITS, response=Page[AuditOut], auth=reach("read", "site.read"), summary="List the audits of the website")
def audits(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first, those under way too."""
    return page_of(request, queries.audits_of(request.organisation), asked, _shape)


@router.post(AUDITS, response={202: JobOut}, auth=reach("data", "site.audit"), summary="Begin an audit of a website")
def begin(request: ApiRequest, org: str, given: GivenAudit) -> Status[dict[str, Any]]:
    """The answer is the job to follow; one that is under way is returned as it is."""
    form = AuditForm(given.dict())
    if not form.is_valid():
        raise refused(form)
    made = actions.begin_audit(actor=request.user, organisation=request.organisation, **form.cleaned_data)
    assert made.job is not None  # it has begun
    return Status(202, job_shape(made.job))


@router.get(AUDIT, response=WholeAudit, auth=reach("read", "site.read"), summary="Read an audit")
def audit(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """404 until it is done."""
    one = _done(request, pk)
    before = queries.previous(one)
    found = {"walks": queries.walks(one), "evidence": sorted(queries.evidence_names(one))}
    return {**_shape(one), **found, "previous": before.pk if before else None}


@router.get(f"{AUDIT}/evidence/{{name}}", auth=reach("read", "site.read"), summary="Fetch a file of an audit's proof",
            openapi_extra=gives("image/png", BYTES))  # fmt: skip
def evidence(request: ApiRequest, org: str, pk: int, name: Line) -> FileResponse:
    """By its name in the audit."""
    one = _done(request, pk)
    file = queries.folder_of(one) / "evidence" / name if name in queries.evidence_names(one) else None
    if file is None or not file.is_file():
        raise Http404
    kind = "image/png" if name.endswith(".png") else BYTES
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=kind)
    response["Content-Security-Policy"] = SANDBOX
    return response


@router.get("/o/{slug:org}/site/watch", response=WatchOut, auth=reach("read", "site.read"),
            summary="Read how often the website is audited")  # fmt: skip
def watch(request: ApiRequest, org: str) -> dict[str, int]:
    """By itself."""
    return {"every_days": queries.watch_of(request.organisation)}


@router.put("/o/{slug:org}/site/watch", response=WatchOut, auth=reach("admin", "site.watch"),
            summary="Set how often the website is audited")  # fmt: skip
def set_watch(request: ApiRequest, org: str, given: WatchOut) -> dict[str, int]:
    """From now on."""
    actions.set_watch(actor=request.user, organisation=request.organisation, every_days=given.every_days)
    return watch(request, org)


def _done(request: ApiRequest, pk: int) -> SiteAudit:
    return get_object_or_404(queries.audits_of(request.organisation), pk=pk, finished_at__isnull=False)
