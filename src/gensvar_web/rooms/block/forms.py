"""The forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar.blocklist.register.eligible import is_mobile, registrable
from gensvar.errors import BadInput
from gensvar_web.kit.forms import FileDrop, Form
from gensvar_web.kit.language import say
from gensvar_web.rooms.block.actions.asking import NO_SMS
from gensvar_web.rooms.block.models import Deed, Request
from gensvar_web.rooms.block.words import told


class NumberField(forms.CharField):
    """A number that may be in the register; the library says why another may not."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40, help_text=_("Ett svenskt nummer med riktnummer, till exempel 070-123 45 67."), **kwargs
        )

    def clean(self, value: Any) -> str:
        """Return the number as it was written."""
        given: str = super().clean(value)
        try:
            registrable(given)
        except BadInput as problem:
            raise forms.ValidationError(told(problem)) from problem
        return given


class AskForm(Form):
    """Which number, what about it, and how the code gets there."""

    number = NumberField(label=_("Ditt telefonnummer"))
    deed = forms.ChoiceField(
        label=_("Vad vill du göra?"), choices=Deed.choices, widget=forms.RadioSelect, initial=Deed.ADD
    )
    way = forms.ChoiceField(
        label=_("Hur visar du att numret är ditt?"),
        choices=Request.Way.choices,
        widget=forms.RadioSelect,
        initial=Request.Way.SMS,
    )

    def clean(self) -> dict[str, Any]:
        """A number that gets no text messages: the call is chosen for the next try."""
        given = self.cleaned_data
        if given.get("way") == Request.Way.SMS and "number" in given and not is_mobile(registrable(given["number"])):
            self.add_error("way", say(NO_SMS))
            self.data = {**{name: self.data[name] for name in self.data}, "way": Request.Way.VOICE.value}
        return given


class CodeForm(Form):
    """The code that came."""

    code = forms.CharField(
        label=_("Kod, sex siffror"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """The digits, however they were grouped; six, or none of the tries is spent."""
        digits = "".join(one for one in self.cleaned_data["code"] if one in "0123456789")
        if len(digits) != 6:
            raise forms.ValidationError(_("Koden är sex siffror."))
        return digits


class LetterForm(Form):
    """What a letter says."""

    name = forms.CharField(
        label=_("Brevets nummer"), max_length=40, help_text=_("Det som ni skrev på brevet när det kom.")
    )
    number = NumberField(label=_("Telefonnummer i brevet"))
    deed = forms.ChoiceField(label=_("Vad brevet ber om"), choices=Deed.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs["autocomplete"] = "off"  # another one's number


class ReleaseForm(Form):
    """Numbers that nobody has any more."""

    file = forms.FileField(
        label=_("Fil från operatören"),
        help_text=_("Ett nummer på varje rad. Numren tas ut ur registret i ett svep."),
        widget=FileDrop,
    )
