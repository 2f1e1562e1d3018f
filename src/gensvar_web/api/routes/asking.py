"""Questions to the association with chosen findings: asked, answered, closed; and the association's inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.schemas import Line, Prose
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import asking
from gensvar_web.rooms.plan.models import HelpRequest

router = Router(tags=["plan"])
ASKED = "/o/{slug:org}/help-requests"
INBOX = "/o/{slug:org}/inbox"
Written = Annotated[Prose, Field(min_length=1, max_length=8000)]


class AssociationOut(Schema):
    """An organisation that can be asked."""

    slug: str
    name: str


class HelpOut(Schema):
    """A question. `shared` is exactly what the association sees of the findings."""

    id: int
    organisation: str
    association: str
    edition: str | None = None
    rules: list[str]
    shared: list[dict[str, Any]]
    question: str
    status: Literal["sent", "answered", "closed"]
    asked_by: str | None = None
    asked_at: datetime
    answer: str
    answered_by: str | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


class GivenHelp(Schema):
    """What is asked of whom, about which gaps of the newest assessment; `consent` to sharing their figures."""

    association: Line
    rulebook: Line
    rules: Annotated[list[Line], Field(min_length=1, max_length=200)]
    question: Written
    consent: Literal[True]


class GivenReply(Schema):
    """The association's answer."""

    text: Written


def _shape(one: HelpRequest) -> dict[str, Any]:
    names = ("rules", "shared", "question", "status", "asked_at", "answer", "answered_at", "closed_at")
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk,
        "organisation": one.organisation.name,
        "association": one.association.name,
        "edition": one.edition.reference if one.edition else None,
        "asked_by": str(one.asked_by) if one.asked_by else None,
        "answered_by": str(one.answered_by) if one.answered_by else None,
    }


@router.get("/o/{slug:org}/associations", response=list[AssociationOut], auth=reach("read", "plan.read"),
            summary="List who can be asked for help")  # fmt: skip
def associations(request: ApiRequest, org: str) -> list[dict[str, str]]:
    """Associations on this server."""
    return [{"slug": one.slug, "name": one.name} for one in queries.associations()]


@router.get(ASKED, response=Page[HelpOut], auth=reach("read", "plan.read"), summary="List what has been asked")
def asked_for(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first, with answers."""
    return page_of(request, queries.questions_of(request.organisation), asked, _shape)


@router.post(ASKED, response={201: HelpOut}, auth=reach("plan", "plan.manage"), summary="Ask the association for help")
def ask(request: ApiRequest, org: str, given: GivenHelp) -> Status[dict[str, Any]]:
    """About gaps of the newest assessment of the edition in force."""
    association = queries.associations().filter(slug=given.association).first()
    record = queries.latest_of(request.organisation, given.rulebook, timezone.localdate())
    if association is None:
        raise BadInput(Text(sv="det finns ingen sådan", en="there is no such one"), where="association")
    if record is None:
        raise BadInput(Text(sv="det finns ingen bedömning", en="there is no assessment"), where="rulebook")
    made = asking.ask_for_help(
        actor=request.user,
        organisation=request.organisation,
        association=association,
        record_of=record,
        rules=given.rules,
        question=given.question,
    )
    return Status(201, _shape(made))


@router.get(f"{ASKED}/{{int:pk}}", response=HelpOut, auth=reach("read", "plan.read"), summary="Read a question")
def question(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """With its answer, when it has come."""
    return _shape(_asked(request, pk))


@router.post(f"{ASKED}/{{int:pk}}/close", response=HelpOut, auth=reach("plan", "plan.manage"),
             summary="Close a question")  # fmt: skip
def close(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Nobody answers it any more."""
    asking.close_question(actor=request.user, organisation=request.organisation, request=_asked(request, pk))
    return _shape(_asked(request, pk))


def _asked(request: ApiRequest, pk: int) -> HelpRequest:
    return get_object_or_404(queries.questions_of(request.organisation), pk=pk)


@router.get(INBOX, response=Page[HelpOut], auth=reach("read", "plan.inbox"), summary="List what members ask")
def inbox(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """Of an association; the newest first."""
    return page_of(request, queries.inbox_of(request.organisation), asked, _shape)


@router.get(
    f"{INBOX}/{{int:pk}}", response=HelpOut, auth=reach("read", "plan.inbox"), summary="Read what a member asks"
)
def inbox_question(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """With what the member has chosen to share, and nothing else."""
    return _shape(_incoming(request, pk))


@router.post(f"{INBOX}/{{int:pk}}/answer", response=HelpOut, auth=reach("plan", "plan.answer"),
             summary="Answer a member's question")  # fmt: skip
def answer(request: ApiRequest, org: str, pk: int, given: GivenReply) -> dict[str, Any]:
    """It comes back into the member's case, and by letter."""
    incoming = _incoming(request, pk)
    asking.answer(actor=request.user, association=request.organisation, request=incoming, text=given.text)
    return _shape(_incoming(request, pk))


@router.post(f"{INBOX}/{{int:pk}}/close", response=HelpOut, auth=reach("plan", "plan.answer"),
             summary="Close a member's question")  # fmt: skip
def close_incoming(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Answered or not."""
    asking.close_question(actor=request.user, organisation=request.organisation, request=_incoming(request, pk))
    return _shape(_incoming(request, pk))


def _incoming(request: ApiRequest, pk: int) -> HelpRequest:
    return get_object_or_404(queries.inbox_of(request.organisation), pk=pk)
