"""A deed in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEEDS: dict[str, str | Promise] = {
    "people.found_organisation": gettext_lazy("Lade upp organisationen"),
    "people.save_profile": gettext_lazy("Ändrade profilen"),
    "people.set_threshold": gettext_lazy("Satte en egen gräns"),
    "people.invite": gettext_lazy("Bjöd in någon"),
    "people.withdraw_invitation": gettext_lazy("Tog tillbaka en inbjudan"),
    "people.accept_invitation": gettext_lazy("Gick med"),
    "people.change_role": gettext_lazy("Ändrade en roll"),
    "people.remove_member": gettext_lazy("Avslutade ett medlemskap"),
    "people.erase": gettext_lazy("Tog bort sitt konto"),
    "api.make_token": gettext_lazy("Skapade en API-nyckel"),
    "api.revoke_token": gettext_lazy("Spärrade en API-nyckel"),
    "api.receive_store": gettext_lazy("Lade in data från ett annat datalager"),
    "vault.keep_assessment": gettext_lazy("Sparade en bedömning"),
}
PARTS: dict[str, str | Promise] = {
    "people": gettext_lazy("Personer och profil"),
    "api": gettext_lazy("API"),
    "vault": gettext_lazy("Bedömningar"),
    "answers": gettext_lazy("Självskattning"),
    "data": gettext_lazy("Data"),
    "findings": gettext_lazy("Utfall"),
    "overview": gettext_lazy("Översikt och rapporter"),
    "plan": gettext_lazy("Åtgärder"),
}


def deed_in_words(deed: str) -> str:
    """Return what was done; its code where it has no words."""
    return str(DEEDS.get(deed, deed))


def part_in_words(part: str) -> str:
    """Return the part of the program."""
    return str(PARTS.get(part, part))


def person_in_words(number: int | None, names: dict[int, str]) -> str:
    """Return a name; the program itself where nobody did it."""
    if number is None:
        return _("Gensvar självt")
    return names.get(number) or _("Borttagen person %(number)s") % {"number": number}


def details_in_words(details: dict[str, Any]) -> str:
    """Return the details as `key: value` pairs."""
    return " · ".join(f"{key}: {_value(value)}" for key, value in details.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}={one}" for key, one in value.items())
    text = "–" if value is None else str(value)
    return text[:19] + "…" if text.startswith("sha256:") else text
