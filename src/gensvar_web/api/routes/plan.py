"""What is to be done: gaps, actions, their history, comments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.schemas import Address, Line, Number, Prose
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.people.models import User
from gensvar_web.people.queries import people_of
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import changing, talking
from gensvar_web.rooms.plan.models import Event
from gensvar_web.vault.models import Action

router = Router(tags=["plan"])
State = Literal["proposed", "open", "blocked", "done", "dropped"]
Title = Annotated[Line, Field(min_length=1, max_length=200)]
Short = Annotated[Line, Field(max_length=120)]
OwnerName = Annotated[Line, Field(max_length=150)]
Mail = Literal[""] | Address


class ActionOut(Schema):
    """An action. `owner` is a member's person number; others are in `owner_name` and `owner_email`."""

    id: int
    rulebook: str | None = None
    rule: str
    chapter: str
    title: str
    steps: str
    owner: int | None = None
    owner_name: str
    owner_email: str = Field(description="Of an owner without an account")
    unit: str
    outside: bool
    due: date | None = None
    late: bool
    cost: int | None = None
    status: State
    obstacle: str
    version: int
    created_at: datetime
    changed_at: datetime
    closed_at: datetime | None = None


class Fields(Schema):
    """What can be written. An owner without an account gets a link to the action by letter."""

    title: Title
    steps: Prose = ""
    owner: Number | None = None
    owner_name: OwnerName = ""
    owner_email: Mail = ""
    unit: Short = ""
    outside: bool = False
    due: date | None = None
    cost: int | None = Field(None, ge=0, le=2**53)
    status: State = "open"
    obstacle: Line = ""


class GivenAction(Fields):
    """A new action, from a finding that is not met (`finding`, as the gaps list it) or from scratch."""

    finding: Number | None = None
    suggestion: Annotated[Line, Field(max_length=80)] = Field("", description="The rulebook's own action it began as")


class ActionChange(Schema):
    """What is to change; what is left out stays. `version` is that of the action as it was read."""

    version: Number
    title: Title | None = None
    steps: Prose | None = None
    owner: Number | None = None
    owner_name: OwnerName | None = None
    owner_email: Mail | None = None
    unit: Short | None = None
    outside: bool | None = None
    due: date | None = None
    cost: int | None = Field(None, ge=0, le=2**53)
    status: State | None = None
    obstacle: Line | None = None


class GapOut(Schema):
    """A rule that is not met in the newest assessment, with the actions it has."""

    finding: int
    rulebook: str
    rule: str
    chapter: str
    level: str
    reason: str
    actions: list[int]


class EventOut(Schema):
    """A line of an action's history."""

    kind: str
    at: datetime
    by: int | None = None
    text: str
    changes: dict[str, Any]


class Comment(Schema):
    """A comment."""

    text: Annotated[Prose, Field(min_length=1, max_length=4000)]


class WantedActions(Schema):
    """Which actions: `unit` by name (`-` for none), `owner` a person's number, `outside` or `none`."""

    status: State | None = None
    rule: Line = ""
    unit: Line = ""
    owner: Line = ""
    chapter: Line = ""


SAME = (
    "rule", "chapter", "title", "steps", "unit", "outside", "due", "cost", "status", "obstacle", "version",
    "created_at", "changed_at", "closed_at", "owner_email",
)  # fmt: skip


def _shape(one: Action) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SAME} | {
        "id": one.pk,
        "rulebook": one.edition.rulebook if one.edition else None,
        "owner": one.owner_id,
        "owner_name": one.owned_by,
        "late": one.late(timezone.localdate()),
    }


@router.get(
    "/o/{slug:org}/actions", response=Page[ActionOut], auth=reach("read", "plan.read"), summary="List the actions"
)
def actions(request: ApiRequest, org: str, asked: Paged, wanted: Query[WantedActions]) -> dict[str, Any]:
    """The most urgent first."""
    return page_of(request, chosen(request, wanted), asked, _shape)


def chosen(request: ApiRequest, wanted: WantedActions) -> list[Action]:
    """Return the actions that are asked for."""
    choice = queries.Choice(wanted.unit, wanted.owner, wanted.chapter)
    found = queries.actions_of(request.organisation)
    found = found.filter(status=wanted.status) if wanted.status else found
    found = found.filter(rule=wanted.rule) if wanted.rule else found
    return [one for one in found if choice.holds(one)]


@router.get(
    "/o/{slug:org}/gaps/{rulebook}", response=Page[GapOut], auth=reach("read", "plan.read"), summary="List the gaps"
)
def gaps(request: ApiRequest, org: str, rulebook: str, asked: Paged) -> dict[str, Any]:
    """Of the newest assessment against the edition in force; empty where there is none."""
    record = queries.latest_of(request.organisation, rulebook, timezone.localdate())
    found = queries.gaps_of(request.organisation, record) if record else []
    return page_of(request, found, asked, lambda gap: {
        "finding": gap.finding.pk, "rulebook": rulebook, "rule": gap.finding.rule, "chapter": gap.finding.chapter,
        "level": gap.finding.level, "reason": gap.finding.reason, "actions": [one.pk for one in gap.actions],
    })  # fmt: skip


@router.post(
    "/o/{slug:org}/actions", response={201: ActionOut}, auth=reach("plan", "plan.edit"), summary="Make an action"
)
def make(request: ApiRequest, org: str, given: GivenAction) -> Status[dict[str, Any]]:
    """A contributor's is a proposal of their own."""
    finding = queries.gap_of(request.organisation, given.finding) if given.finding else None
    if given.finding and finding is None:
        raise BadInput(Text(sv="det finns ingen sådan brist", en="there is no such gap"), where="finding")
    fields = given.dict(exclude={"finding"})
    _one_owner(fields)
    fields["owner"] = _owner(request, given.owner)
    made = changing.make_action(actor=request.user, organisation=request.organisation, finding=finding, **fields)
    return Status(201, _shape(action_of(request, made.pk)))


@router.get(
    "/o/{slug:org}/actions/{int:pk}", response=ActionOut, auth=reach("read", "plan.read"), summary="Read an action"
)
def action(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """With its version, which goes back with a change."""
    return _shape(action_of(request, pk))


@router.patch("/o/{slug:org}/actions/{int:pk}", response=ActionOut, auth=reach("plan", "plan.edit"),
              summary="Change an action")  # fmt: skip
def change(request: ApiRequest, org: str, pk: int, given: ActionChange) -> dict[str, Any]:
    """409 if somebody else changed it meanwhile. Contributors change their own."""
    fields = given.dict(exclude={"version"}, exclude_unset=True)
    cleared = ("owner", "due", "cost")
    fields = {name: value for name, value in fields.items() if value is not None or name in cleared}
    _one_owner(fields)
    if "owner" in fields:
        fields["owner"] = _owner(request, fields["owner"])
    changing.change_action(
        actor=request.user,
        organisation=request.organisation,
        action=action_of(request, pk),
        version=given.version,
        **fields,
    )
    return _shape(action_of(request, pk))


@router.get("/o/{slug:org}/actions/{int:pk}/history", response=Page[EventOut], auth=reach("read", "plan.read"),
            summary="Read an action's history")  # fmt: skip
def history(request: ApiRequest, org: str, pk: int, asked: Paged) -> dict[str, Any]:
    """Comments and changes, the newest first."""
    return page_of(request, queries.history_of(action_of(request, pk)), asked, _event)


@router.post("/o/{slug:org}/actions/{int:pk}/comments", response={201: EventOut}, auth=reach("plan", "plan.edit"),
             summary="Comment on an action")  # fmt: skip
def comment(request: ApiRequest, org: str, pk: int, given: Comment) -> Status[dict[str, Any]]:
    """Every contributor may, on every action."""
    who = request.user
    made = talking.comment(actor=who, organisation=request.organisation, action=action_of(request, pk), text=given.text)
    return Status(201, _event(made))


def _event(one: Event) -> dict[str, Any]:
    return {"kind": one.kind, "at": one.at, "by": one.by_id, "text": one.text, "changes": one.changes}


def action_of(request: ApiRequest, pk: int) -> Action:
    """Return an action of the organisation; 404 if there is none."""
    return get_object_or_404(queries.actions_of(request.organisation), pk=pk)


def _one_owner(fields: dict[str, Any]) -> None:
    """An owner without an account takes the place of a member; both at once, or a name alone, is a mistake."""
    if fields.get("owner_email") and fields.get("owner") is not None:
        raise BadInput(Text(sv="välj en ansvarig, inte två", en="choose one owner, not two"), where="owner_email")
    if fields.get("owner_name") and not fields.get("owner_email"):
        raise BadInput(Text(sv="adressen saknas", en="the address is missing"), where="owner_email")
    if fields.get("owner_email"):
        fields["owner"] = None


def _owner(request: ApiRequest, number: int | None) -> User | None:
    if number is None:
        return None
    found = people_of(request.organisation).filter(pk=number).first()
    if found is None:
        raise BadInput(Text(sv="personen är inte med", en="the person is not a member"), where="owner")
    return found
