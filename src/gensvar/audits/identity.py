"""Organisation numbers and personal numbers: told apart, checked by Luhn."""

from __future__ import annotations

import re

_TEN = re.compile(r"(?<![\d-])(?:16|SE)?(\d{6})([- ]?)(\d{4})(?:01)?(?![\d-]\d|\d)")
_PERSON = re.compile(
    r"(?<![\d-])((?:19|20)?\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])([-+ ]?)(\d{4})(?![\d-]\d|\d)"
)
_SAID = re.compile(
    r"(org(anisations)?[\s.-]*(nr|nummer|no)|moms\w*|vat|registration|y-tunnus|f-skatt)[^\d]{0,25}$", re.IGNORECASE
)


def luhn(digits: str) -> bool:
    """Whether ten digits carry the right check digit."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + at % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def organisation_numbers_in(text: str) -> list[tuple[str, str, int]]:
    """Return `(normal form NNNNNN-NNNN, as shown, place)`; without a dash only where the text says what it is."""
    found = []
    for match in _TEN.finditer(text):
        digits = match[1] + match[3]
        said = (
            match[2] == "-"
            or match[0].startswith("SE")
            or _SAID.search(text[max(0, match.start() - 40) : match.start()])
        )
        if said and digits[0] != "0" and int(digits[2]) >= 2 and luhn(digits):
            found.append((f"{match[1]}-{match[3]}", match[0], match.start()))
    return found


def masked(text: str) -> str:
    """Return the text with every valid personal number's last four digits hidden, sole traders' included."""

    def hide(match: re.Match[str]) -> str:
        digits = match[1][-2:] + match[2] + match[3] + match[5]
        return match[0][:-4] + "****" if luhn(digits) else match[0]

    return _PERSON.sub(hide, text)
