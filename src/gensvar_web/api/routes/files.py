"""Log files: received as streams, inspected, read into the store; measures of what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.data import actions, measuring, queries
from gensvar_web.rooms.data.models import Upload
from gensvar_web.rooms.data.receiving import receive_files
from gensvar_web.vault.stores import default_store

router = Router(tags=["data"])
PIECE = 1 << 20
BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
BINARY = {"requestBody": {"required": True, "content": BYTES}}


class FileOut(Schema):
    """A received file and how far it has come."""

    id: int
    name: str
    size: int
    hash: str
    state: str
    received_at: datetime
    covers_from: date | None = None
    covers_to: date | None = None
    mapping: dict[str, Any] | None = None
    outcome: dict[str, Any]
    problem: dict[str, Any] | None = None
    job: int | None = None


class GivenMeasure(Schema):
    """What is asked of a measure; without a measure all are computed in their usual variant."""

    measure: Line = ""
    variant: Line = ""
    by: Line = Field("", description="month, channel, queue or unit")
    first: date | None = None
    last: date | None = None


class Figures(Schema):
    """The figure, its months, and its breakdown where one was asked for: n, value, interval, formula, exclusions."""

    figures: list[list[dict[str, Any]]]


@dataclass(frozen=True)
class Sent:
    """The body of a request as the room takes files."""

    name: str
    request: ApiRequest

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces."""
        while piece := self.request.read(PIECE):
            yield piece


def _shape(one: Upload) -> dict[str, Any]:
    same = {
        name: getattr(one.file, name) for name in ("name", "size", "hash", "received_at", "covers_from", "covers_to")
    }
    return {
        "id": one.pk, **same, "state": one.state, "mapping": one.mapping, "outcome": one.outcome,
        "problem": one.problem, "job": one.job_id,
    }  # fmt: skip


@router.get("/o/{slug:org}/files", response=Page[FileOut], auth=reach("read", "data.read"), summary="List the files")
def files(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first."""
    return page_of(request, queries.uploads(request.organisation), asked, _shape)


@router.post("/o/{slug:org}/files", response={201: FileOut}, auth=reach("data", "data.import"), summary="Send a file",
             openapi_extra=BINARY)  # fmt: skip
def receive(
    request: ApiRequest, org: str, name: str = Query(..., min_length=1, max_length=200)
) -> Status[dict[str, Any]]:
    """The body is the file as it is. It is inspected at once; the same file again is the same one."""
    if not request.headers.get("Content-Length", "").isdigit():
        raise HttpError(411, "Content-Length")
    sent = Sent(name.replace("\0", ""), request)
    (made,) = receive_files(actor=request.user, organisation=request.organisation, files=[sent])
    return Status(201, _shape(made))


@router.get(
    "/o/{slug:org}/files/{int:pk}", response=FileOut, auth=reach("read", "data.read"), summary="Read a file's state"
)
def file(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """`ready` can be imported, `to_map` needs its columns corrected on its page first."""
    return _shape(_one(request, pk))


@router.post("/o/{slug:org}/files/{int:pk}/import", response={202: JobOut}, auth=reach("data", "data.import"),
             summary="Read a file into the store")  # fmt: skip
def import_file(request: ApiRequest, org: str, pk: int) -> Status[dict[str, Any]]:
    """The answer is the job to follow."""
    jobs = actions.begin_import(actor=request.user, organisation=request.organisation, uploads=[_one(request, pk)])
    return Status(202, job_shape(jobs[0]))


@router.delete("/o/{slug:org}/files/{int:pk}", response={204: None}, auth=reach("data", "data.import"),
               summary="Take a file away")  # fmt: skip
def remove(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Out of the store, and off the disk."""
    actions.remove_file(actor=request.user, organisation=request.organisation, upload=_one(request, pk))
    return Status(204, None)


@router.post("/o/{slug:org}/measurements", response={202: JobOut}, auth=reach("data", "data.measure"),
             tags=["measures"], summary="Compute measures")  # fmt: skip
def measure(request: ApiRequest, org: str, given: GivenMeasure) -> Status[dict[str, Any]]:
    """The answer is the job to follow; its figures are read from `measurements/{measure}`."""
    if given.measure:
        question = _question(given)
        arguments: dict[str, Any] = {"question": question.__dict__}
    else:
        arguments = {"first": _written(given.first), "last": _written(given.last)}
    made = actions.begin_measuring(
        actor=request.user,
        organisation=request.organisation,
        arguments=arguments,
        key=f"api:{sorted(arguments.items())}",
    )
    return Status(202, job_shape(made))


@router.get("/o/{slug:org}/measurements/{measure}", response=Figures, auth=reach("read", "data.read"),
            tags=["measures"], summary="Read computed figures")  # fmt: skip
def figures(request: ApiRequest, org: str, measure: str, asked: Query[GivenMeasure]) -> dict[str, Any]:
    """404 until they have been computed on the data there are now."""
    store = default_store(request.organisation)
    asked.measure = measure
    found = measuring.kept(store, _question(asked).requests()) if store else None
    if found is None:
        raise Http404
    return {"figures": found}


def _question(given: GivenMeasure) -> measuring.Question:
    """Return what the room computes; BadInput, with the nearest that exists, for what does not."""
    from gensvar.measures import load_measures
    from gensvar.measures.asking import read_request

    measures = load_measures()
    variant = given.variant or measures.named(given.measure).default_variant
    question = measuring.Question(
        given.measure, variant, by=given.by, first=_written(given.first), last=_written(given.last)
    )
    for request in question.requests():
        read_request(measures, request)
    return question


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _one(request: ApiRequest, pk: int) -> Upload:
    return get_object_or_404(queries.uploads(request.organisation), pk=pk)
