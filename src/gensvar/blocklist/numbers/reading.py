"""One cell of a list, read: every number that it plausibly means. The slow, plain form; `columns` must agree with it.

A cell is never given up as free. What cannot be read is UNREADABLE, what can be read in two ways is looked up in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gensvar.blocklist.numbers.cleaning import cleaned, damaged
from gensvar.blocklist.numbers.plan import (
    LONGEST,
    SHORTEST,
    Kind,
    is_assignable,
    is_foreign,
    is_short,
    kind_of,
    plan,
)
from gensvar.blocklist.numbers.reasons import Reason
from gensvar.blocklist.numbers.status import Status

LONGEST_DIGITS = 15  # E.164
FEWEST_DIGITS = 6  # what has fewer beside a whole number is no number of its own
_WORD = re.compile(r"[^\W\d_]+[.:]?|#", re.UNICODE)
EXTENSIONS = frozenset(
    (
        "ankn",
        "anknytning",
        "anknyt",
        "anslutning",
        "ext",
        "extn",
        "extension",
        "x",
        "vx",
        "vxl",
        "växel",
        "int",
        "intern",
    )
) | {"#"}
_NOT_DIGITS = re.compile(r"[^0-9]")
_PLAIN = re.compile(r"\+46[1-9][0-9]{6,8}|0[1-9][0-9]{6,8}")
_PAUSE = re.compile(r",,+")  # a dialler waits, then dials the extension
_PARTS = re.compile(r"[/;|&,\\\n\r]+|(?<=\d)\s*(?=\+)")


@dataclass(frozen=True)
class Cell:
    """What a cell says. `readings` are NSNs, the likeliest first; `otherwise` is its status when none is blocked.

    `shown` is the number in E.164, several separated by a space, or empty.
    """

    readings: tuple[int, ...]
    otherwise: Status
    shown: str
    reason: Reason = Reason.NONE


@dataclass(frozen=True)
class _Number:
    readings: tuple[int, ...]
    otherwise: Status
    shown: str
    reason: Reason = Reason.NONE


def read_cell(text: str | None) -> Cell:
    """Return what the cell plausibly means."""
    if text and _PLAIN.fullmatch(text):  # how machines write it: no need to look closer
        one = read_number(text)
        return Cell(one.readings, one.otherwise, one.shown, one.reason)
    clean, reason = cleaned(text or "")
    if not clean:
        return Cell((), Status.EMPTY, "")
    if damaged(clean):
        return Cell((), Status.UNREADABLE, "", Reason.SPREADSHEET)
    numbers, cut = _numbers(clean)
    if not numbers:
        return Cell((), Status.UNREADABLE, "", Reason.NO_NUMBER)
    return _together(numbers, reason or cut)


def e164(number: int) -> str:
    """Return an NSN in E.164."""
    return f"+46{number}"


def _numbers(text: str) -> tuple[list[_Number], Reason]:
    """Return the numbers of a cell, and what was cut away to find them."""
    segments, cut = _segments(text)
    found = [number for segment in segments for number in _of_segment(segment)]
    return found, cut or (Reason.SEVERAL if len(found) > 1 else Reason.NONE)


def _segments(text: str) -> tuple[list[str], Reason]:
    """Return the parts of the text between words; a short part after a word for extension is none."""
    parts: list[tuple[str, str]] = []
    text = _PAUSE.sub(" x ", text)
    word, start = "", 0
    for match in [*_WORD.finditer(text), None]:
        parts.append((word, text[start : match.start() if match else len(text)]))
        if match:
            word, start = match[0].strip(".:").lower(), match.end()
    with_digits = [(word, part) for word, part in parts if _digits(part)]
    whole = [(word, part) for word, part in with_digits if len(_digits(part)) >= FEWEST_DIGITS]
    kept = [part for _, part in whole or with_digits]
    extension = any(word in EXTENSIONS for word, part in parts[1:] if (word, part) not in whole)
    cut = Reason.NONE if len(parts) == 1 else Reason.EXTENSION_CUT if extension else Reason.WORDS_CUT
    return kept, cut


def _digits(text: str) -> str:
    return _NOT_DIGITS.sub("", text)


def _of_segment(text: str) -> list[_Number]:
    parts = [part for part in _PARTS.split(text) if _digits(part)]
    if len(parts) == 1:
        spaced = _spaced(text) if len(_digits(text)) > 13 else []
        return [read_number(part) for part in spaced or parts]
    sizes = [len(_digits(part)) for part in parts]
    if all(size >= FEWEST_DIGITS for size in sizes):
        return [read_number(part) for part in parts]
    first = read_number(parts[0])
    if first.otherwise == Status.FREE and all(size <= 4 for size in sizes[1:]):
        return [first, *(_with_tail(parts[0], part) for part in parts[1:])]  # 08-123 45 67/68
    return [read_number("".join(parts))]


def _with_tail(first: str, tail: str) -> _Number:
    digits, ending = _digits(first), _digits(tail)
    plus = "+" if first.lstrip().startswith("+") else ""
    return read_number(plus + digits[: -len(ending)] + ending)


def _spaced(text: str) -> list[str]:
    """Return numbers that stand one after the other with nothing but space between; none if that makes no sense."""
    words = text.split()
    for size in range(1, len(words)):
        first, rest = " ".join(words[:size]), " ".join(words[size:])
        if read_number(first).otherwise == Status.FREE and read_number(rest).otherwise == Status.FREE:
            return [first, rest]
    return []


def read_number(text: str) -> _Number:
    """Return the readings of the digits of one number, with or without + before them."""
    digits = _digits(text)
    if not digits:
        return _Number((), Status.UNREADABLE, "", Reason.NO_NUMBER)
    if len(digits) > LONGEST_DIGITS + 4:
        return _Number((), Status.INVALID, "", Reason.TOO_LONG)
    if "+" in text.split(digits[0], 1)[0]:
        return _international(digits, sure=True)
    if digits.startswith("00"):
        return _international(digits[2:], sure=False)
    if digits.startswith("0"):
        return _national(digits)
    return _bare(digits)


def _international(digits: str, *, sure: bool) -> _Number:
    if digits.startswith("46"):
        return _swedish([int(digits[2:] or 0)])
    if not digits or digits.startswith("0"):
        return _swedish([int(digits or 0)])  # +070…, 000…: a sign too many
    if is_foreign(digits):
        return _Number((), Status.FOREIGN, f"+{digits}")
    number = int(digits)
    if is_assignable(number):  # +70…: a number that lost its zero and was given a sign; 0070…: a zero too many
        return _Number((number,), Status.INVALID, f"+{digits}", Reason.NO_COUNTRY)
    return _Number((), Status.INVALID, f"+{digits}", Reason.NO_COUNTRY if sure else _length_reason(number))


def _national(digits: str) -> _Number:
    number = int(digits)
    readings = [number]
    if digits.startswith("046") and not is_assignable(number):
        readings.append(int(digits[3:] or 0))  # 046701234567: one zero of 0046 is gone
    return _swedish(readings)


def _bare(digits: str) -> _Number:
    """Read digits without sign or zero: a lost zero, or 46 for the country, or both ways at once (468629458)."""
    if is_short(digits):
        return _Number((int(digits),), Status.OUTSIDE_PLAN, digits, Reason.SHORT_NUMBER)
    readings = [int(digits)]
    if digits.startswith("46") and len(digits) > 6:
        other = int(digits[2:])
        readings = (
            [other, int(digits)] if not is_assignable(int(digits)) and is_assignable(other) else [int(digits), other]
        )
    return _swedish(readings)


def _swedish(readings: list[int]) -> _Number:
    distinct = tuple(dict.fromkeys(one for one in readings if one and len(str(one)) <= LONGEST_DIGITS))
    if not distinct:
        return _Number((), Status.INVALID, "", Reason.TOO_LONG if any(readings) else Reason.NO_NUMBER)
    main = distinct[0]
    reason = Reason.TWO_READINGS if len(distinct) > 1 and all(map(is_assignable, distinct)) else Reason.NONE
    kind = kind_of(main)
    if kind == Kind.OUTSIDE:
        return _Number(distinct, Status.OUTSIDE_PLAN, e164(main), Reason.NOT_FOR_CALLS)
    if kind == Kind.INVALID:
        return _Number(distinct, Status.INVALID, e164(main), _length_reason(main))
    return _Number(distinct, Status.FREE, e164(main), reason)


def _length_reason(number: int) -> Reason:
    """Return why an NSN is in no series: another length of the same beginning is, or none."""
    digits = str(number)
    if len(digits) < SHORTEST:
        return Reason.TOO_SHORT
    fitting = plan()[:, int(digits[:4])].nonzero()[0]
    if not len(fitting):
        return Reason.TOO_LONG if len(digits) > LONGEST else Reason.NO_SERIES
    return Reason.TOO_SHORT if len(digits) < fitting[0] else Reason.TOO_LONG


def _together(numbers: list[_Number], cut: Reason) -> Cell:
    """Return the cell of its numbers: free only when each of them is."""
    if len(numbers) == 1:
        one = numbers[0]
        return Cell(one.readings, one.otherwise, one.shown, one.reason or cut)
    readings = tuple(dict.fromkeys(reading for one in numbers for reading in one.readings))
    worst = next((one for one in numbers if one.otherwise != Status.FREE), None)
    shown = " ".join(dict.fromkeys(one.shown for one in numbers if one.shown))
    return Cell(readings, worst.otherwise if worst else Status.FREE, shown, Reason.SEVERAL)


def blocked_status(cell: Cell, hits: Sequence[bool]) -> Status:
    """Return the status of a cell, given for each of its readings whether that number is blocked."""
    if not any(hits):
        return cell.otherwise
    other = any(not hit and is_assignable(one) for one, hit in zip(cell.readings, hits, strict=True))
    return Status.BLOCKED_BY_ONE_READING if other else Status.BLOCKED
