"""The deeds: founding an organisation, its profile, invitations, roles."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.kit.person_data import forget_person
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import RANK, Invitation, Membership, Organisation, Role, User
from gensvar_web.people.policy import require
from gensvar_web.people.queries import hash_of, owners_of
from gensvar_web.post.actions import send_letter

INVITATION_LASTS = timedelta(days=14)


class Conflict(BadInput):
    """Somebody else saved the profile in between; `stored` is how it stands now."""

    def __init__(self, stored: Organisation) -> None:
        self.stored = stored
        super().__init__(
            Text(
                sv="Någon annan har sparat profilen medan du skrev.", en="Somebody else saved the profile as you wrote."
            ),
            mend=Text(sv="Öppna den igen och gör om dina ändringar.", en="Open it again and redo your changes."),
        )


@transaction.atomic
def found_organisation(*, actor: User, name: str, kind: str = Organisation.Kind.MEMBER) -> Organisation:
    """Make an organisation whose owner is the actor."""
    organisation = Organisation.objects.create(name=name, slug=_free_slug(name), kind=kind, profile={"name": name})
    Membership.objects.create(user=actor, organisation=organisation, role=Role.OWNER)
    forget_roles(actor)
    record(actor=actor, organisation=organisation, deed="people.found_organisation", subject=organisation)
    return organisation


def _free_slug(name: str) -> str:
    """Return an address for the organisation; a random tail where the plain one is taken or too short."""
    plain = slugify(name.replace("&", " "))[:40].strip("-")
    if len(plain) >= 3 and not Organisation.objects.filter(slug=plain).exists():
        return plain
    return f"{plain or 'org'}-{secrets.token_hex(3)}"


@transaction.atomic
def save_profile(
    *, actor: User, organisation: Organisation, name: str, profile: dict[str, Any], version: int
) -> Organisation:
    """Store the profile; Conflict if somebody else saved it after `version` was shown."""
    require(actor, "people.edit_profile", organisation)
    stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if stored.version != version:
        raise Conflict(stored)
    changed = sorted(key for key in {*stored.profile, *profile} if stored.profile.get(key) != profile.get(key))
    stored.name, stored.profile, stored.version = name, profile, version + 1
    stored.save(update_fields=["name", "profile", "version"])
    details = {"changed": changed}
    record(actor=actor, organisation=stored, deed="people.save_profile", subject=stored, details=details)
    return stored


@transaction.atomic
def set_threshold(
    *, actor: User, organisation: Organisation, rule: str, parameter: str, value: float | None, note: str = ""
) -> None:
    """Set the organisation's own threshold for a rule's parameter; None takes it away."""
    require(actor, "people.edit_profile", organisation)
    stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
    entries = dict(stored.thresholds.get(rule, {}))
    entries.pop(parameter, None)
    if value is not None:
        entries[parameter] = {"value": value, "note": note}
    stored.thresholds = {key: kept for key, kept in {**stored.thresholds, rule: entries}.items() if kept}
    stored.save(update_fields=["thresholds"])
    details = {"rule": rule, "parameter": parameter, "value": value}
    record(actor=actor, organisation=stored, deed="people.set_threshold", subject=f"rule:{rule}", details=details)


@transaction.atomic
def invite(*, actor: User, organisation: Organisation, email: str, role: str) -> Invitation:
    """Invite somebody by mail; an earlier open invitation to the same address is withdrawn.

    BadInput if the person is a member already, or the role is above the actor's own.
    """
    require(actor, "people.invite", organisation)
    email = email.strip().lower()
    if organisation.memberships.filter(user__email__iexact=email).exists():
        raise BadInput(Text(sv="Personen är redan med.", en="The person is a member already."), where=email)
    _not_above_own(actor, organisation, role)
    organisation.invitations.filter(email__iexact=email, accepted_at=None).update(withdrawn_at=timezone.now())
    key = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        key_hash=hash_of(key),
        invited_by=actor,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    link = settings.ADDRESS + reverse("people:invitation", args=[key])
    send_letter(
        kind="people.invitation",
        to=email,
        language=actor.language,
        values={"name": str(actor), "organisation": organisation.name, "link": link},
    )
    record(actor=actor, organisation=organisation, deed="people.invite", subject=invitation, details={"role": role})
    return invitation


def _not_above_own(actor: User, organisation: Organisation, role: str) -> None:
    own = Membership.objects.get(user=actor, organisation=organisation).role
    if RANK[role] > RANK[own]:
        raise BadInput(
            Text(sv="Du kan inte ge någon en högre roll än din egen.", en="You cannot give a role above your own.")
        )


@transaction.atomic
def withdraw_invitation(*, actor: User, organisation: Organisation, invitation: Invitation) -> None:
    """Take an invitation back."""
    require(actor, "people.invite", organisation)
    Invitation.objects.filter(pk=invitation.pk, organisation=organisation, accepted_at=None).update(
        withdrawn_at=timezone.now()
    )
    record(actor=actor, organisation=organisation, deed="people.withdraw_invitation", subject=invitation)


@transaction.atomic
def accept_invitation(*, actor: User, invitation: Invitation) -> Membership:
    """Make the invited person a member. BadInput if it is somebody else, or the invitation has been used."""
    stored = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if actor.email.lower() != stored.email.lower():
        raise BadInput(
            Text(sv="Inbjudan gäller en annan e-postadress.", en="The invitation is for another e-mail address."),
            mend=Text(sv=f"Logga in som {stored.email}.", en=f"Sign in as {stored.email}."),
        )
    if stored.accepted_at or stored.withdrawn_at:
        raise BadInput(Text(sv="Inbjudan är redan använd.", en="The invitation has been used."))
    stored.accepted_at = timezone.now()
    stored.save(update_fields=["accepted_at"])
    membership, _ = Membership.objects.get_or_create(
        user=actor, organisation=stored.organisation, defaults={"role": stored.role}
    )
    forget_roles(actor)
    record(actor=actor, organisation=stored.organisation, deed="people.accept_invitation", subject=stored)
    return membership


@transaction.atomic
def change_role(*, actor: User, organisation: Organisation, membership: Membership, role: str) -> None:
    """Give a member another role; BadInput if that leaves the organisation without an owner."""
    require(actor, "people.manage_members", organisation)
    stored = _locked(organisation, membership)
    if role not in RANK:
        raise BadInput(Text(sv="okänd roll", en="unknown role"), where=role)
    if stored.role == Role.OWNER and role != Role.OWNER:
        _keep_an_owner(organisation)
    details = {"from": stored.role, "to": role}
    stored.role = role
    stored.save(update_fields=["role"])
    record(actor=actor, organisation=organisation, deed="people.change_role", subject=stored, details=details)


@transaction.atomic
def remove_member(*, actor: User, organisation: Organisation, membership: Membership) -> None:
    """End a membership: an owner anybody's, everybody their own. The last owner stays."""
    if membership.user_id != actor.pk:
        require(actor, "people.manage_members", organisation)
    stored = _locked(organisation, membership)
    if stored.role == Role.OWNER:
        _keep_an_owner(organisation)
    details = {"user": stored.user_id, "role": stored.role}
    record(actor=actor, organisation=organisation, deed="people.remove_member", subject=stored, details=details)
    stored.delete()


def _locked(organisation: Organisation, membership: Membership) -> Membership:
    """Return the membership with the organisation's row locked, so that two owners cannot remove each other."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return Membership.objects.get(pk=membership.pk, organisation=organisation)


def _keep_an_owner(organisation: Organisation) -> None:
    if owners_of(organisation) < 2:
        raise BadInput(
            Text(sv="Organisationen måste ha en ägare.", en="The organisation must have an owner."),
            mend=Text(sv="Gör först någon annan till ägare.", en="Make somebody else owner first."),
        )


@transaction.atomic
def save_account(*, actor: User, name: str, language: str) -> None:
    """Store one's own name and the language of letters."""
    User.objects.filter(pk=actor.pk).update(name=name, language=language)
    record(actor=actor, organisation=None, deed="people.save_account", subject=actor)


@transaction.atomic
def erase_person(*, actor: User) -> None:
    """Forget the actor everywhere or nowhere; BadInput for the last owner of an organisation with others in it."""
    forget_person(actor)
    record(actor=actor, organisation=None, deed="people.erase", subject=actor)


def forget_roles(user: User) -> None:
    """Have the user's roles read anew."""
    if hasattr(user, "_roles"):
        del user._roles
