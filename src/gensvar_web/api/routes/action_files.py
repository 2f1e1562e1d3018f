"""Beside an action: its files, the link of an owner without an account; the plan by unit and as a workbook."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from gensvar_web.api.bodies import BINARY, FileName, attachment, gives, handed_out, sent
from gensvar_web.api.routes.plan import WantedActions, action_of, chosen
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import owning, talking
from gensvar_web.rooms.plan.models import Attachment
from gensvar_web.rooms.plan.sheet import plan_document
from gensvar_web.vault.models import Action

router = Router(tags=["plan"])
ACTION = "/o/{slug:org}/actions/{int:pk}"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileOfAction(Schema):
    """A file that belongs to an action."""

    id: int
    name: str
    media_type: str
    size: int
    hash: str
    received_at: datetime
    received_from: int | None = None


class UnitOut(Schema):
    """How much a part of the organisation has before it; `cost` in kronor of what is under way."""

    name: str
    outside: bool
    counts: dict[str, int]
    cost: int


def _file(one: Attachment) -> dict[str, Any]:
    file = one.file
    same = {name: getattr(file, name) for name in ("name", "media_type", "size", "hash", "received_at")}
    return {"id": one.pk, **same, "received_from": file.received_from_id}


@router.get(f"{ACTION}/files", response=list[FileOfAction], auth=reach("read", "plan.read"),
            summary="List an action's files")  # fmt: skip
def files(request: ApiRequest, org: str, pk: int) -> list[dict[str, Any]]:
    """The newest first."""
    return [_file(one) for one in queries.attachments_of(action_of(request, pk))]


@router.post(f"{ACTION}/files", response={201: FileOfAction}, auth=reach("plan", "plan.edit"),
             summary="Attach a file to an action", openapi_extra=BINARY)  # fmt: skip
def attach(request: ApiRequest, org: str, pk: int, name: FileName) -> Status[dict[str, Any]]:
    """The body is the file as it is, 25 MB at most. Contributors on their own actions."""
    action, body = action_of(request, pk), sent(request, name)
    made = talking.attach(
        actor=request.user, organisation=request.organisation, action=action, name=body.name, chunks=body.chunks()
    )
    return Status(201, _file(made))


@router.get(f"{ACTION}/files/{{int:file}}", auth=reach("read", "plan.read"), summary="Fetch an action's file",
            openapi_extra=gives(*dict.fromkeys(talking.TYPES.values())))  # fmt: skip
def file(request: ApiRequest, org: str, pk: int, file: int) -> FileResponse:
    """As it was received."""
    return handed_out(get_object_or_404(queries.attachments_of(action_of(request, pk)), pk=file).file)


@router.post(f"{ACTION}/owner-link", response={204: None}, auth=reach("plan", "plan.manage"),
             summary="Send the owner without an account a new link")  # fmt: skip
def send_link(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """By letter; the former link stops working. 404 where a member owns the action."""
    action = _owned_outside(request, pk)
    owning.send_link_again(actor=request.user, organisation=request.organisation, action=action)
    return Status(204, None)


@router.delete(f"{ACTION}/owner-link", response={204: None}, auth=reach("plan", "plan.manage"),
               summary="End the link of the owner without an account")  # fmt: skip
def revoke_link(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """The owner's name stays with the action."""
    action = _owned_outside(request, pk)
    owning.revoke_link(actor=request.user, organisation=request.organisation, action=action)
    return Status(204, None)


def _owned_outside(request: ApiRequest, pk: int) -> Action:
    found = action_of(request, pk)
    if not found.owner_email:
        raise Http404
    return found


@router.get("/o/{slug:org}/units", response=list[UnitOut], auth=reach("read", "plan.read"),
            summary="Read how much each unit has before it")  # fmt: skip
def units(request: ApiRequest, org: str) -> list[dict[str, Any]]:
    """Actions by lane: late, blocked, open, proposed, done."""
    return [vars(one) for one in queries.units_of(queries.actions_of(request.organisation), timezone.localdate())]


@router.get("/o/{slug:org}/actions.xlsx", auth=reach("read", "plan.read"), summary="Download the plan as a workbook",
            openapi_extra=gives(XLSX))  # fmt: skip
def workbook(request: ApiRequest, org: str, wanted: Query[WantedActions]) -> HttpResponse:
    """In the language of `Accept-Language`."""
    from gensvar.report.draw import draw

    found = chosen(request, wanted)
    document = plan_document(request.organisation.name, found, timezone.localtime(), timezone.localdate())
    content = draw(document, "xlsx")
    assert isinstance(content, bytes)
    return attachment(content, f"plan-{request.organisation.slug}.xlsx", XLSX)
