"""The organisation: its profile, members and invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.problems import refused
from gensvar_web.api.schemas import Address, Fields, Name, Number
from gensvar_web.api.security import ApiRequest, Bearer, reach
from gensvar_web.people import actions, queries
from gensvar_web.people.models import Invitation, Membership
from gensvar_web.people.profile import ProfileForm

router = Router(tags=["organisation"])
RoleName = Literal["reader", "contributor", "manager", "owner"]


class TokenOut(Schema):
    """What the token is good for."""

    organisation: str
    name: str
    scopes: list[str]
    role: str
    expires_at: datetime


class ProfileOut(Schema):
    """The organisation. `profile` and `thresholds` are those of the library's profile file."""

    slug: str
    name: str
    version: int
    profile: dict[str, Any]
    thresholds: dict[str, Any]


class GivenProfile(Schema):
    """The new profile. `version` is that of the profile it was made from."""

    name: Name
    version: Number
    profile: Fields


class Member(Schema):
    """A member."""

    id: int
    person: int
    name: str
    email: str
    role: RoleName
    since: datetime


class GivenRole(Schema):
    """A member's new role."""

    role: RoleName


class GivenInvitation(Schema):
    """Whom to invite."""

    email: Address
    role: RoleName = "contributor"


class InvitationOut(Schema):
    """An invitation that can still be accepted."""

    id: int
    email: str
    role: RoleName
    expires_at: datetime


@router.get("/token", response=TokenOut, auth=Bearer(), summary="Read what the token is good for")
def token(request: ApiRequest) -> dict[str, Any]:
    """The organisation, the scopes and the role that set the limit."""
    from gensvar_web.people.policy import role_of

    one = request.token
    return {
        "organisation": one.organisation.slug, "name": one.name, "scopes": one.scopes,
        "role": role_of(one.by, one.organisation), "expires_at": one.expires_at,
    }  # fmt: skip


@router.get("/o/{slug:org}/profile", response=ProfileOut, auth=reach("read", "people.read"), summary="Read the profile")
def profile(request: ApiRequest, org: str) -> dict[str, Any]:
    """The profile decides which rules apply."""
    one = request.organisation
    return {
        "slug": one.slug, "name": one.name, "version": one.version, "profile": one.profile,
        "thresholds": one.thresholds,
    }  # fmt: skip


@router.put(
    "/o/{slug:org}/profile", response=ProfileOut, auth=reach("admin", "people.edit_profile"), summary="Save the profile"
)
def save_profile(request: ApiRequest, org: str, given: GivenProfile) -> dict[str, Any]:
    """The whole profile; fields left out become unknown."""
    form = ProfileForm(_as_form(given))
    if not form.is_valid():
        raise refused(form)
    request.organisation = actions.save_profile(
        actor=request.user,
        organisation=request.organisation,
        name=given.name,
        profile=form.profile(),
        version=given.version,
    )
    return profile(request, org)


def _as_form(given: GivenProfile) -> dict[str, Any]:
    words = {True: "yes", False: "no"}
    fields = {key: words[value] if isinstance(value, bool) else value for key, value in given.profile.items()}
    return {**fields, "name": given.name, "version": given.version}


@router.get(
    "/o/{slug:org}/members", response=Page[Member], auth=reach("read", "people.read"), summary="List the members"
)
def members(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """Everybody in the organisation, by name."""
    return page_of(request, queries.members_of(request.organisation), asked, _member)


def _member(one: Membership) -> dict[str, Any]:
    who = {"person": one.user_id, "name": one.user.name, "email": one.user.email}
    return {"id": one.pk, **who, "role": one.role, "since": one.since}


@router.patch("/o/{slug:org}/members/{int:pk}", response=Member, auth=reach("admin", "people.manage_members"),
              summary="Change a member's role")  # fmt: skip
def change_role(request: ApiRequest, org: str, pk: int, given: GivenRole) -> dict[str, Any]:
    """Owners only; the last owner stays one."""
    membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    actions.change_role(actor=request.user, organisation=request.organisation, membership=membership, role=given.role)
    return _member(queries.members_of(request.organisation).get(pk=pk))


@router.delete("/o/{slug:org}/members/{int:pk}", response={204: None}, auth=reach("admin", "people.read"),
               summary="End a membership")  # fmt: skip
def remove_member(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Owners anybody's, everybody their own; what the person has done remains."""
    membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    actions.remove_member(actor=request.user, organisation=request.organisation, membership=membership)
    return Status(204, None)


@router.get("/o/{slug:org}/invitations", response=Page[InvitationOut], auth=reach("admin", "people.invite"),
            summary="List the open invitations")  # fmt: skip
def invitations(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """Those that can still be accepted."""
    return page_of(request, queries.open_invitations(request.organisation), asked, _invitation)


def _invitation(one: Invitation) -> dict[str, Any]:
    return {"id": one.pk, "email": one.email, "role": one.role, "expires_at": one.expires_at}


@router.post("/o/{slug:org}/invitations", response={201: InvitationOut}, auth=reach("admin", "people.invite"),
             summary="Invite somebody by mail")  # fmt: skip
def invite(request: ApiRequest, org: str, given: GivenInvitation) -> Status[dict[str, Any]]:
    """An earlier open invitation to the same address is withdrawn."""
    made = actions.invite(actor=request.user, organisation=request.organisation, email=given.email, role=given.role)
    return Status(201, _invitation(made))


@router.delete("/o/{slug:org}/invitations/{int:pk}", response={204: None}, auth=reach("admin", "people.invite"),
               summary="Take an invitation back")  # fmt: skip
def withdraw(request: ApiRequest, org: str, pk: int) -> Status[None]:
    """Its link stops working."""
    invitation = get_object_or_404(queries.open_invitations(request.organisation), pk=pk)
    actions.withdraw_invitation(actor=request.user, organisation=request.organisation, invitation=invitation)
    return Status(204, None)
