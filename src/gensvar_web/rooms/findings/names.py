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
    numbers = set(_mentioned(value))
    if not numbers:
        return value
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=numbers, erased_at=None)}
    return _named(value, names)


def _mentioned(value: Any) -> list[int]:
    if isinstance(value, str):
        return [int(number) for number in _PERSON.findall(value)]
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
