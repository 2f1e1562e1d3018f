"""Codes from an app and keys on the device: what allauth leaves to us."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.signals import authenticator_added
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import User


class MfaAdapter(DefaultMFAAdapter):
    """Our adapter."""

    error_messages: ClassVar[dict[str, Promise | str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stämmer inte. Vänta tills appen visar nästa kod, och skriv den."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the square to scan, on white: a phone cannot read it on a dark page."""
        before, tag, after = super().build_totp_svg(url).partition("<path")
        return f'{before}<rect width="100%" height="100%" fill="#fff"/>{tag}{after}'


@receiver(authenticator_added)
def was_just_shown(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
    """Who has just shown a code or a key is not asked for it again at once: an app's code is good only once."""
    proof = {"method": "mfa", "id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
    record_authentication(request, user, **proof)


class AddKeyForm(AddWebAuthnForm):
    """A key to be added: what signs in by itself, unless the person chooses otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, alone = self.fields["name"], self.fields["passwordless"]
        name.label = _("Namn på nyckeln")
        name.help_text = _("Till exempel ”Min telefon”.")
        alone.label, alone.initial = _("Logga in med bara nyckeln"), True
        alone.help_text = _("Utan kod i brev. Enheten frågar efter finger, ansikte eller PIN.")


CODE_HELP = _("Från appen, eller en av dina återställningskoder.")


class CodeForm(AuthenticateForm):
    """The code after the letter's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = CODE_HELP


class CodeAgainForm(ReauthenticateForm):
    """The code before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = CODE_HELP
