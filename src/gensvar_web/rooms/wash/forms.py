"""The forms of the room."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import FileDrop, Form, Words

PURPOSES = (
    ("sale", _("Försäljning")),
    ("marketing", _("Marknadsföring")),
    ("fundraising", _("Insamling")),
    ("survey", _("Undersökning")),
    ("public_information", _("Samhällsinformation")),
    ("politics", _("Politik")),
    ("religion", _("Religion")),
)


class WashForm(Form):
    """Which list, for whom, and what is known of the people on it."""

    list = forms.FileField(
        label=_("Ringlista"),
        help_text=_("CSV, Excel (.xlsx) eller Parquet. Den tas bort när den är tvättad."),
        widget=FileDrop,
    )
    seller = forms.CharField(
        label=_("Säljarens organisationsnummer"), max_length=20, help_text=_("Det företag som samtalen görs för.")
    )
    campaign = forms.CharField(label=_("Kampanj"), max_length=80, required=False)
    purpose = forms.ChoiceField(label=_("Syfte"), choices=PURPOSES, initial="sale")
    product = forms.CharField(
        label=_("Slag av vara"), max_length=80, required=False, help_text=_("Behövs för kundförhållanden.")
    )
    processor = forms.CharField(label=_("Den som ringer, om det är någon annan"), max_length=20, required=False)
    columns = Words(label=_("Kolumner med nummer"), help_text=_("Tomt: de hittas. Annars ett kolumnnamn på varje rad."))
    remove = forms.BooleanField(
        label=_("Ta bort rader som inte får ringas, i stället för att märka dem"), required=False
    )
    keep_proof = forms.BooleanField(
        label=_("Spara beviset, så att samtalen kan granskas mot det"), required=False, initial=True
    )
    consents = forms.FileField(
        label=_("Samtycken (CSV)"),
        required=False,
        help_text=_("Kolumner: nummer, företag, lämnat, aktivt, eventuellt återkallat."),
        widget=FileDrop,
    )
    relations = forms.FileField(
        label=_("Kundförhållanden (CSV)"),
        required=False,
        help_text=_("Kolumner: nummer, vara, start, avslutat."),
        widget=FileDrop,
    )
    opt_outs = forms.FileField(
        label=_("Egen nej-lista (CSV)"),
        required=False,
        help_text=_("Kolumn: nummer. Går före alla undantag."),
        widget=FileDrop,
    )
