"""Persons in sealed documents: a number there, a name where it is read.

A sealed document can never be changed, so it must hold no name: somebody who has their account
erased is forgotten in every assessment at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from gensvar.assess import Answers
from gensvar.text import Text
from gensvar_web.kit.language import say
from gensvar_web.people.models import User

_PERSON = re.compile(r"\bperson:(\d+)\b")
SOMEBODY = Text(sv="en tidigare medarbetare", en="a former colleague")


def token_of(user_id: int | None) -> str:
    """Return what stands in a document for a person."""
    return f"person:{user_id or 0}"


def without_names(answers: Answers, by: dict[str, int | None]) -> Answers:
    """Return the answers with persons by number; `by` says who answered each question."""
    hidden = {
        question: {**entry, "by": token_of(by.get(question))} if entry.get("by") else entry
        for question, entry in answers.answers.items()
    }
    return replace(answers, answers=hidden)


def with_names(value: Any) -> Any:
    """Return a document, or a part of one, with names for numbers: one query, none where nobody is mentioned."""
    return named(value, names_of(mentioned(value)))


def mentioned(value: Any) -> frozenset[int]:
    """Return the numbers of the people that a document, or a part of one, mentions."""
    return frozenset(_mentioned(value))


def names_of(numbers: frozenset[int]) -> dict[int, str]:
    """Return how people are called now, nobody who is erased: one query, none for nobody."""
    if not numbers:
        return {}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=numbers, erased_at=None)}


def named(value: Any, names: dict[int, str]) -> Any:
    """Return a document, or a part of one, with these names for numbers."""
    return _named(value, names) if mentioned(value) else value


def _mentioned(value: Any) -> list[int]:
    if isinstance(value, str):
        return [int(number) for number in _PERSON.findall(value)] if "person:" in value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [number for part in parts for number in _mentioned(part)]


def _named(value: Any, names: dict[int, str]) -> Any:
    if isinstance(value, str):
        return _PERSON.sub(lambda found: names.get(int(found[1]), say(SOMEBODY)), value)
    if isinstance(value, dict):
        return {key: _named(part, names) for key, part in value.items()}
    return [_named(part, names) for part in value] if isinstance(value, list) else value


def anonymous(text: str, somebody: str) -> str:
    """Return a text for readers from outside: nobody is named."""
    return _PERSON.sub(somebody, text)
