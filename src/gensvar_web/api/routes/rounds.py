"""Self-assessment as a whole: rounds begun, handed out, brought along, confirmed, taken in and out as a file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from ninja import Field, Router, Schema, Status

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.api.bodies import FileName, attachment, gives, spooled
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.routes.answers import ROUND, QuestionOut, line_out, round_of, sheet_of
from gensvar_web.api.schemas import Line, Name, Number, Version
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.rooms.answers import carrying, exchanging, queries
from gensvar_web.rooms.answers.actions import handing, rounds
from gensvar_web.rooms.answers.models import Round

router = Router(tags=["answers"])
YAML = "application/yaml"
BODY = {"requestBody": {"required": True, "content": {YAML: {"schema": {"type": "string"}}}}}


class RoundOut(Schema):
    """A self-assessment, such as 2026."""

    id: int
    rulebook: str
    edition: str
    name: str
    began_at: datetime
    began_by: int | None = None
    brought_from: int | None = Field(None, description="The round whose answers were brought along")


class ChapterOut(Schema):
    """How far a chapter has come: of the questions asked, how many are answered, and how many wait for a yes."""

    chapter: str
    asked: int
    done: int
    carried: int
    unsettled: int = Field(description="Questions that may concern the organisation: the profile does not say")


class WholeRound(RoundOut):
    """A round with how far each chapter has come."""

    asked: int
    done: int
    carried: int
    dont_know: int
    chapters: list[ChapterOut]


class GivenRound(Schema):
    """Which edition is gone through, and what the round is called."""

    rulebook: Line
    edition: Line
    name: Name


class GivenHandOver(Schema):
    """Which questions are handed to whom (a member's person number), and a word along."""

    questions: Annotated[list[Line], Field(min_length=1, max_length=500)]
    to: Number
    note: Annotated[Line, Field(max_length=500)] = ""


class GivenBring(Schema):
    """The earlier round whose answers are brought along."""

    source: Number


class GivenVersions(Schema):
    """Which answers are confirmed: question to the version that was read."""

    versions: Annotated[dict[Line, Version], Field(max_length=500)]


class Count(Schema):
    """How many it concerned."""

    count: int


class HandedOut(Schema):
    """A question that is handed to the key's maker, and in which round."""

    round: int
    question: QuestionOut


class RuleChangeOut(Schema):
    """What happened to a rule since the earlier round: new, or which parts changed; `weighty` if it asks for else."""

    rule: str
    new: bool
    weighty: bool
    parts: list[str]
    words: list[dict[str, str]] = Field(description="The text word by word: same, added, removed")


def _round(one: Round) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in ("rulebook", "edition", "name", "began_at")}
    return {"id": one.pk, **same, "began_by": one.began_by_id, "brought_from": one.brought_from_id}


def _who(request: ApiRequest, pk: int) -> dict[str, Any]:
    return {"actor": request.user, "organisation": request.organisation, "round": round_of(request, pk)}


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
    return Status(
        201, _round(rounds.begin_round(actor=request.user, organisation=request.organisation, **given.dict()))
    )


@router.get(ROUND, response=WholeRound, auth=reach("read", "answers.read"), summary="Read how far a round has come")
def read_round(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """Chapter by chapter."""
    whole = sheet_of(request, pk)
    chapters = [
        {
            "chapter": part.chapter.id, "asked": len(part.asked), "done": part.done, "carried": part.carried,
            "unsettled": len(part.unsettled),
        }
        for part in whole.parts
    ]  # fmt: skip
    counts = {name: getattr(whole, name) for name in ("asked", "done", "carried", "dont_know")}
    return {**_round(whole.round), **counts, "chapters": chapters}


@router.post(f"{ROUND}/handed", response=Count, auth=reach("answers", "answers.lead"),
             summary="Hand questions to a colleague")  # fmt: skip
def hand_over(request: ApiRequest, org: str, pk: int, given: GivenHandOver) -> dict[str, int]:
    """The colleague gets a letter; who had the questions before no longer does."""
    to = next((one for one in queries.answering(request.organisation) if one.pk == given.to), None)
    if to is None:
        raise BadInput(
            Text(sv="personen kan inte svara på frågor här", en="the person cannot answer questions here"), where="to"
        )
    return {"count": handing.hand_over(**_who(request, pk), questions=given.questions, to=to, note=given.note)}


@router.delete(f"{ROUND}/handed/{{question}}", response={204: None}, auth=reach("answers", "answers.lead"),
               summary="Take a question back")  # fmt: skip
def take_back(request: ApiRequest, org: str, pk: int, question: str) -> Status[None]:
    """Nobody is asked to answer it any more; 404 where nobody was."""
    get_object_or_404(round_of(request, pk).handed, question=question.replace("\0", ""))
    handing.take_back(**_who(request, pk), question=question)
    return Status(204, None)


@router.get("/o/{slug:org}/handed", response=Page[HandedOut], auth=reach("read", "answers.read"),
            summary="List the questions that are handed to you")  # fmt: skip
def mine(request: ApiRequest, org: str, asked: Paged) -> dict[str, Any]:
    """To the person who made the key."""
    found = [(one, line) for one, lines in queries.mine(request.organisation, request.user) for line in lines]
    return page_of(request, found, asked, lambda pair: {"round": pair[0].pk, "question": line_out(pair[1])})


@router.post(f"{ROUND}/bring-along", response=Count, auth=reach("answers", "answers.lead"),
             summary="Bring along the answers of an earlier round")  # fmt: skip
def bring_along(request: ApiRequest, org: str, pk: int, given: GivenBring) -> dict[str, int]:
    """They wait to be confirmed."""
    source = get_object_or_404(queries.rounds(request.organisation), pk=given.source)
    return {"count": rounds.bring_along(**_who(request, pk), source=source)}


@router.get(f"{ROUND}/rule-changes", response=list[RuleChangeOut], auth=reach("read", "answers.read"),
            summary="Read what changed in the rules since the answers brought along")  # fmt: skip
def rule_changes(request: ApiRequest, org: str, pk: int) -> list[dict[str, Any]]:
    """In the language of `Accept-Language`; empty within one edition."""
    changes = carrying.changes_since(sheet_of(request, pk))
    return [
        {
            "rule": rule, "new": one.new, "weighty": one.weighty, "parts": [str(part) for part in one.parts],
            "words": [{"kind": run.kind, "text": run.text} for run in one.words],
        }
        for rule, one in changes.items()
    ]  # fmt: skip


@router.post(f"{ROUND}/confirm", response=Count, auth=reach("answers", "answers.lead"),
             summary="Confirm answers that were brought along")  # fmt: skip
def confirm(request: ApiRequest, org: str, pk: int, given: GivenVersions) -> dict[str, int]:
    """Those that are still at the version that was read; the others are left as they are."""
    return {"count": rounds.confirm(**_who(request, pk), versions=given.versions)}


@router.get(f"{ROUND}/export", auth=reach("read", "answers.read"), summary="Download the answers as a file",
            openapi_extra=gives(YAML))  # fmt: skip
def export(request: ApiRequest, org: str, pk: int) -> HttpResponse:
    """As `gensvar assess --answers` takes them."""
    whole = sheet_of(request, pk)
    name = f"svar-{whole.round.rulebook}-{slugify(whole.round.name) or pk}.yaml"
    return attachment(exchanging.written(whole), name, f"{YAML}; charset=utf-8")


@router.post(f"{ROUND}/import", response=Count, auth=reach("answers", "answers.lead"),
             summary="Take in a file of answers", openapi_extra=BODY)  # fmt: skip
def take_in(
    request: ApiRequest, org: str, pk: int, name: FileName = "svar.yaml", replace: bool = False
) -> dict[str, int]:
    """The body is the file as it is; without `replace` only where nothing is answered."""
    whole = sheet_of(request, pk)
    with spooled(request, name, exchanging.LARGEST) as file:
        found = exchanging.answers_in(file, whole)
    return {"count": rounds.take_in(**_who(request, pk), entries=found.answers, replace=replace)}
