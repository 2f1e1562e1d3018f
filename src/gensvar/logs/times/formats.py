"""Which formats a column of times can be in: told from the shape of its values, never from one row alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

Kind = Literal["iso", "iso_offset", "epoch_s", "epoch_ms", "excel_serial", "strptime"]
KINDS: tuple[Kind, ...] = ("iso", "iso_offset", "epoch_s", "epoch_ms", "excel_serial")

CLOCK = r"(?P<clock>[ T]+\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?)?"
ISO = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?$")
OFFSET = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)? ?(Z|UTC|[+-]\d{2}(:?\d{2})?)$")
YEAR_FIRST = re.compile(r"^\d{4}([-/.])\d{1,2}\1\d{1,2}" + CLOCK + "$")
YEAR_LAST = re.compile(r"^\d{1,2}([-/. ])\d{1,2}\1\d{4}" + CLOCK + "$")
SHORT_YEAR = re.compile(r"^\d{1,2}([-/.])\d{1,2}\1\d{2}" + CLOCK + "$")
NAMED = re.compile(r"^\d{1,2}([-/. ])[A-Za-zåäö]{3,9}\.?\1(\d{4}|\d{2})" + CLOCK + "$")
COMPACT = re.compile(r"^(\d{14}|\d{12}|\d{8}|\d{6})" + CLOCK + "$")
EPOCH = re.compile(r"^(\d{9,10}(\.\d+)?|\d{12,13})$")
SERIAL = re.compile(r"^\d{5}([.,]\d+)?$")
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: other five-digit numbers are no days


@dataclass(frozen=True)
class TimeFormat:
    """`patterns` are strptime patterns, the first that fits counts; they differ in the clock, never in the date."""

    kind: Kind
    patterns: tuple[str, ...] = ()
    order: str = ""  # dmy, mdy, ymd when the digits alone do not say

    @property
    def utc(self) -> bool:
        """Whether the values say themselves what instant they are."""
        return self.kind in ("iso_offset", "epoch_s", "epoch_ms")

    @property
    def name(self) -> str:
        """The format as a mapping writes it."""
        return self.patterns[0] if self.kind == "strptime" else self.kind


def named_format(name: str) -> TimeFormat:
    """Return the format that a mapping names: one of our kinds, or a strptime pattern."""
    for kind in KINDS:
        if name == kind:
            return TimeFormat(kind)
    return TimeFormat("strptime", _with_shorter_clocks(name))


def candidates(values: list[str]) -> list[TimeFormat]:
    """Return the formats that most values have the shape of: none, one, or several that only the file can tell."""
    shapes = Counter(shape for value in values if (shape := _shape(value)))
    if not shapes or sum(shapes.values()) < 0.5 * len(values):
        return []
    families = Counter(shape[0] for shape in shapes.elements())
    if families["iso_offset"]:  # among those without offset: each value says itself which it is
        return [TimeFormat("iso_offset")]
    family = families.most_common(1)[0][0]
    clocks = [shape[2] for shape, _ in shapes.most_common() if shape[0] == family]
    separator = next(shape[1] for shape, _ in shapes.most_common() if shape[0] == family)
    if family in ("iso", "epoch_s", "epoch_ms", "excel_serial"):
        return [named_format(family)]
    return [
        TimeFormat("strptime", tuple(dict.fromkeys(date + clock for clock in clocks)), order)
        for order, date in _dates(family, separator)
    ]


def _dates(family: str, separator: str) -> list[tuple[str, str]]:
    """Return (order, date pattern) for each order that the shape allows."""
    orders = {
        "year_first": (("", "%Y-%m-%d"),),
        "year_last": (("dmy", "%d-%m-%Y"), ("mdy", "%m-%d-%Y")),
        "short_year": (("dmy", "%d-%m-%y"), ("mdy", "%m-%d-%y"), ("ymd", "%y-%m-%d")),
        "named": (("", "%d-%b-%Y"),),
        "named_short": (("", "%d-%b-%y"),),
        "8": (("", "%Y-%m-%d"),),
        "12": (("", "%Y-%m-%d%H%M"),),
        "14": (("", "%Y-%m-%d%H%M%S"),),
        "6": (("ymd", "%y-%m-%d"), ("dmy", "%d-%m-%y")),
    }
    return [(order, date.replace("-", separator)) for order, date in orders[family]]


def _shape(value: str) -> tuple[str, str, str] | None:
    """Return (family, separator, pattern of the clock), or None for what is no time."""
    if OFFSET.match(value):
        return ("iso_offset", "", "")
    if ISO.match(value):
        return ("iso", "", "")
    for family, pattern in (("year_first", YEAR_FIRST), ("year_last", YEAR_LAST), ("short_year", SHORT_YEAR)):
        if found := pattern.match(value):
            return (family, found[1], _clock(found["clock"]))
    if found := NAMED.match(value):
        return ("named" if len(found[2]) == 4 else "named_short", found[1], _clock(found["clock"]))
    return _numeric(value)


def _numeric(value: str) -> tuple[str, str, str] | None:
    if EPOCH.match(value):
        return ("epoch_s" if len(value.partition(".")[0]) < 11 else "epoch_ms", "", "")
    if SERIAL.match(value):
        return ("excel_serial", "", "") if FIRST_SERIAL <= int(value[:5]) <= LAST_SERIAL else None
    if (found := COMPACT.match(value)) and _is_date(found[1]):
        return (str(len(found[1])), "", _clock(found["clock"]))
    return None


def _is_date(digits: str) -> bool:
    """Tell whether compact digits can be a date: an order number of eight digits seldom is."""
    if len(digits) > 6:
        return 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:8]) <= 31 and 1950 <= int(digits[:4]) <= 2100
    first, middle, last = (int(digits[n : n + 2]) for n in (0, 2, 4))
    return 1 <= middle <= 12 and (1 <= last <= 31 or 1 <= first <= 31)


def _clock(clock: str | None) -> str:
    """Return the strptime pattern of a clock with what leads it: ` 14:05`, `T14.05.30`, ` 2:05 PM`."""
    if not clock:
        return ""
    bare = clock.lstrip(" T")
    half = bare[-2:].lower() in ("am", "pm")
    digits = bare[:-2].rstrip() if half else bare
    separator = digits[2] if len(digits) > 2 and not digits[2].isdigit() else digits[1]
    parts = re.split(r"[:.,]", digits)
    pattern = separator.join(["%I" if half else "%H", "%M", "%S"][: min(len(parts), 3)])
    fraction = f"{digits[-len(parts[3]) - 1]}%f" if len(parts) > 3 else ""
    gap = " " if half and bare[-3] == " " else ""
    return clock[: len(clock) - len(bare)] + pattern + fraction + (f"{gap}%p" if half else "")


def _with_shorter_clocks(pattern: str) -> tuple[str, ...]:
    """Return the pattern, and the same without seconds: exports leave out `:00` here and there."""
    return (pattern, pattern.replace(":%S", "")) if pattern.endswith(":%S") else (pattern,)
