"""The forms of the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import FileDrop, Form
from gensvar_web.rooms.block.models import Deed, Request

NUMBER = {"inputmode": "tel", "autocomplete": "tel"}


class AskForm(Form):
    """Which number, what about it, and how the code gets there."""

    number = forms.CharField(
        label=_("Telefonnummer"),
        max_length=40,
        help_text=_("Ett svenskt nummer med riktnummer, till exempel 070-123 45 67."),
        widget=forms.TextInput(attrs=NUMBER),
    )
    deed = forms.ChoiceField(
        label=_("Vad vill du göra?"), choices=Deed.choices, widget=forms.RadioSelect, initial=Deed.ADD
    )
    way = forms.ChoiceField(
        label=_("Hur visar du att numret är ditt?"),
        choices=Request.Way.choices,
        widget=forms.RadioSelect,
        initial=Request.Way.SMS,
    )


class CodeForm(Form):
    """The code that came."""

    code = forms.CharField(
        label=_("Kod, sex siffror"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """The digits, however they were grouped."""
        return "".join(letter for letter in self.cleaned_data["code"] if letter.isdigit())


class LetterForm(Form):
    """What a letter says."""

    name = forms.CharField(
        label=_("Brevets nummer"), max_length=40, help_text=_("Det som ni skrev på brevet när det kom.")
    )
    number = forms.CharField(label=_("Telefonnummer i brevet"), max_length=40, widget=forms.TextInput(attrs=NUMBER))
    deed = forms.ChoiceField(label=_("Vad brevet ber om"), choices=Deed.choices, widget=forms.RadioSelect)


class ReleaseForm(Form):
    """Numbers that nobody has any more."""

    file = forms.FileField(
        label=_("Fil från operatören"),
        help_text=_("Ett nummer på varje rad. Numren tas ut ur registret i ett svep."),
        widget=FileDrop,
    )
