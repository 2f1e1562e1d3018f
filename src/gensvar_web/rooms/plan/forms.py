"""Forms of the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gensvar_web.kit.forms import FileDrop, Form
from gensvar_web.people.models import Organisation
from gensvar_web.people.queries import people_of
from gensvar_web.rooms.plan.queries import Gap
from gensvar_web.vault.models import Action


class ActionForm(Form):
    """An action. `manages` shows who is to own it; a contributor's own are theirs."""

    title = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    steps = forms.CharField(
        label=_("Steg"),
        help_text=_("Ett steg på varje rad."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    owner: Any = forms.ModelChoiceField(
        label=_("Ansvarig person"), queryset=None, required=False, empty_label=_("Ingen än")
    )
    owner_name = forms.CharField(
        label=_("Eller någon utan konto: namn"), required=False, max_length=150, widget=forms.TextInput
    )
    owner_email = forms.EmailField(
        label=_("E-postadress till den som saknar konto"),
        help_text=_("Personen får en länk som visar bara den här åtgärden, och kan kommentera och anmäla klart."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=_("Enhet som äger frågan"),
        help_text=_("Till exempel Kundservice, Fakturering eller IT."),
        required=False,
        max_length=120,
    )
    outside = forms.BooleanField(label=_("Enheten ligger utanför kundservice"), required=False)
    due = forms.DateField(
        label=_("Klart senast"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    cost = forms.IntegerField(
        label=_("Uppskattad kostnad i kronor"),
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    status = forms.ChoiceField(label=_("Läge"), choices=Action.Status.choices, widget=forms.RadioSelect)
    obstacle = forms.CharField(
        label=_("Vad hindrar?"), help_text=_("Fyll i om åtgärden är blockerad."), required=False, max_length=300
    )
    suggestion = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisation: Organisation, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if manages:
            self.fields["owner"].queryset = people_of(organisation)  # type: ignore[attr-defined]
        else:
            for name in ("owner", "owner_name", "owner_email"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse two owners, and a block without a word of why."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("owner") and given.get("owner_email"):
            self.add_error("owner_email", _("Välj antingen en medlem eller någon utan konto."))
        if given.get("owner_name") and not given.get("owner_email") and "owner_email" not in self.errors:
            self.add_error("owner_email", _("Skriv e-postadressen också."))
        if given.get("status") == Action.Status.BLOCKED and not given.get("obstacle"):
            self.add_error("obstacle", _("Skriv vad som hindrar."))
        return given

    def values(self) -> dict[str, Any]:
        """Return the fields of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "suggestion")}


def initial_of(action: Action) -> dict[str, Any]:
    """Return an action as the form shows it."""
    names = ("title", "steps", "owner", "owner_name", "owner_email", "unit", "outside", "due", "cost", "status")
    return {name: getattr(action, name) for name in (*names, "obstacle", "version")}


class MoveForm(Form):
    """Where an action is to stand on the board."""

    status = forms.ChoiceField(choices=Action.Status.choices)
    version = forms.IntegerField()
    obstacle = forms.CharField(required=False, max_length=300)


class CommentForm(Form):
    """A comment."""

    text = forms.CharField(label=_("Kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class OutsideForm(Form):
    """What an owner without an account says."""

    text = forms.CharField(
        label=_("Kommentar"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    done = forms.BooleanField(label=_("Åtgärden är klar"), required=False)

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("text") and not given.get("done"):
            self.add_error("text", _("Skriv något, eller kryssa för att åtgärden är klar."))
        return given


class AttachForm(Form):
    """A file."""

    file = forms.FileField(
        label=_("Fil"), widget=FileDrop, help_text=_("Dokument, kalkylblad eller bild, högst 25 MB.")
    )


class HelpForm(Form):
    """Which gaps, what is asked, of whom."""

    rules = forms.MultipleChoiceField(
        label=_("Vad gäller frågan?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en brist.")},
    )
    question = forms.CharField(label=_("Er fråga"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    association: Any = forms.ModelChoiceField(label=_("Till"), queryset=None, empty_label=None)
    consent = forms.BooleanField(
        label=_("Ja, dela det som står ovan"),
        error_messages={"required": _("Kryssa för att ni vill dela det, annars skickas inget.")},
    )

    def __init__(self, *args: Any, gaps: list[Gap], say: Any, associations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.finding.rule, f"{one.finding.rule} {say(one.rule.title) if one.rule else ''}") for one in gaps]
        self.fields["rules"].choices = choices  # type: ignore[attr-defined]
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]


class AnswerForm(Form):
    """The association's answer."""

    text = forms.CharField(label=_("Ert svar"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
