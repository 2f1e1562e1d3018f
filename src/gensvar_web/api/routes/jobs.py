"""Work in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.vault.jobs import jobs_of
from gensvar_web.vault.models import Job

router = Router(tags=["jobs"])
State = Literal["waiting", "running", "done", "failed"]


class JobOut(Schema):
    """A piece of work: how far it has come (0 to 1), what it gave or why it failed."""

    id: int
    kind: str
    state: State
    share: float
    note: dict[str, Any]
    result: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    created_at: datetime
    finished_at: datetime | None = None


def shape(one: Job) -> dict[str, Any]:
    """Return a job as JSON."""
    return {"id": one.pk} | {
        name: getattr(one, name)
        for name in ("kind", "state", "share", "note", "result", "error", "created_at", "finished_at")
    }


@router.get("/o/{slug:org}/jobs", response=Page[JobOut], auth=reach("read", "vault.read"), summary="List the jobs")
def jobs(request: ApiRequest, org: str, asked: Paged, state: State | None = None) -> dict[str, Any]:
    """The newest first, in one state or any."""
    found = jobs_of(request.organisation)
    return page_of(request, found.filter(state=state) if state else found, asked, shape)


@router.get("/o/{slug:org}/jobs/{int:pk}", response=JobOut, auth=reach("read", "vault.read"), summary="Follow a job")
def job(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Ask again every few seconds until `state` is `done` or `failed`."""
    return shape(get_object_or_404(jobs_of(request.organisation), pk=pk))
