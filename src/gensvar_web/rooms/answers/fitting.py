"""Whether a value is an answer to a question, and how it is stored."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from gensvar.errors import BadInput
from gensvar.rulebook.model import Question
from gensvar.text import Text

LONGEST = 5_000


def fitting(question: Question, value: Any) -> Any:
    """Return a value as it is stored, None for nothing; BadInput if it does not fit the question."""
    if value is None or value == "":
        return None
    match question.kind:
        case "yes_no":
            fits = isinstance(value, bool)
        case "choice":
            fits = value in question.choices
        case "number":
            fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
            fits = fits and math.isfinite(value)
        case "date" | "document":
            value = value.isoformat() if isinstance(value, date) else value
            fits = _is_day(value) or (question.kind == "document" and isinstance(value, bool))
        case _:
            fits = isinstance(value, str)
            value = plain(value) if fits else value
    if not fits:
        raise BadInput(
            Text(sv="svaret passar inte frågan", en="the answer does not fit the question"), where=question.id
        )
    return value


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def plain(text: str) -> str:
    """Return a written text as it is stored; BadInput if it is too long."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise BadInput(
            Text(sv=f"texten är längre än {LONGEST} tecken", en=f"the text is longer than {LONGEST} characters")
        )
    return text
