"""The forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import Form
from gensvar_web.rooms.findings.actions import LONGEST_DAYS
from gensvar_web.rooms.findings.models import Override

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AssessForm(Form):
    """Against which edition, over which period."""

    edition = forms.ChoiceField(label=_("Regelverk och utgåva"))
    first = forms.DateField(
        label=_("Från och med"), required=False, widget=DAY, help_text=_("Lämna tomt för alla data.")
    )
    last = forms.DateField(label=_("Till och med"), required=False, widget=DAY)

    def __init__(self, *args: Any, editions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = editions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The period must not end before it begins."""
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("Perioden slutar innan den börjar."))
        return given


class OverrideForm(Form):
    """Another verdict, and why."""

    verdict = forms.ChoiceField(label=_("Nytt utfall"), choices=Override.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Skäl"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Visas för alla som läser bedömningen, med ditt namn och datum."),
    )


class ThresholdForm(Form):
    """An own value; empty takes it away."""

    value = forms.FloatField(
        label=_("Eget värde"),
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    note = forms.CharField(
        label=_("Varifrån värdet kommer"),
        required=False,
        max_length=300,
        help_text=_("Till exempel: mål för 2026, beslutat av ledningen."),
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        helps = {
            "share": _("I procent. Lämna tomt för att ta bort ert eget värde."),
            "s": _("I sekunder. Lämna tomt för att ta bort ert eget värde."),
        }
        self.fields["value"].help_text = helps.get(unit, _("Lämna tomt för att ta bort ert eget värde."))

    def clean_value(self) -> float | None:
        """Shares are written in per cent and kept as 0 to 1."""
        value: float | None = self.cleaned_data["value"]
        if value is None:
            return None
        if value < 0 or (self.unit == "share" and value > 100):
            raise forms.ValidationError(_("Värdet är orimligt."))
        return value / 100 if self.unit == "share" else value


class ShareForm(Form):
    """For whom, and for how long."""

    name = forms.CharField(label=_("För vem"), max_length=120, help_text=_("Till exempel: styrelsen."))
    days = forms.TypedChoiceField(
        label=_("Hur länge länken gäller"),
        coerce=int,
        choices=[(7, _("7 dagar")), (30, _("30 dagar")), (LONGEST_DAYS, _("90 dagar"))],
        initial=30,
        widget=forms.RadioSelect,
    )


class CompareForm(Form):
    """Two assessments."""

    before = forms.ChoiceField(label=_("Den tidigare"))
    after = forms.ChoiceField(label=_("Den senare"))

    def __init__(self, *args: Any, assessments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["before"].choices = assessments  # type: ignore[attr-defined]
        self.fields["after"].choices = assessments  # type: ignore[attr-defined]
