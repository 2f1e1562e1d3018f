"""What calls are held against: the periods and limits of the rules in force, the organisation's own first.

Where no source knows a limit (hours, attempts, share of silent calls) it is unset, and stays so until the user sets
one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gensvar.errors import BadInput
from gensvar.rulebook.in_force import values_on
from gensvar.rulebook.load import load_edition
from gensvar.text import Text

# rule -> its parameter -> our field; the first rule that knows a value gives it.
SOURCES: tuple[tuple[str, str, str], ...] = (
    ("NIX-3.2", "consent_months", "consent_months"),
    ("NIX-3.3", "relation_months", "relation_months"),
    ("TM-3.4", "grace_days", "grace_days"),
    ("NIX-3.5", "office_from", "office_from"),
    ("NIX-3.5", "office_to", "office_to"),
    ("TM-2.4", "earliest_hour", "earliest_hour"),
    ("TM-2.4", "latest_hour", "latest_hour"),
    ("TM-2.5", "attempts_limit", "attempts_limit"),
    ("TM-5.1", "workdays", "confirmation_workdays"),
    ("TB-3.2", "workdays", "business_confirmation_workdays"),
)
BOOKS = ("NIX", "TM", "TB")


@dataclass(frozen=True)
class Limits:
    """Months, days, hours and counts; None where nobody has set any."""

    consent_months: float | None = None
    relation_months: float | None = None
    grace_days: float | None = None
    office_from: float | None = None
    office_to: float | None = None
    earliest_hour: float | None = None
    latest_hour: float | None = None
    attempts_limit: float | None = None
    confirmation_workdays: float | None = None
    business_confirmation_workdays: float | None = None


def limits_on(day: date, own: dict[str, dict[str, dict[str, Any]]] | None = None) -> Limits:
    """Return the limits in force on a day. `own`: rule -> parameter -> {"value": …}, as a profile sets them."""
    found: dict[tuple[str, str], float] = {}
    for book in BOOKS:
        try:
            found |= values_on(load_edition(book, on=day), day)
        except BadInput:
            continue  # no edition had begun
    for rule, parameters in (own or {}).items():
        given = {name: entry["value"] for name, entry in parameters.items() if entry.get("value") is not None}
        found |= {(rule, name): float(value) for name, value in given.items()}
    values = {field: found[rule, name] for rule, name, field in SOURCES if (rule, name) in found}
    limits = replace(Limits(), **values)
    if limits.consent_months is None or limits.relation_months is None:
        raise BadInput(
            Text(sv=f"inga regler för NIX gällde {day}", en=f"no rules for NIX were in force on {day}"),
            where="NIX",
        )
    return limits
