"""Whom a rule concerns: a predicate over the organisation's profile, with three truth values.

Keys of a scope are all to hold. `field: value` asks for that value, `field: [a, b]` for one of them (of a
list field: any in common), `field: {at_least: 50}` for a number, `field: {has: phone}` for a member of a
list; `any`, `all` and `not` combine scopes. See docs/rulebook-format.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gensvar.handwritten import did_you_mean
from gensvar.rulebook.scope_words import describe
from gensvar.text import Text

__all__ = ["FIELDS", "ScopeProblem", "applies", "describe", "scope_problems"]

Kind = Literal["bool", "text", "number", "list"]
Scope = Mapping[str, object]
FIELDS: dict[str, Kind] = {
    "name": "text",
    "sector": "text",
    "public": "bool",
    "employees": "number",
    "turnover_meur": "number",
    "balance_meur": "number",
    "channels": "list",
    "outsourced": "bool",
    "sells_by_phone": "bool",
    "sells_to": "list",
    "calls_out": "bool",
    "fundraising": "bool",
    "uses_bot": "bool",
    "has_website": "bool",
    "sells_at_distance": "bool",
    "auto_renewal": "bool",
    "premium_rate": "bool",
    "mark_holder": "bool",
    "association_member": "bool",
    "records_calls": "bool",
    "country": "list",
    "website": "text",
    "opening_hours": "text",
}
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "at_least": lambda value, limit: value >= limit,
    "at_most": lambda value, limit: value <= limit,
    "above": lambda value, limit: value > limit,
    "below": lambda value, limit: value < limit,
}
Answer = tuple[bool | None, tuple[str, ...]]


def applies(scope: Scope, profile: Mapping[str, Any]) -> Answer:
    """Return whether the scope holds for a profile; None, and the fields it would take, if that is not settled.

    A field that is absent or null is not known. As in SQL, `any` of true and unknown is true, `all` of
    false and unknown is false. A profile that settles the answer has no missing fields.
    """
    return _all([_one(key, wanted, profile) for key, wanted in scope.items()])


def _one(key: str, wanted: Any, profile: Mapping[str, Any]) -> Answer:
    if key == "all":
        return _all([applies(part, profile) for part in wanted])
    if key == "any":
        return _any([applies(part, profile) for part in wanted])
    if key == "not":
        return _negated(applies(wanted, profile))
    value = profile.get(key)
    if value is None:
        return None, (key,)
    return _holds(FIELDS[key], value, wanted), ()


def _negated(answer: Answer) -> Answer:
    holds, missing = answer
    return (None if holds is None else not holds), missing


def _all(answers: list[Answer]) -> Answer:
    if any(holds is False for holds, _ in answers):
        return False, ()
    missing = dict.fromkeys(name for holds, names in answers if holds is None for name in names)
    return (None, tuple(missing)) if missing else (True, ())


def _any(answers: list[Answer]) -> Answer:
    return _negated(_all([_negated(answer) for answer in answers]))


def _holds(kind: Kind, value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return all(
            wanted_value in value if word == "has" else COMPARISONS[word](value, wanted_value)
            for word, wanted_value in wanted.items()
        )
    choices = wanted if isinstance(wanted, list | tuple) else [wanted]
    if kind == "list":
        return any(choice in value for choice in choices)
    return any(_same(value, choice) for choice in choices)


def _same(value: Any, wanted: Any) -> bool:
    """Return whether two scalars are equal; true is not 1."""
    return isinstance(value, bool) == isinstance(wanted, bool) and bool(value == wanted)


@dataclass(frozen=True)
class ScopeProblem:
    """One mistake in a scope: the keys that lead to it, what is wrong, how to mend it."""

    keys: tuple[str | int, ...]
    text: Text
    mend: Text | None = None


def scope_problems(scope: object, keys: tuple[str | int, ...] = ()) -> Iterator[ScopeProblem]:
    """Yield everything that is wrong with a scope: unknown fields and operators, values of the wrong kind."""
    if not isinstance(scope, Mapping):
        yield ScopeProblem(keys, Text(sv="ska ha nycklar och värden", en="must have keys and values"))
        return
    for key, wanted in scope.items():
        yield from _problems_of_one(str(key), wanted, (*keys, str(key)))


def _problems_of_one(key: str, wanted: object, keys: tuple[str | int, ...]) -> Iterator[ScopeProblem]:
    if key in ("any", "all"):
        if not isinstance(wanted, list | tuple) or not wanted:
            yield ScopeProblem(keys, Text(sv="ska vara en lista med villkor", en="must be a list of conditions"))
            return
        for index, part in enumerate(wanted):
            yield from scope_problems(part, (*keys, index))
    elif key == "not":
        yield from scope_problems(wanted, keys)
    elif key not in FIELDS:
        text = Text(sv=f"okänt fält i profilen: {key}", en=f"unknown profile field: {key}")
        yield ScopeProblem(keys, text, did_you_mean(key, [*FIELDS, "any", "all", "not"]))
    elif isinstance(wanted, Mapping):
        yield from _operator_problems(FIELDS[key], wanted, keys)
    else:
        yield from _value_problems(FIELDS[key], wanted, keys)


def _operator_problems(kind: Kind, wanted: Mapping[Any, Any], keys: tuple[str | int, ...]) -> Iterator[ScopeProblem]:
    allowed = {"number": list(COMPARISONS), "list": ["has"]}.get(kind, [])
    if not wanted:
        yield ScopeProblem(keys, Text(sv="jämförelse saknas", en="the comparison is missing"))
    for word, value in wanted.items():
        if word not in allowed:
            text = Text(sv=f"okänd jämförelse: {word}", en=f"unknown comparison: {word}")
            yield ScopeProblem((*keys, str(word)), text, did_you_mean(str(word), allowed))
        elif kind == "number" and not _fits("number", value):
            yield ScopeProblem((*keys, str(word)), _WANTED["number"])
        elif kind == "list" and not isinstance(value, str):
            yield ScopeProblem((*keys, str(word)), _WANTED["text"])


def _value_problems(kind: Kind, wanted: object, keys: tuple[str | int, ...]) -> Iterator[ScopeProblem]:
    choices = wanted if isinstance(wanted, list | tuple) else [wanted]
    if not choices:
        yield ScopeProblem(keys, Text(sv="listan är tom", en="the list is empty"))
    if any(not _fits(kind, choice) for choice in choices):
        yield ScopeProblem(keys, _WANTED["text" if kind == "list" else kind])


def _fits(kind: Kind, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


_WANTED: dict[str, Text] = {
    "bool": Text(sv="ska vara true eller false", en="must be true or false"),
    "text": Text(sv="ska vara text", en="must be text"),
    "number": Text(sv="ska vara ett tal", en="must be a number"),
}
