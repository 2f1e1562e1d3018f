"""The organisation's profile in words: what decided which rules apply."""

from __future__ import annotations

from typing import Any

from gensvar.report.assessment.reading import Assessment
from gensvar.report.document import Block, Facts, Heading
from gensvar.text import Language, Text, format_number

TITLE = Text(sv="Organisationens profil", en="The organisation's profile")
FIELDS = {
    "name": Text(sv="Namn", en="Name"),
    "sector": Text(sv="Bransch", en="Sector"),
    "public": Text(sv="Offentlig verksamhet", en="Public body"),
    "employees": Text(sv="Anställda", en="Employees"),
    "turnover_meur": Text(sv="Omsättning, miljoner euro", en="Turnover, million euros"),
    "balance_meur": Text(sv="Balansomslutning, miljoner euro", en="Balance sheet total, million euros"),
    "channels": Text(sv="Kanaler", en="Channels"),
    "outsourced": Text(sv="Inhyrd kundservice", en="Outsourced customer service"),
    "sells_by_phone": Text(sv="Säljer per telefon", en="Sells by telephone"),
    "sells_to": Text(sv="Säljer till", en="Sells to"),
    "calls_out": Text(sv="Ringer upp kunder", en="Calls customers"),
    "fundraising": Text(sv="Samlar in pengar", en="Raises funds"),
    "uses_bot": Text(sv="Använder bot", en="Uses a bot"),
    "has_website": Text(sv="Har webbplats", en="Has a website"),
    "sells_at_distance": Text(sv="Säljer på distans", en="Sells at a distance"),
    "auto_renewal": Text(sv="Avtal som förlängs av sig själva", en="Self-renewing contracts"),
    "premium_rate": Text(sv="Har betalnummer", en="Has premium-rate numbers"),
    "mark_holder": Text(sv="Bär märkningen", en="Holds the mark"),
    "association_member": Text(sv="Medlem i föreningen", en="Member of the association"),
    "records_calls": Text(sv="Spelar in samtal", en="Records calls"),
    "country": Text(sv="Land", en="Country"),
    "website": Text(sv="Webbplats", en="Website"),
    "opening_hours": Text(sv="Öppettider", en="Opening hours"),
}
VALUES = {
    "phone": Text(sv="telefon", en="telephone"),
    "email": Text(sv="e-post", en="e-mail"),
    "chat": Text(sv="chatt", en="chat"),
    "form": Text(sv="formulär", en="form"),
    "bot": Text(sv="bot", en="bot"),
    "sms": Text(sv="sms", en="text message"),
    "post": Text(sv="brev", en="letter"),
    "visit": Text(sv="besök", en="visit"),
    "social": Text(sv="sociala medier", en="social media"),
    "consumers": Text(sv="konsumenter", en="consumers"),
    "businesses": Text(sv="företag", en="businesses"),
    "energy": Text(sv="energi", en="energy"),
    "SE": Text(sv="Sverige", en="Sweden"),
}
YES_NO = {True: Text(sv="ja", en="yes"), False: Text(sv="nej", en="no")}


def profile(assessment: Assessment, language: Language) -> list[Block]:
    """Return the profile's fields with their values."""
    items = tuple(
        (FIELDS[name].into(language) if name in FIELDS else name, _value(assessment["profile"][name], language))
        for name in _in_order(assessment["profile"])
        if name != "thresholds"
    )
    return [Heading(3, TITLE.into(language), "profile"), Facts(items)] if items else []


def _in_order(fields: dict[str, Any]) -> list[str]:
    """Return the names of the fields as a reader expects them: who, what, how; strangers last."""
    return [name for name in FIELDS if name in fields] + [name for name in fields if name not in FIELDS]


def _value(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return YES_NO[value].into(language)
    if isinstance(value, int | float):
        return format_number(value, language, 0 if float(value).is_integer() else 1)
    if isinstance(value, list):
        return ", ".join(_value(one, language) for one in value)
    return VALUES[value].into(language) if value in VALUES else str(value)
