"""The organisation's profile and its answers to the self-assessment, as a person would have filled them in."""

from __future__ import annotations

import io
import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from gensvar.errors import GensvarError
from gensvar.synthetic.organisation import Organisation

if TYPE_CHECKING:
    from gensvar.rulebook.model import Question, Rule

RULEBOOK = "KS"
# What the organisation believes of itself, by rule; where it is measured, some beliefs turn out wrong.
YES, NO, UNSURE = "yes", "no", "unsure"
BELIEFS = {
    "KS-0.1": YES,
    "KS-0.2": YES,
    "KS-0.3": YES,
    "KS-1.1": YES,
    "KS-1.2": YES,
    "KS-1.3": YES,
    "KS-1.4": YES,
    "KS-1.5": NO,
    "KS-1.6": YES,  # 88 of 100 call-backs are kept
    "KS-1.7": YES,  # e-mail is slow
    "KS-1.8": UNSURE,
    "KS-1.9": YES,
    "KS-2.1": YES,
    "KS-2.2": YES,
    "KS-2.3": UNSURE,
    "KS-2.4": NO,
    "KS-2.5": YES,
    "KS-3.1": YES,
    "KS-3.2": YES,
    "KS-3.3": YES,
    "KS-3.4": NO,
    "KS-3.5": NO,
    "KS-4.1": YES,
    "KS-4.2": NO,
    "KS-5.1": UNSURE,
    "KS-5.2": YES,
    "KS-6.1": YES,
    "KS-6.2": YES,
    "KS-6.3": YES,
    "KS-7.1": UNSURE,
    "KS-8.1": YES,
}
ROLES = ("Kundservicechef", "Kvalitetsansvarig", "Jurist", "Teamledare")
COMMENTS = {NO: "Ska tas upp i handlingsplanen.", UNSURE: "Behöver undersökas."}


# The organisation's own targets where the rules know none: rule -> parameter -> (value, why).
TARGETS: dict[str, dict[str, tuple[float, str]]] = {
    "KS-1.5": {
        "tau": (60, "Mål för 2026, beslutat av ledningen"),
        "share": (0.8, "Mål för 2026, beslutat av ledningen"),
    },
    "KS-1.7": {"limit_days": (1, "Servicelöfte på webbplatsen"), "share": (0.9, "Servicelöfte på webbplatsen")},
    "KS-2.2": {"share": (0.85, "Mål för 2026, beslutat av ledningen")},
    "KS-6.2": {
        "initial_share": (1.0, "Ingen svarar utan utbildning"),
        "refreshed_share": (0.9, "Utbildningsplan 2026"),
    },
}


def profile_of(what: Organisation) -> dict[str, Any]:
    """Return the fields of profile.yaml."""
    return {
        "name": what.name,
        "sector": "energy",
        "public": False,
        "employees": 85,
        "turnover_meur": 42.0,
        "balance_meur": 18.5,
        "channels": ["phone", "email", "chat", "form", "bot"],
        "outsourced": False,
        "sells_by_phone": True,
        "sells_to": ["consumers", "businesses"],
        "calls_out": True,
        "fundraising": False,
        "uses_bot": True,
        "has_website": True,
        "sells_at_distance": True,
        "auto_renewal": True,
        "premium_rate": False,
        "mark_holder": False,
        "association_member": True,
        "records_calls": True,
        "country": ["SE"],
        "website": "https://www.fjallgnista.example",
        "opening_hours": "Telefon vardagar 08-18, chatt vardagar 09-17",
        "thresholds": {
            rule: {name: {"value": value, "note": note} for name, (value, note) in own.items()}
            for rule, own in TARGETS.items()
        },
    }


def answers_of(on: date) -> dict[str, Any]:
    """Return the content of answers.yaml for the rulebook as it stands on a day; empty if it is not at hand."""
    from gensvar.rulebook.load import load_edition

    try:
        rules = load_edition(RULEBOOK, on=on).rules
    except GensvarError:
        return {"answers": {}}
    return {
        "answers": {question.id: answer(rule, question, on) for rule in rules.values() for question in rule.questions}
    }


def answer(rule: Rule, question: Question, on: date) -> dict[str, Any]:
    """Return `{value, by, on, comment}`: what a person of the organisation would say."""
    belief = BELIEFS.get(rule.id) or (YES, YES, NO, UNSURE)[zlib.crc32(question.id.encode()) % 4]
    number = zlib.crc32(rule.id.encode())
    said = {
        "value": None if belief == UNSURE else _value(rule, question, belief == YES, on),
        "by": ROLES[number % len(ROLES)],
        "on": on - timedelta(days=number % 25),
    }
    return said | ({"comment": COMMENTS[belief]} if belief in COMMENTS else {})


def _value(rule: Rule, question: Question, good: bool, on: date) -> Any:
    """Return the answer that the rule hopes for, or another of the same kind."""
    wanted = [check.expect for check in rule.checks if check.kind == "answer" and check.question == question.id]
    hoped = wanted[0] if wanted else (True,)
    match question.kind:
        case "yes_no":
            return bool(hoped[0]) is good
        case "choice":
            return next((choice for choice in question.choices if (choice in hoped) is good), None)
        case "document":
            return on - timedelta(days=120) if good else False
        case "date":
            return on - timedelta(days=120 if good else 900)
        case "number":
            return hoped[0] if good and not isinstance(hoped[0], bool | str) else 0
        case "text":
            return "Se kundservicehandboken." if good else "Saknas."


def as_yaml(content: dict[str, Any], heading: str) -> str:
    """Return YAML for people: a comment first, keys in the order given."""
    writer = YAML()
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 110
    stream = io.StringIO()
    writer.dump(content, stream)
    return f"# {heading}\n{stream.getvalue()}"
