"""The filter of the log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import Form


class FilterForm(Form):
    """Whose deeds, of which part, within which days.

    What is left out does not narrow, so no field is marked optional; pages draw it unbound, so none is a mistake.
    """

    person = forms.TypedChoiceField(label=_("Person"), coerce=int, empty_value=None)
    part = forms.ChoiceField(label=_("Område"))
    first = forms.DateField(label=_("Från och med"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("Till och med"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, people: list[tuple[int, str]], parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Alla")), *people]  # type: ignore[attr-defined]
        self.fields["part"].choices = [("", _("Alla")), *parts]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """Return what `queries.entries` takes; a field that cannot be understood does not narrow."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or ("" if name == "part" else None) for name in self.fields}
