"""A new token."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.api.scopes import SCOPES
from gensvar_web.kit.forms import Form

TERMS = [("30", _("30 dagar")), ("90", _("90 dagar")), ("365", _("Ett år"))]


class TokenForm(Form):
    """What it is called, what it is good for, and how long."""

    name = forms.CharField(
        label=_("Namn"), max_length=80, help_text=_("Till exempel vilket system som ska använda den.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Behörighet"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
        help_text=_("Nyckeln kan aldrig göra mer än du själv får."),
    )
    days = forms.TypedChoiceField(
        label=_("Gäller i"), choices=TERMS, coerce=int, initial="90", widget=forms.RadioSelect
    )
