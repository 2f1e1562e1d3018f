"""How long an answer, a consent and a customer relation last: the rulebook's own dated parameters, in calendar months.

A right counted in months runs to the same day number, or the last day of a month that lacks it; that day is the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gensvar.calendar import add_months
from gensvar.errors import GensvarError
from gensvar.text import Text

RULEBOOK = "NIX"
PARAMETERS = {"check": "validity_months", "consent": "consent_months", "relation": "relation_months"}


@dataclass(frozen=True)
class Validity:
    """Months that a check against the register, a consent and an ended customer relation last."""

    check: int
    consent: int
    relation: int
    edition: str

    def of_check(self, version_day: date) -> date:
        """Return the last day a number found free may be called: counted from the version's day, not from the wash."""
        return add_months(version_day, self.check)

    def of_consent(self, given: date) -> date:
        """Return the last day a consent counts."""
        return add_months(given, self.consent)

    def of_relation(self, ended: date) -> date:
        """Return the last day a customer relation counts after everything owed was done."""
        return add_months(ended, self.relation)


def validity_on(day: date) -> Validity:
    """Return the periods in force on a day, from the edition of the NIX rules in force then."""
    from gensvar.rulebook.in_force import values_on
    from gensvar.rulebook.load import load_edition

    edition = load_edition(RULEBOOK, on=day)
    found = {parameter: value for (_rule, parameter), value in values_on(edition, day).items()}
    try:
        months = {name: int(found[parameter]) for name, parameter in PARAMETERS.items()}
    except KeyError as problem:
        raise GensvarError(
            Text(sv=f"regelverket NIX saknar {problem}", en=f"rulebook NIX lacks {problem}"), where=edition.head.edition
        ) from problem
    return Validity(**months, edition=f"{edition.head.rulebook}@{edition.head.edition}")
