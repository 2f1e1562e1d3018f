"""What the values of a column look like: enough to tell a time from a duration from a telephone number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gensvar.logs.applying.typed import FALSE, TRUE
from gensvar.logs.times.formats import candidates

Looks = Literal["empty", "datetime", "date", "clock", "number", "decimal", "bool", "text"]
CLOCK = re.compile(r"^\d{1,3}:\d{2}(:\d{2}([.,]\d+)?)?$")
NUMBER = re.compile(r"^-?\d{1,18}$")
DECIMAL = re.compile(r"^-?\d{1,3}([   ]?\d{3})*([.,]\d+)?$|^-?\d+[.,]\d+$")
PHONE = re.compile(r"^(\+|00|0)[\d \-()/]{6,20}$")
HAS_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|T\d|^\d{9,14}(\.\d+)?$|^\d{5}[.,]\d+$")
NOTHING = {"", "-", "–", "?", "null", "n/a", "na", "none", "nan", "\\n"}
MOST = 0.85


@dataclass(frozen=True)
class Profile:
    """How a column looks in the sample: `repeats` is the share of its values that are not the first of their kind."""

    looks: Looks
    filled: float
    repeats: float
    phones: float = 0.0
    largest: float = 0.0
    parts: int = 0  # of a clock: two for mm:ss, three for h:mm:ss

    @property
    def times(self) -> bool:
        """Whether the column can be (a part of) a point in time."""
        return self.looks in ("datetime", "date", "clock", "empty")


def profile(values: Sequence[str | None]) -> Profile:
    """Return the profile of a sample of a column."""
    said = [value.strip() for value in values if value and value.strip().lower() not in NOTHING]
    if not said:
        return Profile("empty", 0.0, 0.0)
    filled, repeats = len(said) / len(values), 1 - len(set(said)) / len(said)
    phones = sum(bool(PHONE.match(one)) for one in said) / len(said)
    looks = _looks(said)
    parts = 1 + max((one.count(":") for one in said), default=0) if looks == "clock" else 0
    return Profile(looks, filled, repeats, phones, _median(said) if looks in ("number", "decimal") else 0.0, parts)


def _looks(said: list[str]) -> Looks:
    def most(pattern: re.Pattern[str]) -> bool:
        return sum(bool(pattern.match(one)) for one in said) >= MOST * len(said)

    if most(CLOCK):
        return "clock"
    if {one.lower() for one in said} <= {*TRUE, *FALSE}:
        return "number" if all(one in "01" for one in said) and len(set(said)) == 1 else "bool"
    if candidates(said):
        return "datetime" if sum(bool(HAS_CLOCK.search(one)) for one in said) >= 0.5 * len(said) else "date"
    if most(NUMBER):
        return "number"
    return "decimal" if most(DECIMAL) else "text"


def _median(said: list[str]) -> float:
    numbers = sorted(
        float(re.sub(r"[^\d.\-]", "", one.replace(",", "."))) for one in said if re.fullmatch(r"-?\d+([.,]\d+)?", one)
    )
    return numbers[len(numbers) // 2] if numbers else 0.0
