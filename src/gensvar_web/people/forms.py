"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import Form
from gensvar_web.people.models import RANK, Role

ROLE_HELP = _(
    "Läsare ser allt. Medarbetare svarar på frågor och sköter sina åtgärder. Ansvarig leder arbetet. "
    "Ägare bestämmer vilka som är med."
)


class InviteForm(Form):
    """Whom to invite, and as what: no role above one's own."""

    email = forms.EmailField(label=_("E-postadress"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Roll"), widget=forms.RadioSelect, help_text=ROLE_HELP, initial=Role.CONTRIBUTOR)

    def __init__(self, *args: Any, own_role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [choice for choice in Role.choices if RANK[choice[0]] <= RANK[own_role]]
        self.fields["role"].choices = allowed  # type: ignore[attr-defined]


class RoleForm(Form):
    """A member's role."""

    role = forms.ChoiceField(label=_("Roll"), choices=Role.choices, widget=forms.RadioSelect, help_text=ROLE_HELP)


class OrganisationForm(Form):
    """A new organisation."""

    name = forms.CharField(label=_("Organisationens namn"), max_length=120)


class AccountForm(Form):
    """One's own name and language."""

    name = forms.CharField(label=_("Ditt namn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Språk i brev"), choices=[("sv", "Svenska"), ("en", "English")], widget=forms.RadioSelect
    )


class JoinForm(Form):
    """The name of somebody invited who has no account yet."""

    name = forms.CharField(label=_("Ditt namn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
