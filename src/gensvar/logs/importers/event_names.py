"""What event logs call the things our tables have columns for: only names that leave no doubt."""

from __future__ import annotations

from collections.abc import Mapping

CASE_COLUMNS = {
    "channel": ("channel", "case:channel", "(case)_channel", "kanal"),
    "category": ("category", "case_type", "case type", "type", "service_type", "ärendetyp"),
    "priority": ("priority", "prioritet", "seriousness"),
    "org_unit": ("org:group", "department", "workgroup", "avdelning", "enhet"),
    "customer_key": ("customer", "customer_id", "customer id", "kund", "kundnummer"),
}
DUE_COLUMNS = ("due", "due_date", "due date", "deadline", "förfallodatum")
CHANNELS = {
    "phone": ("phone", "telephone", "telefon", "call", "voice"),
    "email": ("email", "e-mail", "mail", "e-post", "epost"),
    "chat": ("chat", "chatt"),
    "form": ("form", "internet", "web", "webb", "portal", "webform", "formulär"),
    "social": ("social", "social media", "sociala medier", "twitter", "facebook"),
    "post": ("post", "letter", "brev"),
    "visit": ("visit", "desk", "besök", "counter"),
    "sms": ("sms",),
    "bot": ("bot", "chatbot"),
}
CLOSING = {"closed", "close", "case closed", "close case", "stängd", "stängt", "ärendet stängt", "avslutat"}
RESOLVING = {"resolve ticket", "resolved", "resolve", "solved", "löst", "ärendet löst"}

_CHANNEL_OF = {word: channel for channel, words in CHANNELS.items() for word in words}


def canonical_channel(value: str | None) -> str | None:
    """Return our name of a channel, `other` for a name we do not know, None for none."""
    if not value:
        return None
    return _CHANNEL_OF.get(value.strip().lower(), "other")


def pick(attributes: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """Return the value of the first of `names` that the attributes have, told apart without regard to case."""
    lowered = {key.lower(): value for key, value in attributes.items()}
    return next((lowered[name] for name in names if lowered.get(name)), None)
