"""The sixty measures of the benchmark, by hand in SQL and as requests of ours: waiting, reach and handling."""

from __future__ import annotations

from gensvar.measures import load_measures
from gensvar.measures.expressions import (
    Arithmetic,
    Both,
    Column,
    Compare,
    Constant,
    Either,
    Expression,
    Known,
    Not,
    OneIf,
    OneOf,
)
from gensvar.measures.meaning import Meaning, meanings

TAUS = (20, 30, 60, 120)
WANTED = {
    "service_level": "ABCDEF",
    "abandonment": ("gross", "net_of_short", "long_of_offered"),
    "answer_rate": ("share", "with_timeout"),
    "answered_in_opening_hours": ("share", "attempts"),
    "answer_speed": ("mean", "chat"),
    "wait_mean_all": ("mean", "with_timeout"),
    "blocked_share": ("share",),
    "bot_only_share": ("share", "with_bot_channel"),
    "closed_hours_share": ("share", "by_schedule"),
    "outcome_share": ("timeout", "callback_booked", "voicemail", "system_error"),
    "contacts_count": ("all", "phone", "chat", "written", "answered"),
    "handling_time": ("phone", "spoken", "all"),
    "handling_total": ("all",),
    "transfer_rate": ("phone", "queued"),
    "longest_wait": ("answered",),
    "chat_first_response": ("share",),
}


def sixty() -> list[Meaning]:
    """Return sixty meanings over contacts; service level and the chat's first response at four thresholds."""
    measures, found = load_measures(), []
    for name, variants in WANTED.items():
        measure = measures[name]
        for variant in variants:
            for tau in TAUS if "tau" in measure.parameters else (0,):
                given = measure.defaults() | ({"tau": tau} if tau else {})
                found += meanings(measure, variant, given)
    return found[:60]


def declared() -> list[Meaning]:
    """Return all that is declared over contacts and is counted or summed row by row."""
    return [
        meaning
        for measure in load_measures().values()
        for variant in measure.variants
        for meaning in meanings(measure, variant, measure.defaults())
        if meaning.table == "contacts" and meaning.kind in ("share", "mean", "sum", "max")
    ]


def sql(expression: Expression) -> str:
    """Return an expression as a person writes it in SQL."""
    match expression:
        case Column(name):
            return name
        case Constant(value):
            return f"'{value}'" if isinstance(value, str) else str(value)
        case Known(item):
            return f"({sql(item)} IS NOT NULL)"
        case OneOf(item, values):
            return f"{sql(item)} IN ({', '.join(sql(Constant(value)) for value in values)})"
        case Not(item):
            return f"NOT ({sql(item)})"
        case OneIf(item):
            return f"({sql(item)})::BIGINT"
        case Both(left, right):
            return f"({sql(left)} AND {sql(right)})"
        case Either(left, right):
            return f"({sql(left)} OR {sql(right)})"
        case Compare(op, left, right) | Arithmetic(op, left, right):
            return f"({sql(left)} {op.replace('==', '=')} {sql(right)})"
    raise ValueError(expression)


def by_hand(meaning: Meaning) -> list[str]:
    """Return the two sums that a person writes for a measure: what counts, and out of what."""
    conditions = [sql(meaning.population)]
    conditions += [f"({sql(rule.expression)}) IS NOT TRUE" for rule in meaning.exclude]
    if meaning.not_due is not None:
        conditions.append(f"({sql(meaning.not_due)}) IS NOT TRUE")
    among = " AND ".join(conditions)
    if meaning.value is not None:
        value = sql(meaning.value)
        fold = "max" if meaning.kind == "max" else "sum"
        return [
            f"{fold}(CASE WHEN {among} THEN {value} END)",
            f"sum(CASE WHEN {among} AND {value} IS NOT NULL THEN 1 ELSE 0 END)",
        ]
    success = sql(meaning.success) if meaning.success is not None else "TRUE"
    return [
        f"sum(CASE WHEN {among} AND {success} THEN 1 ELSE 0 END)",
        f"sum(CASE WHEN {among} AND ({success}) IS NOT NULL THEN 1 ELSE 0 END)",
    ]
