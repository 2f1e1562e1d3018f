"""The log of deeds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import StreamingHttpResponse
from ninja import Field, Query, Router, Schema

from gensvar_web.api.bodies import gives
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.ledger.models import Entry
from gensvar_web.rooms.deeds import queries
from gensvar_web.rooms.deeds.views import csv_lines

router = Router(tags=["ledger"])
CSV = gives("text/csv")


class EntryOut(Schema):
    """A deed. `actor` is a person's number, null where the program did it. `hash` is over all of it and `previous`."""

    number: int
    at: datetime
    actor: int | None = None
    deed: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str


class Wanted(Schema):
    """Which deeds."""

    person: int | None = Field(None, ge=1, le=2**53)
    part: str = Field("", max_length=40, pattern="^[a-z_]*$")
    first: date | None = None
    last: date | None = Field(None, description="The last day, itself included", lt=date(9999, 1, 1))


def _shape(one: Entry) -> dict[str, Any]:
    return {
        name: getattr(one, name) for name in ("number", "at", "actor", "deed", "subject", "details", "previous", "hash")
    }


@router.get("/o/{slug:org}/ledger", response=Page[EntryOut], auth=reach("admin", "deeds.read"), summary="Read the log")
def ledger(request: ApiRequest, org: str, asked: Paged, wanted: Query[Wanted]) -> dict[str, Any]:
    """The newest first."""
    return page_of(request, queries.entries(request.organisation, **wanted.dict()), asked, _shape)


@router.get(
    "/o/{slug:org}/ledger.csv", auth=reach("admin", "deeds.read"), summary="Download the log", openapi_extra=CSV
)
def ledger_csv(request: ApiRequest, org: str, wanted: Query[Wanted]) -> StreamingHttpResponse:
    """Semicolons, UTF-8 with a mark, for spreadsheets."""
    found = queries.entries(request.organisation, **wanted.dict())
    names = queries.people_in(request.organisation)
    return StreamingHttpResponse(csv_lines(found.iterator(1000), names), content_type="text/csv; charset=utf-8")
