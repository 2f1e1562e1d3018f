"""Log files: received as streams, inspected, read into the store, taken away; the rows that could not be used."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from gensvar.logs.manifest import Source
from gensvar.logs.store import Store as Library
from gensvar_web.api.bodies import BINARY, FileName, gives, sent
from gensvar_web.api.paging import Page, Paged, page_of, sliced
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.data import actions, queries
from gensvar_web.rooms.data.models import Upload
from gensvar_web.rooms.data.receiving import receive_files
from gensvar_web.rooms.data.rejects import rejected_lines

router = Router(tags=["data"])
FILE = "/o/{slug:org}/files/{int:pk}"
CSV = "text/csv"


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


class RejectedOut(Schema):
    """A row that could not be used: where it stood, why, and what was read."""

    row: int
    table: str
    column: str | None = None
    reason_sv: str
    reason_en: str
    content: str


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
def receive(request: ApiRequest, org: str, name: FileName) -> Status[dict[str, Any]]:
    """The body is the file as it is. It is inspected at once; the same file again is the same one."""
    (made,) = receive_files(actor=request.user, organisation=request.organisation, files=[sent(request, name)])
    return Status(201, _shape(made))


@router.post("/o/{slug:org}/files/import", response={202: list[JobOut]}, auth=reach("data", "data.import"),
             summary="Read every ready file into the store")  # fmt: skip
def import_ready(request: ApiRequest, org: str) -> Status[list[dict[str, Any]]]:
    """The answer is the jobs to follow; none if no file is `ready`."""
    ready = queries.ready(request.organisation)
    jobs = actions.begin_import(actor=request.user, organisation=request.organisation, uploads=ready)
    return Status(202, [job_shape(one) for one in jobs])


@router.get(FILE, response=FileOut, auth=reach("read", "data.read"), summary="Read a file's state")
def file(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """`ready` can be imported, of `to_map` the columns must be corrected first."""
    return _shape(upload_of(request, pk))


@router.post(f"{FILE}/import", response={202: JobOut}, auth=reach("data", "data.import"),
             summary="Read a file into the store")  # fmt: skip
def import_file(request: ApiRequest, org: str, pk: int) -> Status[dict[str, Any]]:
    """The answer is the job to follow."""
    uploads = [upload_of(request, pk)]
    jobs = actions.begin_import(actor=request.user, organisation=request.organisation, uploads=uploads)
    return Status(202, job_shape(jobs[0]))


@router.delete(FILE, response={204: None}, auth=reach("data", "data.import"), summary="Take a file away")
def remove(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Out of the store, and off the disk."""
    actions.remove_file(actor=request.user, organisation=request.organisation, upload=upload_of(request, pk))
    return Status(204, None)


@router.get(f"{FILE}/rejected", response=Page[RejectedOut], auth=reach("data", "data.rows"),
            summary="List the rows that could not be used")  # fmt: skip
def rejected(request: ApiRequest, org: str, pk: int, asked: Paged) -> dict[str, Any]:
    """In the order of the file; 404 until it has been read in."""
    found, there = upload_of(request, pk), _source(request, pk)

    def rows(first: int, count: int) -> list[dict[str, Any]]:
        return list(queries.rejected_rows(*there, offset=first, limit=count))

    return sliced(request, asked, found.rejected, rows, _rejected)


def _rejected(one: dict[str, Any]) -> dict[str, Any]:
    same = {name: one[name] for name in ("table", "column", "reason_sv", "reason_en")}
    return {"row": one["source_row"], **same, "content": one["row"]}


@router.get(f"{FILE}/rejected.csv", auth=reach("data", "data.rows"), summary="Download the rows that could not be used",
            openapi_extra=gives(CSV))  # fmt: skip
def rejected_csv(request: ApiRequest, org: str, pk: int) -> StreamingHttpResponse:
    """In the language of `Accept-Language`; semicolons, UTF-8 with a mark, nothing that is taken for a formula."""
    lines = rejected_lines(*_source(request, pk))
    response = StreamingHttpResponse(lines, content_type=f"{CSV}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="underkanda-{pk}.csv"'
    return response


def upload_of(request: ApiRequest, pk: int) -> Upload:
    """Return a file of the organisation; 404 if there is none."""
    return get_object_or_404(queries.uploads(request.organisation), pk=pk)


def _source(request: ApiRequest, pk: int) -> tuple[Library, Source]:
    there = queries.source_of(upload_of(request, pk))
    if there is None:
        raise Http404
    return there
