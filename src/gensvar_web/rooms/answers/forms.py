"""The forms: an answer of each kind, a new round, handing over, bringing along, a file of answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gensvar.rulebook.model import Question
from gensvar_web.kit.forms import FileDrop, Form
from gensvar_web.people.models import User
from gensvar_web.rooms.answers.fitting import LONGEST
from gensvar_web.rooms.answers.models import Round
from gensvar_web.vault.models import Answer

CHOOSE = _("Välj ett svar. Vet du inte, så välj ”Vet inte”.")
DONT_KNOW = ("unknown", _("Vet inte"))
YES_NO = [("yes", _("Ja")), ("no", _("Nej")), DONT_KNOW]
DOCUMENT = [("dated", _("Ja, med datum")), ("yes", _("Ja, utan datum")), ("no", _("Nej")), DONT_KNOW]
VALUES = {"yes": True, "no": False}


class DayField(forms.DateField):
    """A day, chosen or written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class AnswerForm(Form):
    """An answer. Fields: `choice` or `value`, and `unknown`, by the kind of question; comment and document."""

    comment = forms.CharField(
        label=_("Kommentar"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Till exempel vad svaret bygger på, eller vad som fattas."),
    )
    document = forms.FileField(
        label=_("Dokument"),
        required=False,
        widget=FileDrop,
        max_length=255,
        help_text=_(
            "Som visar att det är så. Pdf, Word, Excel, PowerPoint, OpenDocument, bild eller text, högst 25 MB."
        ),
    )
    covers_from = DayField(label=_("Dokumentet gäller från"), required=False)
    covers_to = DayField(label=_("Dokumentet gäller till"), required=False)
    remove = forms.BooleanField(label=_("Ta bort dokumentet från svaret"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    waiting = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields |= _fields(question)

    def clean(self) -> dict[str, Any]:
        """Return what was given; an answer, or don't know, has to be among it."""
        given = super().clean() or {}
        choice, value = given.get("choice"), given.get("value")
        if choice == "dated" and not value and "value" not in self.errors:
            self.add_error("value", _("Skriv dokumentets datum, eller välj ”Ja, utan datum”."))
        if choice in ("yes", "no") and value:
            self.add_error("value", _("Välj ”Ja, med datum”, eller ta bort datumet."))
        plainly = "choice" not in self.fields
        if plainly and value not in (None, "") and given.get("unknown"):
            self.add_error("value", _("Skriv ett svar eller kryssa för ”Vet inte”, inte båda."))
        if plainly and value in (None, "") and not given.get("unknown") and "value" not in self.errors:
            self.add_error("value", _("Skriv ett svar. Vet du inte, så kryssa för ”Vet inte”."))
        first, last = given.get("covers_from"), given.get("covers_to")
        if first and last and last < first:
            self.add_error("covers_to", _("Perioden slutar innan den börjar."))
        return given

    def content(self) -> dict[str, Any]:
        """Return value, whether it is don't know, and the comment."""
        given = self.cleaned_data
        choice = given.get("choice")
        dont_know = choice == "unknown" or bool(given.get("unknown"))
        value = VALUES.get(choice, choice) if choice and choice != "dated" else given.get("value")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return {"value": None if dont_know else value, "dont_know": dont_know, "comment": given.get("comment", "")}

    def put(self, name: str, value: int) -> None:
        """Set a hidden field of a form that is shown again."""
        self.data = {**self.data, name: str(value)}

    @property
    def answering(self) -> list[Any]:
        """The fields that make the answer, in order."""
        return [self[name] for name in ("choice", "value", "unknown") if name in self.fields]


def _fields(question: Question) -> dict[str, forms.Field]:
    unknown = forms.BooleanField(label=_("Vet inte"), required=False)
    match question.kind:
        case "yes_no":
            return {"choice": _radio(YES_NO)}
        case "choice":
            return {"choice": _radio([*[(one, one) for one in question.choices], DONT_KNOW])}
        case "document":
            return {
                "choice": _radio(DOCUMENT),
                "value": DayField(label=_("Dokumentets datum"), required=False, help_text=_("Om det har ett.")),
            }
        case "number":
            box = forms.TextInput(attrs={"inputmode": "numeric"})
            value: forms.Field = forms.FloatField(label=_("Svar"), required=False, widget=box, localize=True)
        case "date":
            value = DayField(label=_("Svar"), required=False)
        case _:
            area = forms.Textarea(attrs={"rows": 4})
            value = forms.CharField(label=_("Svar"), required=False, max_length=LONGEST, widget=area)
    return {"value": value, "unknown": unknown}


def _radio(choices: list[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Svar"), choices=choices, widget=forms.RadioSelect, error_messages={"required": CHOOSE}
    )


def initial_of(question: Question, answer: Answer | None) -> dict[str, Any]:
    """Return what an answer form begins with."""
    if answer is None:
        return {"version": 0}
    begins: dict[str, Any] = {"version": answer.version, "comment": answer.comment, "unknown": answer.dont_know}
    value = answer.value
    if answer.dont_know:
        return begins | {"choice": "unknown"}
    if isinstance(value, bool):
        return begins | {"choice": "yes" if value else "no"}
    if question.kind == "document":
        return begins | ({"choice": "dated", "value": value} if value else {})
    return begins | {"choice": value, "value": value}


class RoundForm(Form):
    """A new round."""

    edition = forms.ChoiceField(label=_("Regelverk"))
    name = forms.CharField(
        label=_("Omgång"),
        max_length=40,
        help_text=_("Oftast året."),
        validators=[RegexValidator(r"^[\w .:–-]+$", _("Använd bokstäver, siffror, mellanslag och bindestreck."))],
    )

    def __init__(self, choices: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = list(choices)  # type: ignore[attr-defined]


class HandOverForm(Form):
    """Which questions, to whom."""

    to = forms.TypedChoiceField(label=_("Till vem?"), coerce=int)
    questions = forms.MultipleChoiceField(
        label=_("Vilka frågor?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en fråga.")},
    )
    note = forms.CharField(
        label=_("Meddelande"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, people: list[User], questions: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Välj")), *[(one.pk, str(one)) for one in people]]  # type: ignore[attr-defined]
        self.fields["questions"].choices = questions  # type: ignore[attr-defined]


class BringForm(Form):
    """From which earlier round."""

    source = forms.TypedChoiceField(label=_("Från vilken omgång?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, earlier: list[Round], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(one.pk, str(one)) for one in earlier]  # type: ignore[attr-defined]


class TakeInForm(Form):
    """A file of answers."""

    file = forms.FileField(
        label=_("Fil med svar"), widget=FileDrop, help_text=_("Yaml, som den som går att hämta här.")
    )
    replace = forms.TypedChoiceField(
        label=_("Frågor som redan är besvarade"),
        choices=[("no", _("Låt dem vara")), ("yes", _("Ersätt med filens svar"))],
        widget=forms.RadioSelect,
        initial="no",
        coerce=lambda given: given == "yes",
    )
