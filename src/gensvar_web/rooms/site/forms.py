"""The forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import Form
from gensvar_web.rooms.site.models import SiteWatch

WINDOWS = (("desktop", _("Dator")), ("mobile", _("Mobil")))
MOST_PAGES = 200


class AuditForm(Form):
    """Which site, seen how, how far."""

    address = forms.CharField(
        label=_("Webbplatsens adress"),
        max_length=500,
        help_text=_("Startsidan, till exempel https://www.exempel.se"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )
    windows = forms.MultipleChoiceField(
        label=_("Sedd på"), choices=WINDOWS, widget=forms.CheckboxSelectMultiple, initial=["desktop", "mobile"]
    )
    max_pages = forms.IntegerField(label=_("Högst så många sidor"), min_value=1, max_value=MOST_PAGES, initial=40)
    own = forms.BooleanField(label=_("Webbplatsen är vår, och robots.txt ska inte hindra granskningen"), required=False)

    def clean_address(self) -> str:
        """An address without a scheme is meant as https."""
        given: str = self.cleaned_data["address"].strip()
        return given if "://" in given else f"https://{given}"


class WatchForm(Form):
    """How often."""

    every_days = forms.TypedChoiceField(
        label=_("Granska webbplatsen"), choices=SiteWatch.Every.choices, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
