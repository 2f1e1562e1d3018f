"""What a new person is asked besides the e-mail address. Alone in its file: allauth builds its own form on it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import User


class SignUpForm(forms.Form):
    """Name and organisation."""

    use_required_attribute = False
    name = forms.CharField(label=_("Ditt namn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation = forms.CharField(
        label=_("Organisationens namn"),
        max_length=120,
        help_text=_(
            "Företaget eller myndigheten som ni ska bedöma. Har ni redan ett konto här: be i stället om en inbjudan."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    field_order = ["name", "email", "organisation"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Found the organisation as its owner."""
        from gensvar_web.people.actions import found_organisation

        found_organisation(actor=user, name=self.cleaned_data["organisation"])
