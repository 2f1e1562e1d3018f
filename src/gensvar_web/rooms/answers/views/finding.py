"""What every page begins with: the round, whole, and how a line is shown."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from gensvar_web.people.gate import InOrganisation
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.policy import may_answer
from gensvar_web.rooms.answers.queries import Line, Sheet
from gensvar_web.rooms.answers.words import STATES, shown


def sheet_of(request: InOrganisation, pk: int) -> Sheet:
    """Return the round that the address names; 404 if it is not this organisation's, or its edition is gone."""
    one = get_object_or_404(queries.rounds(request.organisation), pk=pk)
    one.organisation = request.organisation
    whole = queries.sheet(request.organisation, one)
    if whole is None:
        raise Http404
    return whole


def line_of(whole: Sheet, question: str) -> Line:
    """Return the question that the address names."""
    found = whole.lines.get(question)
    if found is None:
        raise Http404
    return found


def drawn(request: InOrganisation, line: Line) -> dict[str, Any]:
    """Return a line as templates draw it."""
    answer = line.answer
    word, tone = STATES[line.state]
    return {
        "line": line,
        "shown": shown(line.question, answer.value, answer.dont_know) if answer else "",
        "state": word,
        "tone": tone,
        "mine": may_answer(request.user, request.organisation, line.handed),
    }
