"""Telephone numbers in running text: valid ones by libphonenumber's data, and Sweden's short codes by our own list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

REGION = "SE"
# What stands before a number that is no telephone number, however it looks.
_OTHER_NUMBER = re.compile(
    r"(art(ikel)?[\s.-]*(nr|nummer|no)|order(nr|nummer)?|org(anisations)?[\s.-]*(nr|nummer|no)|bank\s?giro|plus\s?giro|"
    r"\bbg|\bpg|person(nr|nummer)|kund(nr|nummer)|faktura(nr|nummer)|ärende(nr|nummer)|isbn|ean|iban|moms\w*|vat|"
    r"\b(item|model|serial|article|part)\s*(no|number)|referens\w*|\bref|fax\w*|telefax|swish\w*|konto\w*|diarie\w*)"
    r"[\s.:#-]*(nr|nummer)?[\s.:#-]*$",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<![\d.,+-])(112|113[ -]?13|114[ -]?14|116[ -]?\d{3}|1177|118[ -]?\d{3}|099[ -]?\d{2,6})"
    r"(?![\d.,]*\d|\s?[-–]\s?\d)"
)
_CALLS = re.compile(
    r"\b(ring\w*|telefon\w*|tel|tfn|samtal|nås på|nummer\w*|call\w*|phone|dial|puhelin\w*|soita|larm\w*|akut\w*|nöd\w*)\b",  # noqa: E501
    re.IGNORECASE,
)
_NO_NUMBER_AFTER = re.compile(r"^\s*(kr\b|kronor|sek|%|st\b|mm|cm|kg|kvm|m2|:-|euro|€)", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A telephone number in a text: normal form (E.164, or the digits of a short code), as shown, place, rate.

    `rate`: normal, mobile, free, shared, premium, uan (010), short, unknown.
    """

    value: str
    shown: str
    start: int
    end: int
    rate: str


def numbers_in(text: str) -> list[Number]:
    """Return the valid telephone numbers and short codes of a text, in order."""
    found = _valid(text)
    taken = [(one.start, one.end) for one in found]
    short = [one for one in _short(text) if not any(a < one.end and one.start < b for a, b in taken)]
    return sorted(found + short, key=lambda one: one.start)


def _valid(text: str) -> list[Number]:
    if sum(letter.isdigit() for letter in text) < 6:
        return []
    import phonenumbers as pn

    matches = pn.PhoneNumberMatcher(text, REGION, leniency=pn.Leniency.VALID)
    found = []
    for match in matches:
        if not _OTHER_NUMBER.search(text[max(0, match.start - 30) : match.start]):
            value = pn.format_number(match.number, pn.PhoneNumberFormat.E164)
            found.append(Number(value, match.raw_string, match.start, match.end, _rate(match.number)))
    return found


def _short(text: str) -> list[Number]:
    found = []
    for match in _SHORT.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 25]
        alone = text.strip() == match[0] and " " in match[0]
        called = _CALLS.search(before) or _CALLS.search(after) or alone
        if called and not _NO_NUMBER_AFTER.match(after) and not _OTHER_NUMBER.search(before[-30:]):
            found.append(Number(re.sub(r"\D", "", match[0]), match[0], match.start(), match.end(), "short"))
    return found


def dialled(href: str) -> tuple[str, bool, str]:
    """Return what a `tel:` or `sms:` address dials: normal form, whether it is a valid number, its rate."""
    from urllib.parse import unquote

    import phonenumbers as pn

    raw = unquote(href.split(":", 1)[-1].split(";")[0].split("?")[0]).strip().lstrip("/")
    digits = re.sub(r"[^\d+]", "", raw)
    if _SHORT.fullmatch(digits):
        return digits, True, "short"
    try:
        number = pn.parse(raw, REGION)
    except pn.NumberParseException:
        return digits, False, "unknown"
    valid = pn.is_valid_number(number)
    return pn.format_number(number, pn.PhoneNumberFormat.E164), valid, _rate(number) if valid else "unknown"


def _rate(number: Any) -> str:
    from phonenumbers import PhoneNumberType as Kind
    from phonenumbers import number_type

    rates = {
        Kind.PREMIUM_RATE: "premium",
        Kind.SHARED_COST: "shared",
        Kind.TOLL_FREE: "free",
        Kind.MOBILE: "mobile",
        Kind.UAN: "uan",
    }
    return rates.get(number_type(number), "normal")
