"""The facts: what a measure may read about each row, and which columns of the store it takes to know it.

Facts are the canonical columns plus what follows from a calendar, a link or another table. Times are whole
seconds since 1970 in UTC, days are whole days since 1970 in local time, so that both can be reckoned with.
A span that would be negative is a fault in the data and therefore unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gensvar.logs.tables import TABLES, ColumnType
from gensvar.measures.expressions import Type
from gensvar.text import Text

Kind = Literal["time", "day", "month", "seconds", "plain"]
SCHEDULE = ("schedules.weekday", "schedules.opens", "schedules.closes")
DIMENSIONS = ("channel", "queue", "unit")
MEASURED = ("contacts", "cases", "surveys", "training", "promises", "volumes")
_TYPES: dict[ColumnType, Type] = {
    "text": "text",
    "int": "int",
    "seconds": "int",
    "float": "float",
    "bool": "bool",
    "time": "int",
    "date": "int",
}
_KINDS: dict[ColumnType, Kind] = {"time": "time", "date": "day", "seconds": "seconds"}


@dataclass(frozen=True)
class Fact:
    """One column of the facts. `needs` names columns of its own table (`t_end`) or another (`reasons.owning_unit`)."""

    name: str
    type: Type
    title: Text
    needs: tuple[str, ...]
    kind: Kind = "plain"

    @property
    def derived(self) -> bool:
        """Whether it is more than a canonical column carried over."""
        return self.needs != (self.name,)


def _fact(name: str, kind: Type | Kind, needs: str, sv: str, en: str) -> Fact:
    types: dict[str, Type] = {"text": "text", "bool": "bool"}
    spelled = tuple(needs.replace("SCHEDULE", " ".join(SCHEDULE)).split())
    meaning: Kind = kind if kind in ("time", "day", "month", "seconds") else "plain"
    return Fact(name, types.get(kind, "int"), Text(sv=sv, en=en), spelled, meaning)


_WHEN = (
    ("day", "day", "Dag (lokal)", "Day (local)"),
    ("month", "month", "Månad, ÅÅÅÅMM (lokal)", "Month, YYYYMM (local)"),
)


def _when(moment: str) -> tuple[Fact, ...]:
    return tuple(_fact(name, kind, moment, sv, en) for name, kind, sv, en in _WHEN)  # type: ignore[arg-type]


_DERIVED: dict[str, tuple[Fact, ...]] = {
    "contacts": (
        *_when("t_start"),
        _fact("hour", "int", "t_start", "Timme, 0–23 (lokal)", "Hour, 0-23 (local)"),
        _fact(
            "half_hour",
            "int",
            "t_start",
            "Halvtimme, 0–47 (lokal)",
            "Half-hour, 0-47 (local)",
        ),
        _fact("weekday", "int", "t_start", "Veckodag, 1 är måndag", "Weekday, 1 is Monday"),
        _fact("in_hours", "bool", "t_start SCHEDULE", "Inom öppettid", "In opening hours"),
        _fact(
            "wait_s",
            "seconds",
            "t_queue t_answer t_end outcome",
            "Väntetid: till svar, annars till slut",
            "Wait: until answered, otherwise until the end",
        ),
        _fact(
            "handle_s",
            "seconds",
            "talk_s hold_s acw_s",
            "Hanteringstid",
            "Handling time",
        ),
        _fact(
            "unit",
            "text",
            "reason_code reasons.owning_unit",
            "Enhet som äger orsaken",
            "Unit owning the reason",
        ),
        _fact(
            "demand_type",
            "text",
            "reason_code reasons.demand_type",
            "Slag av efterfrågan",
            "Demand type",
        ),
        _fact("reason_family", "text", "reason_code", "Överordnad orsak", "Reason family"),
        _fact(
            "linkable",
            "bool",
            "customer_key",
            "Kunden är känd",
            "The customer is known",
        ),
        _fact(
            "prev_gap_s",
            "seconds",
            "customer_key t_end",
            "Sedan kundens förra kontakt slutade",
            "Since the customer's previous contact ended",
        ),
        _fact(
            "next_gap_s",
            "seconds",
            "customer_key t_end",
            "Till kundens nästa kontakt",
            "Until the customer's next contact",
        ),
        _fact(
            "prev_same_gap_s",
            "seconds",
            "customer_key t_end reason_code",
            "Sedan kundens förra kontakt om samma sak",
            "Since the customer's previous contact about the same matter",
        ),
        _fact(
            "next_same_gap_s",
            "seconds",
            "customer_key t_end reason_code",
            "Till kundens nästa kontakt om samma sak",
            "Until the customer's next contact about the same matter",
        ),
        _fact(
            "to_data_end_s",
            "seconds",
            "t_end",
            "Från kontaktens slut till datas slut",
            "From the end of the contact to the end of the data",
        ),
        _fact(
            "agent_legs",
            "int",
            "contact_id legs.contact_id legs.agent_key",
            "Antal led med medarbetare",
            "Legs with an agent",
        ),
        _fact("has_case", "bool", "case_id", "Hör till ett ärende", "Belongs to a case"),
        _fact(
            "overflowed",
            "bool",
            "outcome",
            "Gick över till annan mottagare",
            "Overflowed to another receiver",
        ),
    ),
    "cases": (
        *_when("created"),
        _fact(
            "closed_day",
            "day",
            "closed",
            "Dag då ärendet stängdes",
            "Day the case was closed",
        ),
        _fact(
            "first_response_s",
            "seconds",
            "first_response",
            "Till första svar",
            "To first response",
        ),
        _fact(
            "first_response_business_s",
            "seconds",
            "first_response SCHEDULE",
            "Till första svar, öppen tid",
            "To first response, business time",
        ),
        _fact(
            "first_response_workdays",
            "int",
            "first_response",
            "Arbetsdagar efter ankomstdagen till första svar",
            "Working days after the day of arrival to first response",
        ),
        _fact("resolution_s", "seconds", "closed", "Till stängning", "To closing"),
        _fact(
            "resolution_net_s",
            "seconds",
            "closed waiting_customer_s",
            "Till stängning, utan väntan på kunden",
            "To closing, without waiting for the customer",
        ),
        _fact("is_open", "bool", "closed", "Är öppet", "Is open"),
        _fact(
            "age_s",
            "seconds",
            "created",
            "Från skapande till datas slut",
            "From creation to the end of the data",
        ),
        _fact(
            "age_business_s",
            "seconds",
            "created SCHEDULE",
            "Ålder i öppen tid",
            "Age in business time",
        ),
        _fact(
            "age_workdays",
            "int",
            "created",
            "Ålder i arbetsdagar",
            "Age in working days",
        ),
        _fact(
            "age_months",
            "int",
            "created",
            "Ålder i hela månader",
            "Age in whole months",
        ),
        _fact("overdue", "bool", "due closed", "Gick över tiden", "Went past its due time"),
        _fact(
            "since_due_s",
            "seconds",
            "due",
            "Sedan ärendet skulle vara klart (negativ: inte ännu)",
            "Since the case was due (negative: not yet)",
        ),
        _fact(
            "escalated",
            "bool",
            "escalated_to",
            "Gick vidare utanför",
            "Went on outside",
        ),
        _fact(
            "rejected",
            "bool",
            "complaint_outcome",
            "Klagomålet avvisades",
            "The complaint was rejected",
        ),
        _fact(
            "bounces",
            "int",
            "case_id case_events.case_id case_events.time case_events.org_unit",
            "Byten av enhet",
            "Changes of unit",
        ),
        _fact("unit", "text", "org_unit", "Enhet", "Unit"),
    ),
    "surveys": (
        *_when("asked_at"),
        _fact("answered", "bool", "answered_at", "Är besvarad", "Was answered"),
        _fact("score_100", "int", "score", "Betyg i hundradelar", "Score in hundredths"),
        _fact(
            "to_data_end_s",
            "seconds",
            "asked_at",
            "Från fråga till datas slut",
            "From asking to the data end",
        ),
        _fact(
            "since_answer_s",
            "seconds",
            "answered_at",
            "Från svar till datas slut",
            "From answer to the data end",
        ),
        _fact(
            "since_answer_months",
            "int",
            "answered_at",
            "Hela månader sedan svaret",
            "Whole months since the answer",
        ),
    ),
    "training": (
        *_when("completed"),
        _fact(
            "agent_first",
            "bool",
            "completed",
            "Medarbetarens första rad (en per medarbetare)",
            "The agent's first row (one per agent)",
        ),
        _fact(
            "trained",
            "bool",
            "completed",
            "Medarbetaren är utbildad vid datas slut",
            "The agent is trained at the data end",
        ),
        _fact(
            "trained_before_s",
            "seconds",
            "completed first_contact",
            "Från introduktion till första kundkontakt (negativ: för sent)",
            "From introduction to first customer contact (negative: too late)",
        ),
        _fact(
            "since_last_course_s",
            "seconds",
            "completed",
            "Sedan medarbetarens senaste kurs",
            "Since the agent's latest course",
        ),
        _fact(
            "since_last_refresher_s",
            "seconds",
            "completed kind",
            "Sedan medarbetarens senaste repetition",
            "Since the agent's latest refresher",
        ),
        _fact(
            "last_course_months",
            "int",
            "completed",
            "Månader sedan senaste kurs, påbörjad räknas hel",
            "Months since the latest course, a part counts as whole",
        ),
        _fact(
            "last_refresher_months",
            "int",
            "completed kind",
            "Månader sedan senaste repetition, påbörjad räknas hel",
            "Months since the latest refresher, a part counts as whole",
        ),
        _fact("unit", "text", "team", "Grupp", "Team"),
    ),
    "promises": (
        *_when("requested_at"),
        _fact(
            "done_s",
            "seconds",
            "done_at",
            "Från löfte till utfört",
            "From promise to done",
        ),
        _fact(
            "due_at_s",
            "seconds",
            "promised_at",
            "Från löfte till utlovad tid",
            "From promise to due time",
        ),
        _fact(
            "late_s",
            "seconds",
            "promised_at done_at",
            "Försening (negativ: i förtid)",
            "Delay (negative: early)",
        ),
        _fact(
            "next_workday_end_s",
            "seconds",
            "requested_at",
            "Från löfte till slutet av nästa arbetsdag",
            "From promise to the end of the next working day",
        ),
        _fact(
            "to_data_end_s",
            "seconds",
            "requested_at",
            "Från löfte till datas slut",
            "From promise to the data end",
        ),
        _fact("unit", "text", "owning_unit", "Ägande enhet", "Owning unit"),
    ),
    "volumes": _when("month"),
}


def _facts(table: str) -> dict[str, Fact]:
    """Derived facts take the place of canonical columns of the same name (`volumes.month`)."""
    carried = {
        column.name: Fact(
            column.name,
            _TYPES[column.type],
            column.title,
            (column.name,),
            _KINDS.get(column.type, "plain"),
        )
        for column in TABLES[table].columns
        if column.name != "text"
    }
    return carried | {fact.name: fact for fact in _DERIVED[table]}


FACTS: dict[str, dict[str, Fact]] = {table: _facts(table) for table in MEASURED}


def types(table: str) -> dict[str, Type]:
    """Return the type of every fact of a table, as the measure language sees it."""
    return {name: fact.type for name, fact in FACTS[table].items()}


def dimensions(table: str) -> tuple[str, ...]:
    """Return what figures over a table may be broken down by, besides time."""
    return tuple(name for name in DIMENSIONS if name in FACTS[table])
