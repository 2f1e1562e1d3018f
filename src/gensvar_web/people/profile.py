"""The organisation's profile as a form: exactly the fields of `gensvar.rulebook.scope.FIELDS`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gensvar.rulebook.scope import FIELDS
from gensvar_web.kit.forms import Form, YesNo

Words = str | Promise
CHANNELS = {
    "phone": _("Telefon"), "email": _("E-post"), "chat": _("Chatt"), "form": _("Formulär"), "bot": _("Bot"),
    "sms": _("Sms"), "social": _("Sociala medier"), "post": _("Brev"), "visit": _("Besök"),
}  # fmt: skip
BUYERS = {"consumers": _("Konsumenter"), "businesses": _("Företag")}
COUNTRIES = {
    "SE": _("Sverige"), "NO": _("Norge"), "DK": _("Danmark"), "FI": _("Finland"), "DE": _("Tyskland"),
    "ES": _("Spanien"), "PT": _("Portugal"),
}  # fmt: skip
SECTORS = {
    "energy": _("Energi"), "telecom": _("Telekom"), "bank": _("Bank"), "insurance": _("Försäkring"),
    "finance": _("Annan finans"), "payments": _("Betalningar"), "retail": _("Handel"), "transport": _("Transport"),
    "publishing": _("Förlag"), "media": _("Medier"), "municipality": _("Kommun"), "authority": _("Myndighet"),
    "health": _("Vård"), "other": _("Annat"),
}  # fmt: skip
CHOICES = {"channels": CHANNELS, "sells_to": BUYERS, "country": COUNTRIES, "sector": SECTORS}
# field -> label and, where it helps, an explanation
WORDS: dict[str, tuple[Words, Words]] = {
    "name": (_("Organisationens namn"), ""),
    "sector": (_("Bransch"), _("Vissa regler gäller bara i en bransch.")),
    "public": (
        _("Är ni en offentlig verksamhet?"),
        _("En kommun, en region, en statlig myndighet eller ett bolag de äger."),
    ),
    "employees": (_("Antal anställda"), ""),
    "turnover_meur": (_("Omsättning, miljoner euro"), _("Avgör om lagar för större företag gäller.")),
    "balance_meur": (_("Balansomslutning, miljoner euro"), ""),
    "channels": (_("Kanaler in till kundservice"), ""),
    "outsourced": (_("Sköter någon annan hela eller delar av kundservicen åt er?"), ""),
    "sells_by_phone": (_("Säljer ni per telefon?"), _("Också när kunden ringer och ni erbjuder något mer.")),
    "sells_to": (_("Vilka säljer ni till?"), ""),
    "calls_out": (_("Ringer ni upp kunder eller tänkbara kunder?"), ""),
    "fundraising": (_("Samlar ni in pengar till ett ändamål?"), ""),
    "uses_bot": (_("Svarar en bot kunderna, i chatt eller telefon?"), ""),
    "has_website": (_("Har ni en webbplats?"), ""),
    "sells_at_distance": (_("Kan man köpa av er på distans, till exempel på webben?"), ""),
    "auto_renewal": (_("Har ni avtal som förlängs av sig själva?"), ""),
    "premium_rate": (_("Har ni betalnummer?"), ""),
    "mark_holder": (_("Har ni märkningen Trygg Kundkontakt?"), ""),
    "association_member": (_("Är ni medlem i branschorganisationen?"), ""),
    "records_calls": (_("Spelar ni in samtal?"), ""),
    "country": (_("Länder ni verkar i"), ""),
    "website": (_("Webbplatsens adress"), _("Till exempel https://www.exempel.se")),
    "opening_hours": (_("Öppettider"), _("Till exempel mån–fre 08:00–17:00.")),
}


class ProfileForm(Form):
    """Every field may be left out: what is not known is told as not known."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in FIELDS.items():
            self.fields[name] = _field(name, kind)

    def profile(self) -> dict[str, Any]:
        """Return the fields that were filled in, as the library reads them."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        return {name: value for name, value in given.items() if value not in (None, "", [])}


def _field(name: str, kind: str) -> forms.Field:
    label, text = WORDS.get(name, (name, ""))
    words: dict[str, Any] = {"label": label, "help_text": text, "required": name == "name"}
    if kind == "bool":
        return YesNo(**words)
    if kind == "number":
        return forms.FloatField(
            min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"}), localize=True, **words
        )
    if kind == "list":
        choices = list(CHOICES[name].items())
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
    if name in CHOICES:
        return forms.ChoiceField(choices=[("", _("Välj")), *CHOICES[name].items()], **words)
    if name == "website":
        return forms.URLField(assume_scheme="https", **words)
    return forms.CharField(max_length=300, **words)


def initial_of(organisation: Any) -> dict[str, Any]:
    """Return what the form begins with."""
    return {**organisation.profile, "name": organisation.name, "version": organisation.version}


def shown_profile(profile: dict[str, Any]) -> list[tuple[Words, Words]]:
    """Return label and value in words of every field that is known."""
    return [(WORDS[name][0], _shown(name, profile[name])) for name in FIELDS if profile.get(name) not in (None, "", [])]


def _shown(name: str, value: Any) -> Words:
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    choices = CHOICES.get(name, {})
    if isinstance(value, list | tuple):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return choices.get(str(value), str(value))
