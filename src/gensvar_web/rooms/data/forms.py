"""The forms: files handed in, columns assigned, what a page of measures asks."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gensvar.logs.tables import TABLES
from gensvar.measures.declaration import Measure
from gensvar_web.kit.forms import FileDrop, Form
from gensvar_web.kit.language import say
from gensvar_web.rooms.data.corrections import UNUSED, choices_of
from gensvar_web.rooms.data.measuring import breakdowns
from gensvar_web.rooms.data.words import worded

UNITS = {
    "s": _("sekunder"), "ms": _("millisekunder"), "min": _("minuter"), "h": _("timmar"), "days": _("dygn"),
    "mm:ss": "mm:ss", "hh:mm:ss": "hh:mm:ss", "hh:mm": "hh:mm",
}  # fmt: skip
ORDERS = {
    "": _("Enligt filen"),
    "ymd": _("År, månad, dag"),
    "dmy": _("Dag, månad, år"),
    "mdy": _("Månad, dag, år"),
}
BY = {"month": _("Månad"), "channel": _("Kanal"), "queue": _("Kö"), "unit": _("Enhet")}
MOST_FILES = 20


class SeveralFiles(FileDrop):
    """A file field that takes several."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """One or several files, none of them cut off."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files. ValidationError for none, too many, or too large."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if any(getattr(one, "too_large", False) for one in files):
            megabytes = settings.UPLOAD_LIMIT // 1_000_000
            raise ValidationError(
                gettext("Filerna är tillsammans större än %(mb)s MB. Lämna dem en i taget, eller dela dem per månad.")
                % {"mb": megabytes}
            )
        if len(files) > MOST_FILES:
            raise ValidationError(gettext("Högst %(n)s filer i taget.") % {"n": MOST_FILES})
        return [super(Files, self).clean(one, initial) for one in files] or super().clean(None, initial)


class UploadForm(Form):
    """Files to hand in."""

    file = Files(
        label=_("Filer"),
        help_text=_("CSV, Excel, Parquet, JSON, queue_log, XES eller OCEL. Flera går bra."),
        widget=SeveralFiles(attrs={"multiple": True}),
        error_messages={"required": _("Välj minst en fil."), "empty": _("Filen är tom.")},
    )


class MappingForm(Form):
    """Where each column of a file belongs. The fields `column_<n>` and `unit_<n>` follow the columns of the file."""

    zone = forms.ChoiceField(
        label=_("Tidszon"),
        required=False,
        help_text=_("För tider som inte själva säger sin zon."),
        choices=lambda: [("", gettext("Enligt filen, annars Europe/Stockholm")), *_zones()],
    )
    order = forms.ChoiceField(label=_("Datumens ordning"), required=False, choices=list(ORDERS.items()))
    name = forms.CharField(
        label=_("Spara som"),
        required=False,
        max_length=80,
        help_text=_("Nästa fil med samma kolumner läses då på samma sätt."),
    )

    def __init__(self, *args: Any, tables: list[str], columns: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        groups = [(say(TABLES[name].title), [(k, say(v)) for k, v in choices_of(name).items()]) for name in tables]
        choices = [(UNUSED, gettext("Används inte")), *groups]
        for number, column in enumerate(columns):
            label = gettext("Kolumnen %(name)s hör till") % {"name": column["name"]}
            self.fields[f"column_{number}"] = forms.ChoiceField(label=label, required=False, choices=choices)
            if column["looks"] in ("number", "decimal", "clock"):
                units = [("", gettext("Enhet enligt filen")), *UNITS.items()]
                label = gettext("Enhet för %(name)s") % {"name": column["name"]}
                self.fields[f"unit_{number}"] = forms.ChoiceField(label=label, required=False, choices=units)

    def goes(self) -> dict[str, str]:
        """Return where each column goes."""
        return {one["name"]: self.cleaned_data[f"column_{n}"] for n, one in enumerate(self.columns)}

    def units(self) -> dict[str, str]:
        """Return the unit of each column for which one was said."""
        given = {one["name"]: self.cleaned_data.get(f"unit_{n}", "") for n, one in enumerate(self.columns)}
        return {name: unit for name, unit in given.items() if unit}

    def wishes(self) -> dict[str, str]:
        """Return zone and order, where they were said."""
        return {name: self.cleaned_data[name] for name in ("zone", "order") if self.cleaned_data[name]}

    def lines(self) -> list[dict[str, Any]]:
        """Return each column of the file with its fields, to draw in a table."""
        names = [f"unit_{n}" for n in range(len(self.columns))]
        return [
            {"column": one, "to": self[f"column_{n}"], "unit": self[names[n]] if names[n] in self.fields else None}
            for n, one in enumerate(self.columns)
        ]


def _zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PeriodForm(Form):
    """The days that figures go by, both included."""

    first = _day(_("Från och med"))
    last = _day(_("Till och med"))

    def clean(self) -> dict[str, Any]:
        """Return the fields; a period that ends before it begins is a mistake."""
        found = super().clean() or {}
        if found.get("first") and found.get("last") and found["first"] > found["last"]:
            raise ValidationError(gettext("Perioden slutar före den börjar."))
        return found


class QuestionForm(PeriodForm):
    """What is asked of one measure: variant, parameters, narrowing, breakdown."""

    def __init__(self, *args: Any, measure: Measure, values: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        if len(measure.variants) > 1:
            variants = [(name, say(one.title)) for name, one in measure.variants.items()]
            self.fields["variant"] = forms.ChoiceField(label=gettext("Variant"), required=False, choices=variants)
        for name, one in measure.parameters.items():
            self.fields[f"p_{name}"] = forms.FloatField(
                label=f"{say(one.title)} ({one.unit})",
                required=False,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        by = [("", gettext("Ingenting")), *[(name, BY[name]) for name in breakdowns(measure)]]
        self.fields["by"] = forms.ChoiceField(label=gettext("Dela upp på"), required=False, choices=by)
        for name, some in values.items():
            choices = [("", gettext("Alla")), *[(one, worded(name, one)) for one in some]]
            self.fields[name] = forms.ChoiceField(label=BY[name], required=False, choices=choices)
