"""Swedish postal addresses in text: a postcode and a town with a street or a box beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOWN = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäöé-]+(?:[ ](?:[A-ZÅÄÖ][a-zåäöé]+|på|i)){0,2}"
_POSTCODE = re.compile(rf"(?<![\d.,-])(?:SE?[\s-]?)?(?P<code>[1-9]\d{{2}}\s?\d{{2}})[ ,]{{1,3}}(?P<town>{_TOWN})")
_STREET = re.compile(
    r"(?P<street>(?:[A-ZÅÄÖ](?:[\wåäöéÅÄÖ.-]|:(?=\w))*[ ]){0,3}[A-ZÅÄÖa-zåäöé]*"
    r"(?:gatan|gata|vägen|väg|torget|torg|gränd|gränden|allén|allé|plan|platsen|plats|stigen|backen|leden|kajen|gången|"
    r"esplanaden|parken|gården|hamnen|svängen|street|road|avenue)[ ]\d{1,4}(?:[ ]?[A-Z])?(?:[-–]\d{1,4})?"
    r"|(?:Box|BOX|P\.?O\.? ?Box|Postbox|Fack)[ ]\d{1,6})"
)
_ANY_STREET = re.compile(
    r"(?P<street>[A-ZÅÄÖ][a-zåäöé]{2,}(?:[ ][A-Za-zåäöÅÄÖé]{2,}){0,2}[ ]\d{1,4}[A-Z]?)[\s,|–-]{0,4}$"
)
_SAMPLE = re.compile(r"landsbyn|exempel|provsta|staden\b|postort|orten?\b|sample|^ort$", re.IGNORECASE)
_SAMPLE_CODES = {"12345", "11111", "99999", "54321"}
_NO_TOWN = {"Kr", "Kronor", "SEK", "St", "Stycken", "Personer", "Medlemmar", "Kunder", "Januari", "EUR", "MSEK", "Tkr"}


@dataclass(frozen=True)
class Postal:
    """An address: street or box, postcode, town; where the postcode stands; whether it is an example."""

    street: str
    code: str
    town: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """One line."""
        return f"{self.street}, {self.code[:3]} {self.code[3:]} {self.town}"

    @property
    def sample(self) -> bool:
        """A worked example in a form or a guide."""
        return self.code in _SAMPLE_CODES or bool(_SAMPLE.search(self.town))


def addresses_in(text: str) -> list[Postal]:
    """Return the addresses of a text; a postcode with neither street nor box within 90 characters before is none."""
    found = []
    for match in _POSTCODE.finditer(text):
        town = match["town"].strip()
        before = text[max(0, match.start() - 90) : match.start()]
        street = list(_STREET.finditer(before)) or list(_ANY_STREET.finditer(before))
        if street and town.split()[0] not in _NO_TOWN:
            code = re.sub(r"\D", "", match["code"])
            where = match.start() - len(before) + street[-1].start()
            found.append(Postal(street[-1]["street"].strip(), code, town, where, match.end()))
    return found
