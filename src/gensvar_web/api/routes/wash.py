"""Call lists washed, their receipts, and numbers asked of at the moment of dialling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gensvar_web.api.bodies import BINARY, SANDBOX, FileName, gives, sent
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.jobs import JobOut
from gensvar_web.api.routes.jobs import shape as job_shape
from gensvar_web.api.schemas import Line
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.wash import actions, queries
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.vault.register import the_dialler

router = Router(tags=["wash"])
WASHES = "/o/{slug:org}/washes"
WASH = f"{WASHES}/{{int:pk}}"
BYTES = "application/octet-stream"
Purpose = Literal["sale", "marketing", "fundraising", "survey", "public_information", "politics", "religion"]
STATUSES = ("free", "blocked", "blocked_by_one_reading", "invalid", "outside_plan", "foreign", "unreadable", "empty")


class WashOut(Schema):
    """A wash. `receipt`: as it was signed, empty until it is done. `fetchable`: the answered list waits."""

    id: int
    name: str
    begun_at: datetime
    finished_at: datetime | None = None
    receipt: dict[str, Any]
    fetchable: bool
    job: int | None = None


class AskedWash(Schema):
    """For whom the list is washed, and how."""

    seller: Annotated[Line, Field(max_length=20, description="The organisation number of the company that sells")]
    processor: Annotated[Line, Field(max_length=20)] = ""
    campaign: Annotated[Line, Field(max_length=80)] = ""
    purpose: Purpose = "sale"
    product: Annotated[Line, Field(max_length=80)] = ""
    columns: list[Line] = Field([], max_length=20, description="Columns with numbers; found when none is named")
    remove: bool = Field(False, description="Take rows away that may not be called, instead of marking them")
    keep_proof: bool = Field(True, description="Keep the proof among the organisation's data, to audit calls against")


class AskedNumbers(Schema):
    """Up to a hundred numbers, in any form."""

    numbers: Annotated[list[Annotated[str, Field(max_length=60)]], Field(min_length=1, max_length=100)]
    purpose: Purpose = "sale"


class NumberOut(Schema):
    """What the register says of one number. Only `free` may be called without another ground."""

    given: str
    status: Literal[STATUSES]  # type: ignore[valid-type]
    e164: str
    reason: str
    valid_until: date | None = None


class NumbersOut(Schema):
    """The answers in the order asked, and the version of the register that gave them."""

    version: int
    at: datetime
    answers: list[NumberOut]


def _shape(one: Wash) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("name", "begun_at", "finished_at", "receipt")}
    return {"id": one.pk, **same, "fetchable": one.done and queries.answered(one) is not None, "job": one.job_id}


@router.get(WASHES, response=Page[WashOut], auth=reach("read", "wash.read"), summary="List the washes")
def listed(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first."""
    return page_of(request, queries.washes_of(request.organisation), asked, _shape)


@router.post(WASHES, response={202: JobOut}, auth=reach("data", "wash.wash"), summary="Wash a list",
             openapi_extra=BINARY)  # fmt: skip
def begin(request: ApiRequest, org: str, asked: Query[AskedWash], name: FileName) -> Status[dict[str, Any]]:
    """The body is the list as it is: CSV, XLSX or Parquet. The answer is the job to follow."""
    body = sent(request, name)
    made = actions.begin_wash(
        actor=request.user,
        organisation=request.organisation,
        files={"list": (body.name, body.chunks())},
        wishes=asked.dict(),
    )
    assert made.job is not None  # it has begun
    return Status(202, job_shape(made.job))


@router.get(WASH, response=WashOut, auth=reach("read", "wash.read"), summary="Read a wash with its receipt")
def wash(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """With the receipt once it is done."""
    return _shape(_one(request, pk))


@router.get(f"{WASH}/list", auth=reach("data", "wash.wash"), summary="Fetch the washed list",
            openapi_extra=gives(BYTES))  # fmt: skip
def fetch(request: ApiRequest, org: str, pk: int) -> FileResponse:
    """Within a day; it is taken away when it has been fetched."""
    found = _one(request, pk)
    path = queries.answered(found) if found.done else None
    if path is None:
        raise Http404
    actions.hand_out(actor=request.user, wash=found)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"washed{path.suffix}", content_type=BYTES)
    response["Content-Security-Policy"] = SANDBOX
    return response


@router.post("/o/{slug:org}/lookups", response=NumbersOut, auth=reach("data", "wash.wash"),
             summary="Ask of numbers at dial time")  # fmt: skip
def look_up(request: ApiRequest, org: str, given: AskedNumbers) -> dict[str, Any]:
    """Against the register as it is right now. Counted against the organisation's licence; no number is logged."""
    version, answers = the_dialler().check(request.organisation.slug, given.numbers, timezone.now(), given.purpose)
    told = [{**vars(one), "status": one.status.word} for one in answers]
    return {"version": version.seq, "at": version.at, "answers": told}


def _one(request: ApiRequest, pk: int) -> Wash:
    return get_object_or_404(queries.washes_of(request.organisation), pk=pk)
