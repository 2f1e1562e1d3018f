"""Opening hours in text: a day and a plausible clock range that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DAY = (
    r"(?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:ar|en|s|arna)?|mån|tis|ons|tors?|fre|lör|sön|"
    r"(?:helgfria\s+)?vardag(?:ar|arna|en)?|alla\s+dagar|varje\s+dag|dagligen|helger|helgdagar|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|sat|sun|weekdays?|every\s?day|daily|"
    r"maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|arkisin|ma|ti|ke|to|pe|la|su"
)
_DAYS = rf"(?<![\w-])(?:{_DAY})\.?(?:\s*(?:-|–|—|till|t\.?o\.?m\.?|to|och|&|,|\+|and|ja)\s*(?:{_DAY})\.?)*(?![\w])"
_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?\s?(?:[ap]\.?m\.?)?"
_RANGE = rf"(?<![\d.,-])(?P<a>{_CLOCK})\s*(?:-|–|—|till|to|and)\s*(?P<b>{_CLOCK})(?![\d-]|[.,:]\d)"
_KL = r"(?:kl(?:ockan)?\.?|from|mellan|från|klo|at)"
_OPEN = r"(?:öppettid\w*|telefontid\w*|öppet|öppen|öppna|bemanna\w+|opening\s+hours|open|hours|aukioloaja\w*|avoinna|svarar)"  # noqa: E501
_AFTER_DAY = re.compile(
    rf"(?P<days>{_DAYS})[\s:,|()–-]{{0,6}}(?:(?:är vi|vi|öppet|open|har vi öppet)\s+)?(?:{_KL}\s*)?{_RANGE}",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(rf"{_RANGE}[\s:,|()]{{0,4}}(?:på\s+|on\s+)?(?P<days>{_DAYS})", re.IGNORECASE)
_AFTER_WORD = re.compile(
    rf"(?<!\w)(?P<days>{_OPEN})[\s:,|]{{0,4}}(?:(?:idag|mellan|today)\s+)?(?:{_KL}\s*)?{_RANGE}", re.IGNORECASE
)
_ROUND_THE_CLOCK = re.compile(
    rf"(?<!\w)(?:{_OPEN}|ring|nås|telefon\w*|support|kundservice|kundtjänst|jour\w*)\b[^.!?\n]{{0,40}}\b(?P<days>dygnet\s+runt|24/7|24\s?h|around the clock)",  # noqa: E501
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hours:
    """Opening hours as shown, squeezed to one line, with their place in the text."""

    shown: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """One normal form of dashes, dots and case."""
        return re.sub(r"\s*[–—-]\s*", "-", self.shown.lower().replace(".", ":"))


def hours_in(text: str) -> list[Hours]:
    """Return the opening hours of a text, in order, without overlaps."""
    found: list[Hours] = []
    for pattern in (_AFTER_DAY, _BEFORE_DAY, _AFTER_WORD):
        for match in pattern.finditer(text):
            if _plausible(match["a"], match["b"]) and not _overlaps(found, match.start(), match.end()):
                found.append(Hours(" ".join(match[0].split()), match.start(), match.end()))
    for match in _ROUND_THE_CLOCK.finditer(text):
        if not _overlaps(found, match.start(), match.end()):
            found.append(Hours(" ".join(match[0].split()), match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _overlaps(found: list[Hours], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _plausible(a: str, b: str) -> bool:
    """At least an hour and at most a day; an event of an hour is no opening hours either way, but shops open for
    one.
    """
    first, last = _minutes(a), _minutes(b)
    if "m" in b.lower() and "m" not in a.lower() and first > last:
        first -= 12 * 60
    if last <= first and last <= 6 * 60 and first >= 10 * 60:
        last += 24 * 60  # a place that closes after midnight
    return 30 <= last - first <= 24 * 60


def _minutes(clock: str) -> int:
    hour, _, minute = re.sub(r"[^\d:.]", "", clock).strip(".:").replace(".", ":").partition(":")
    late = "p" in clock.lower() and int(hour) < 12
    return (int(hour) + (12 if late else 0)) * 60 + int(minute or 0)
