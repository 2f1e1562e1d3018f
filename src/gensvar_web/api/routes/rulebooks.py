"""Rulebooks, editions, rules, measures: open to everybody."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import Listed
from gensvar_web.api.bodies import gives
from gensvar_web.api.limits import count_address
from gensvar_web.api.paging import Page, Paged, page_of
from gensvar_web.api.problems import language_of
from gensvar_web.api.schemas import Said, said
from gensvar_web.rooms.rules import queries
from gensvar_web.rooms.rules.downloads import FORMS, content_of
from gensvar_web.vault import editions as shelf

router = Router(tags=["rules"])


class EditionHead(Schema):
    """An edition in a list."""

    rulebook: str
    edition: str
    title: Said
    kind: str
    status: str
    valid_from: str


class Book(Schema):
    """A rulebook with its editions, the newest first."""

    rulebook: str
    in_force: str
    editions: list[EditionHead]


class RuleLine(Schema):
    """A rule in a list."""

    id: str
    chapter: str
    title: Said
    text: Said
    level: str
    verification: str
    status: str


class Hit(Schema):
    """A rule that was found."""

    rulebook: str
    edition: str
    rule: str
    passage: str


class StageOut(Schema):
    """What an edition did to a rule."""

    edition: str
    what: Literal["new", "kept", "changed"]


class MeasureLine(Schema):
    """A measure in a list."""

    id: str
    title: Said
    unit: str


def _head(one: Listed) -> dict[str, Any]:
    head = one.head
    return {
        "rulebook": head.rulebook, "edition": head.edition, "title": said(head.title), "kind": head.kind,
        "status": head.status, "valid_from": head.valid_from.isoformat(),
    }  # fmt: skip


@router.get("/rulebooks", response=list[Book], summary="List the rulebooks")
def rulebooks(request: HttpRequest) -> list[dict[str, Any]]:
    """Every rulebook with its editions, and which edition is in force today."""
    count_address(request)
    return [
        {
            "rulebook": book.current.head.rulebook,
            "in_force": book.current.head.edition,
            "editions": [_head(one) for one in book.editions],
        }
        for book in queries.books(timezone.localdate())
    ]


@router.get("/rulebooks/{book}/editions/{edition}", response=dict[str, Any], summary="Read a whole edition")
def edition(request: HttpRequest, book: str, edition: str) -> dict[str, Any]:
    """The edition in the library's own JSON, as `gensvar rulebook export --to json` writes it."""
    return _json(_edition(request, book, edition))


@router.get("/rulebooks/{book}/editions/{edition}/rules", response=Page[RuleLine], summary="List the rules")
def rules(request: HttpRequest, book: str, edition: str, asked: Paged) -> dict[str, Any]:
    """The rules of an edition, in its order."""
    found = _edition(request, book, edition)
    pairs = [(chapter, rule) for chapter in found.chapters for rule in chapter.rules]
    return page_of(request, pairs, asked, _line)


def _line(pair: Any) -> dict[str, Any]:
    chapter, rule = pair
    return {
        "id": rule.id, "chapter": chapter.id, "title": said(rule.title), "text": said(rule.text), "level": rule.level,
        "verification": rule.verification, "status": rule.status,
    }  # fmt: skip


@router.get("/rulebooks/{book}/editions/{edition}/rules/{rule}", response=dict[str, Any], summary="Read a rule")
def rule(request: HttpRequest, book: str, edition: str, rule: str) -> dict[str, Any]:
    """A rule with its checks, thresholds, questions, examples and sources."""
    document = _json(_edition(request, book, edition))
    for chapter in document["chapters"]:
        for one in chapter["rules"]:
            if one["id"] == rule:
                found: dict[str, Any] = {**one, "chapter": chapter["id"]}
                return found
    raise Http404


@router.get("/rulebooks/{book}/rules/{rule}/history", response=list[StageOut], summary="Read a rule's history")
def history(request: HttpRequest, book: str, rule: str) -> list[dict[str, str]]:
    """From the oldest edition that has the rule to the newest: new, kept or changed."""
    count_address(request)
    stages = queries.history(book, rule)
    if not stages:
        raise Http404
    return [{"edition": one.edition.head.edition, "what": one.what} for one in stages]


@router.get("/rulebooks/{book}/editions/{edition}/export/{form}", summary="Download an edition as a file",
            openapi_extra=gives(*dict.fromkeys(form.media_type for form in FORMS.values())))  # fmt: skip
def export(request: HttpRequest, book: str, edition: str, form: str) -> HttpResponse:
    """`pdf`, `xlsx`, `json` or `oscal`, in the language of `Accept-Language`."""
    found = _edition(request, book, edition)
    wanted = FORMS.get(form)
    if wanted is None:
        raise Http404
    response = HttpResponse(content_of(found, wanted, language_of(request)), content_type=wanted.media_type)
    name = f"{found.head.rulebook}-{found.head.edition}.{wanted.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@router.get("/rules/search", response=Page[Hit], summary="Find rules by words")
def search(request: HttpRequest, asked: Paged, q: str = Query(..., min_length=1, max_length=200)) -> dict[str, Any]:
    """The rules in force that have every word, in the language of `Accept-Language`; the best first."""
    count_address(request)
    hits = queries.search(q, timezone.localdate())
    return page_of(request, hits, asked, lambda hit: {
        "rulebook": hit.edition.head.rulebook, "edition": hit.edition.head.edition, "rule": hit.rule.id,
        "passage": hit.passage,
    })  # fmt: skip


@router.get("/measures", response=Page[MeasureLine], tags=["measures"], summary="List the measures")
def measures(request: HttpRequest, asked: Paged) -> dict[str, Any]:
    """Every measure that Gensvar can compute."""
    count_address(request)
    return page_of(request, _measures(), asked)


@lru_cache(maxsize=1)
def _measures() -> list[dict[str, Any]]:
    from gensvar.measures.loading import load_measures

    return [
        {"id": one.id, "title": said(one.title), "unit": one.unit}
        for one in sorted(load_measures().values(), key=lambda one: one.id)
    ]


def _edition(request: HttpRequest, book: str, name: str) -> Edition:
    count_address(request)
    found = shelf.edition(book, name)
    if found is None:
        raise Http404
    return found


def _json(found: Edition) -> dict[str, Any]:
    from gensvar.rulebook.json_form import to_json

    document: dict[str, Any] = to_json(found)
    return document
