"""Self-assessment: the questions of a round, their answers, how each answer came to be."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.schemas import Json, Number, Prose, Said, Version, said
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.actions import answering
from gensvar_web.rooms.answers.models import AnswerChange, Round
from gensvar_web.vault.models import StoredFile

router = Router(tags=["answers"])
ROUND = "/o/{slug:org}/rounds/{int:pk}"
ANSWER = f"{ROUND}/answers/{{question}}"
State = Literal["open", "carried", "dont_know", "answered"]


class QuestionOut(Schema):
    """A question and its answer.

    `concerned` null: the profile does not settle it, `missing` says what would. `carried` waits to be confirmed.
    """

    question: str
    rule: str
    chapter: str
    text: Said
    kind: str
    choices: list[str]
    concerned: bool | None = None
    missing: list[str]
    state: State
    value: Any = None
    dont_know: bool
    comment: str
    document: int | None = None
    handed_to: int | None = Field(None, description="The person who is asked to answer")
    note: str = Field("", description="What was said when it was handed over")
    version: int = Field(description="0 where there is no answer")


class GivenAnswer(Schema):
    """An answer. `version` is that of the answer it was written on: 409 if somebody else answered meanwhile.

    A `document` that is left out stays; null takes it off the answer.
    """

    value: Json = None
    dont_know: bool = False
    comment: Prose = ""
    document: Number | None = None
    version: Version = 0


class Seen(Schema):
    """The version of the answer as it was read."""

    version: Version


class AnswerVersion(Schema):
    """What an answer was at a version, and how it came to be so."""

    version: int
    deed: Literal["saved", "confirmed", "carried", "undone", "imported"]
    at: datetime
    by: int | None = None
    value: Any = None
    dont_know: bool
    comment: str
    document: int | None = None


def line_out(line: queries.Line) -> dict[str, Any]:
    """Return a question with its answer."""
    answer, asked, handed = line.answer, line.question, line.handed
    return {
        "question": asked.id, "rule": line.rule.id, "chapter": line.chapter.id, "text": said(asked.text),
        "kind": asked.kind, "choices": list(asked.choices), "concerned": line.concerned, "missing": list(line.missing),
        "state": line.state, "version": line.version,
        "value": answer.value if answer else None, "dont_know": bool(answer and answer.dont_know),
        "comment": answer.comment if answer else "", "document": answer.document_id if answer else None,
        "handed_to": handed.to_id if handed else None, "note": handed.note if handed else "",
    }  # fmt: skip


@router.get(f"{ROUND}/questions", response=Page[QuestionOut], auth=reach("read", "answers.read"),
            summary="List the questions with their answers")  # fmt: skip
def questions(
    request: ApiRequest, org: str, pk: int, asked: Paged, chapter: str = "", state: State | None = None
) -> dict[str, Any]:
    """In the order of the rulebook, of a chapter or all, in one state or any."""
    lines = sheet_of(request, pk).lines.values()
    found = [one for one in lines if chapter in ("", one.chapter.id) and state in (None, one.state)]
    return page_of(request, found, asked, line_out)


@router.get(ANSWER, response=QuestionOut, auth=reach("read", "answers.read"), summary="Read a question with its answer")
def answer(request: ApiRequest, org: str, pk: int, question: str) -> dict[str, Any]:
    """The answer's version goes back with the next answer."""
    return line_out(_line(request, pk, question))


@router.put(ANSWER, response=QuestionOut, auth=reach("answers", "answers.answer"), summary="Answer a question")
def save_answer(request: ApiRequest, org: str, pk: int, question: str, given: GivenAnswer) -> dict[str, Any]:
    """The same answer sent again changes nothing; one that was brought along is confirmed by it."""
    line = _line(request, pk, question)
    kept = line.answer.document if line.answer else None
    answering.save_answer(
        actor=request.user,
        organisation=request.organisation,
        round=round_of(request, pk),
        question=question,
        value=given.value,
        dont_know=given.dont_know,
        comment=given.comment,
        document=_document(request, given.document, kept) if "document" in given.model_fields_set else kept,
        version=given.version,
    )
    return answer(request, org, pk, question)


def _document(request: ApiRequest, number: int | None, kept: StoredFile | None) -> StoredFile | None:
    """Return the document that an answer is to have: one that waits, or the one it has."""
    if number is None or (kept is not None and kept.pk == number):
        return kept if number else None
    found = queries.waiting(request.organisation, request.user, number)
    if found is None:
        raise BadInput(Text(sv="det finns inget sådant dokument", en="there is no such document"), where="document")
    return found


@router.delete(f"{ANSWER}/document", response=QuestionOut, auth=reach("answers", "answers.answer"),
               summary="Take the document off an answer")  # fmt: skip
def take_off(request: ApiRequest, org: str, pk: int, question: str, seen: Query[Seen]) -> dict[str, Any]:
    """The answer stays; the document can still be read in its history, and undoing brings it back."""
    line = _line(request, pk, question)
    if line.answer is None or line.answer.document is None:
        raise Http404
    answering.save_answer(
        actor=request.user,
        organisation=request.organisation,
        round=round_of(request, pk),
        question=question,
        value=line.answer.value,
        dont_know=line.answer.dont_know,
        comment=line.answer.comment,
        version=seen.version,
    )
    return answer(request, org, pk, question)


@router.post(f"{ANSWER}/undo", response=QuestionOut, auth=reach("answers", "answers.answer"),
             summary="Undo the last change of an answer")  # fmt: skip
def undo(request: ApiRequest, org: str, pk: int, question: str, given: Seen) -> dict[str, Any]:
    """It becomes what it was before, as a new version. 409 if it was changed meanwhile."""
    _line(request, pk, question)
    answering.undo(
        actor=request.user,
        organisation=request.organisation,
        round=round_of(request, pk),
        question=question,
        version=given.version,
    )
    return answer(request, org, pk, question)


@router.get(f"{ANSWER}/history", response=Page[AnswerVersion], auth=reach("read", "answers.read"),
            summary="Read how an answer came to be")  # fmt: skip
def history(request: ApiRequest, org: str, pk: int, question: str, asked: Paged) -> dict[str, Any]:
    """Every version, the newest first."""
    _line(request, pk, question)
    return page_of(request, queries.changes_of(round_of(request, pk), question), asked, _change)


def _change(one: AnswerChange) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("version", "deed", "at", "value", "dont_know", "comment")}
    return same | {"by": one.by_id, "document": one.document_id}


def round_of(request: ApiRequest, pk: int) -> Round:
    """Return a round of the organisation; 404 if there is none."""
    return get_object_or_404(queries.rounds(request.organisation), pk=pk)


def sheet_of(request: ApiRequest, pk: int) -> queries.Sheet:
    """Return a round with its questions; 404 if its edition is gone."""
    found = queries.sheet(request.organisation, round_of(request, pk))
    if found is None:
        raise Http404
    return found


def _line(request: ApiRequest, pk: int, question: str) -> queries.Line:
    line = sheet_of(request, pk).lines.get(question)
    if line is None:
        raise Http404
    return line
