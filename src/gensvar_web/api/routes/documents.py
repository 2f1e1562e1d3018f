"""Documents that show that an answer holds: sent, listed, fetched, deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from gensvar_web.api.bodies import BINARY, FileName, gives, handed_out, spooled
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.actions import documents
from gensvar_web.rooms.answers.receiving import LIMIT, MEDIA_TYPES
from gensvar_web.vault.models import Answer, StoredFile

router = Router(tags=["answers"])


class AnswerWith(Schema):
    """An answer that has the document."""

    rulebook: str
    edition: str
    round: str
    question: str


class DocumentOut(Schema):
    """A document: what it covers, when it came, its hash. On no answer it is deleted two days after it came."""

    id: int
    name: str
    media_type: str
    size: int
    hash: str
    covers_from: date | None = None
    covers_to: date | None = None
    received_at: datetime
    received_from: int | None = None
    answers: list[AnswerWith]


class Covered(Schema):
    """The days that a document covers."""

    covers_from: date | None = None
    covers_to: date | None = None


SAME = ("name", "media_type", "size", "hash", "covers_from", "covers_to", "received_at")


def _shape(one: StoredFile, answers: list[Answer]) -> dict[str, Any]:
    used = [
        {"rulebook": row.edition.rulebook, "edition": row.edition.edition, "round": row.round, "question": row.question}
        for row in answers
        if row.document_id == one.pk
    ]
    same = {name: getattr(one, name) for name in SAME}
    return {"id": one.pk, **same, "received_from": one.received_from_id, "answers": used}


@router.get("/o/{slug:org}/documents", response=Page[DocumentOut], auth=reach("read", "answers.read"),
            summary="List the documents of answers")  # fmt: skip
def listed(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first: those that hang or hung on answers, and your own that wait for one."""
    answers = list(queries.with_documents(request.organisation))
    found = queries.documents(request.organisation, request.user)
    return page_of(request, found, asked, lambda one: _shape(one, answers))


@router.post("/o/{slug:org}/documents", response={201: DocumentOut}, auth=reach("answers", "answers.answer"),
             summary="Send a document", openapi_extra=BINARY)  # fmt: skip
def receive(request: ApiRequest, org: str, period: Query[Covered], name: FileName) -> Status[dict[str, Any]]:
    """The body is the file as it is, 25 MB at most. Then put its number into an answer: `document`."""
    with spooled(request, name, LIMIT) as file:
        made = documents.receive_document(
            actor=request.user, organisation=request.organisation, file=file, **period.dict()
        )
    return Status(201, _shape(made, []))


@router.get("/o/{slug:org}/documents/{int:pk}", auth=reach("read", "answers.read"), summary="Fetch a document",
            openapi_extra=gives(*dict.fromkeys(MEDIA_TYPES.values())))  # fmt: skip
def fetch(request: ApiRequest, org: str, pk: int) -> FileResponse:
    """The file as it was received."""
    return handed_out(_one(request, pk))


@router.patch("/o/{slug:org}/documents/{int:pk}", response=DocumentOut, auth=reach("answers", "answers.answer"),
              summary="Say which days a document covers")  # fmt: skip
def date_document(request: ApiRequest, org: str, pk: int, given: Covered) -> dict[str, Any]:
    """While it hangs on no answer; then it is evidence, and stays as it is."""
    one = _one(request, pk)
    documents.date_document(actor=request.user, organisation=request.organisation, file=one, **given.dict())
    return _shape(_one(request, pk), list(queries.with_documents(request.organisation)))


@router.delete("/o/{slug:org}/documents/{int:pk}", response={204: None}, auth=reach("answers", "answers.answer"),
               summary="Delete a document that hangs on no answer")  # fmt: skip
def forget(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Your own, before it was put into an answer. Off an answer it is taken with the answer's own address."""
    documents.forget_document(actor=request.user, organisation=request.organisation, file=_one(request, pk))
    return Status(204, None)


def _one(request: ApiRequest, pk: int) -> StoredFile:
    return get_object_or_404(queries.documents(request.organisation, request.user), pk=pk)
