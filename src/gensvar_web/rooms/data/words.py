"""The library's codes in words: channels, outcomes, directions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gensvar_web.people.profile import CHANNELS

OUTCOMES = {
    "answered": _("besvarat"), "abandoned": _("avbrutet"), "short_abandoned": _("kort avbrott"),
    "timeout": _("maxtid nådd"), "callback_booked": _("återuppringning bokad"), "voicemail": _("röstbrevlåda"),
    "overflow": _("gick vidare"), "bot_only": _("bara bot"), "closed_hours": _("stängt"), "blocked": _("spärrat"),
    "system_error": _("tekniskt fel"), "unknown": _("okänt utfall"),
}  # fmt: skip
DIRECTIONS = {"inbound": _("in"), "outbound": _("ut"), "internal": _("internt")}
MORE_CHANNELS = {"sms": "sms", "bot": _("bot"), "other": _("annan kanal")}
WORDS: dict[str, dict[str, Any]] = {"channel": MORE_CHANNELS | CHANNELS, "outcome": OUTCOMES, "direction": DIRECTIONS}


def worded(column: str, value: Any) -> str:
    """Return a value of a canonical column in words; what has no words as it is."""
    return str(WORDS.get(column, {}).get(str(value), value))
