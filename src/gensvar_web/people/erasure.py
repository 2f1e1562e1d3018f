"""What people know of a person, and how it is erased."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.gathering import forget
from gensvar_web.people.models import Invitation, Membership, PersonFile, Role, User
from gensvar_web.people.queries import owners_of


@exports("people")
def export_account(user: User) -> dict[str, Any]:
    """Return the account and its memberships."""
    memberships = Membership.objects.filter(user=user).select_related("organisation")
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined": user.date_joined.isoformat(),
        "memberships": [{"organisation": one.organisation.name, "role": one.role} for one in memberships],
    }


@erases("people")
def erase_account(user: User) -> None:
    """Empty the account; its number stays, so that the ledger still holds. BadInput for the last owner of others."""
    for one in Membership.objects.filter(user=user, role=Role.OWNER).select_related("organisation"):
        if owners_of(one.organisation) == 1 and one.organisation.memberships.count() > 1:
            raise BadInput(
                Text(
                    sv=f"Du är den enda ägaren av {one.organisation.name}.",
                    en=f"You are the only owner of {one.organisation.name}.",
                ),
                mend=Text(sv="Gör någon annan till ägare först.", en="Make somebody else owner first."),
            )
    for file in PersonFile.objects.filter(user=user):
        forget(file)
    Invitation.objects.filter(email__iexact=user.email).delete()
    Membership.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = f"erased-{user.pk}@invalid.invalid", "", False
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()
