"""Self-assessment: rounds, their questions, answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.schemas import Json, Line, Name, Prose, Said, said
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.actions import answering, rounds
from gensvar_web.rooms.answers.models import Round

router = Router(tags=["answers"])
ROUND = "/o/{slug:org}/rounds/{int:pk}"


class RoundOut(Schema):
    """A self-assessment, such as 2026."""

    id: int
    rulebook: str
    edition: str
    name: str
    began_at: datetime


class GivenRound(Schema):
    """Which edition is gone through, and what the round is called."""

    rulebook: Line
    edition: Line
    name: Name


class QuestionOut(Schema):
    """A question and its answer. `state` is open, carried, dont_know or answered; `concerned` null: not settled."""

    question: str
    rule: str
    chapter: str
    text: Said
    kind: str
    concerned: bool | None = None
    state: str
    value: Any = None
    dont_know: bool
    comment: str
    version: int = Field(description="0 where there is no answer")


class GivenAnswer(Schema):
    """An answer. `version` is that of the answer it was written on: 409 if somebody else answered meanwhile."""

    value: Json = None
    dont_know: bool = False
    comment: Prose = ""
    version: int = Field(0, ge=0, le=2**31 - 1)


class GivenBring(Schema):
    """The earlier round whose answers are brought along."""

    source: int = Field(ge=1, le=2**53)


class Count(Schema):
    """How many it concerned."""

    count: int


def _round(one: Round) -> dict[str, Any]:
    return {"id": one.pk} | {name: getattr(one, name) for name in ("rulebook", "edition", "name", "began_at")}


def _line(line: queries.Line) -> dict[str, Any]:
    answer = line.answer
    return {
        "question": line.question.id, "rule": line.rule.id, "chapter": line.chapter.id,
        "text": said(line.question.text),
        "kind": line.question.kind, "concerned": line.concerned, "state": line.state, "version": line.version,
        "value": answer.value if answer else None, "dont_know": bool(answer and answer.dont_know),
        "comment": answer.comment if answer else "",
    }  # fmt: skip


@router.get(
    "/o/{slug:org}/rounds", response=Page[RoundOut], auth=reach("read", "answers.read"), summary="List the rounds"
)
def list_rounds(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """The newest first."""
    return page_of(request, queries.rounds(request.organisation), asked, _round)


@router.post("/o/{slug:org}/rounds", response={201: RoundOut}, auth=reach("answers", "answers.lead"),
             summary="Begin a round")  # fmt: skip
def begin_round(request: ApiRequest, org: str, given: GivenRound) -> Status[dict[str, Any]]:
    """Of an edition that exists, under a name of its own."""
    made = rounds.begin_round(
        actor=request.user,
        organisation=request.organisation,
        rulebook=given.rulebook,
        edition=given.edition,
        name=given.name,
    )
    return Status(201, _round(made))


@router.get(f"{ROUND}/questions", response=Page[QuestionOut], auth=reach("read", "answers.read"),
            summary="List the questions with their answers")  # fmt: skip
def questions(request: ApiRequest, org: str, pk: int, asked: Paged) -> dict[str, Any]:
    """In the order of the rulebook."""
    return page_of(request, list(_sheet(request, pk).lines.values()), asked, _line)


@router.get(f"{ROUND}/answers/{{question}}", response=QuestionOut, auth=reach("read", "answers.read"),
            summary="Read a question with its answer")  # fmt: skip
def answer(request: ApiRequest, org: str, pk: int, question: str) -> dict[str, Any]:
    """The answer's version goes back with the next answer."""
    line = _sheet(request, pk).lines.get(question)
    if line is None:
        raise Http404
    return _line(line)


@router.put(f"{ROUND}/answers/{{question}}", response=QuestionOut, auth=reach("answers", "answers.answer"),
            summary="Answer a question")  # fmt: skip
def save_answer(request: ApiRequest, org: str, pk: int, question: str, given: GivenAnswer) -> dict[str, Any]:
    """The same answer sent again changes nothing."""
    one = _one(request, pk)
    line = _sheet(request, pk).lines.get(question)
    if line is None:
        raise Http404
    answering.save_answer(
        actor=request.user,
        organisation=request.organisation,
        round=one,
        question=question,
        value=given.value,
        dont_know=given.dont_know,
        comment=given.comment,
        document=line.answer.document if line.answer else None,
        version=given.version,
    )
    return answer(request, org, pk, question)


@router.post(f"{ROUND}/bring-along", response=Count, auth=reach("answers", "answers.lead"),
             summary="Bring along the answers of an earlier round")  # fmt: skip
def bring_along(request: ApiRequest, org: str, pk: int, given: GivenBring) -> dict[str, int]:
    """They wait to be confirmed."""
    source = get_object_or_404(queries.rounds(request.organisation), pk=given.source)
    one = _one(request, pk)
    count = rounds.bring_along(actor=request.user, organisation=request.organisation, round=one, source=source)
    return {"count": count}


def _one(request: ApiRequest, pk: int) -> Round:
    return get_object_or_404(queries.rounds(request.organisation), pk=pk)


def _sheet(request: ApiRequest, pk: int) -> queries.Sheet:
    found = queries.sheet(request.organisation, _one(request, pk))
    if found is None:
        raise Http404
    return found
