"""The pages: rulebooks, an edition, a chapter, a rule, search, downloads. Public; nothing is written."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from gensvar.report.rulebook.book import STATUS_TEXT
from gensvar.report.words import CONFIDENCE, LEVEL, RULEBOOK_KIND, STATUS, VERIFICATION
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Rule
from gensvar.rulebook.scope import describe
from gensvar_web.kit.kept import Kept
from gensvar_web.kit.language import language, say
from gensvar_web.rooms.rules import queries, words
from gensvar_web.rooms.rules.downloads import FORMS, content_of
from gensvar_web.vault import editions as shelf

PAGES: Kept[dict[str, str]] = Kept(1000)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """List the rulebooks."""
    books = [
        {"book": book, "kind": RULEBOOK_KIND[book.current.head.kind], "status": STATUS[book.current.head.status]}
        for book in queries.books(timezone.localdate())
    ]
    return render(request, "rules/editions.html", {"books": books})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find rules by words."""
    text = request.GET.get("q", "").strip()[:200]
    hits = queries.search(text, timezone.localdate())
    context = {"q": text, "hits": hits[: queries.SHOWN], "count": len(hits)}
    return render(request, "rules/search.html", context)


@require_safe
def rulebook(request: HttpRequest, book: str) -> HttpResponse:
    """Lead to the edition in force."""
    every = shelf.editions_of(book)
    if not every:
        raise Http404
    current = shelf.in_force(book, timezone.localdate()) or every[-1]
    return redirect("rules:edition", book, current.head.edition)


@require_safe
def edition(request: HttpRequest, book: str, name: str) -> HttpResponse:
    """Show what an edition is, and its rules."""
    found = _edition(book, name)
    head = found.head
    context = {
        "edition": found,
        "head": head,
        "kind": RULEBOOK_KIND[head.kind],
        "status": STATUS[head.status],
        "warning": STATUS_TEXT[head.status] if head.status != "confirmed" else None,
        "others": [one for one in reversed(shelf.editions_of(book)) if one.head.edition != name],
        "forms": FORMS.values(),
        "chapters": [{"chapter": one, "rules": [_line(rule) for rule in one.rules]} for one in found.chapters],
    }
    return render(request, "rules/edition.html", context)


@require_safe
def chapter(request: HttpRequest, book: str, name: str, chapter: str) -> HttpResponse:
    """Show a chapter with its rules in full."""
    found = _edition(book, name)
    one = next((one for one in found.chapters if one.id == chapter), None)
    if one is None:
        raise Http404
    context = {"edition": found, "head": found.head, "chapter": one, "rules": [_line(rule) for rule in one.rules]}
    return render(request, "rules/chapter.html", context)


@require_safe
def rule(request: HttpRequest, book: str, name: str, rule: str) -> HttpResponse:
    """Show a rule: text, guidance, how it is verified, thresholds, examples, sources, history."""
    found = _edition(book, name)
    if rule not in found.rules:
        raise Http404
    key = (book, name, rule, shelf.stamp(), language())
    return render(request, "rules/rule.html", PAGES.get(key, lambda: _drawn(found, rule)))


def _drawn(edition: Edition, rule: str) -> dict[str, str]:
    """Return what does not depend on who reads: it is kept until a rulebook changes."""
    one, place = edition.rules[rule], queries.chapter_of(edition, rule)
    sources = {source.id: source for source in edition.head.sources}
    context = {
        "head": edition.head,
        "neighbours": queries.neighbours(edition, rule),
        **_line(one),
        "scope": describe(one.scope) if one.scope else None,
        "confidence": CONFIDENCE[one.confidence],
        "checks": words.check_lines(one),
        "parameters": words.parameter_table(one, edition) if one.parameters else None,
        "examples": list(words.example_lines(one)),
        "sources": [sources[source] for source in one.sources if source in sources],
        "history": queries.history(edition.head.rulebook, rule),
    }
    way = {"edition": edition, "head": edition.head, "chapter": place, "chapter_title": say(place.title), "rule": one}
    return {
        "name": rule,
        "title": say(one.title),
        "way": render_to_string("rules/rule_way.html", way),
        "whole": render_to_string("rules/rule_whole.html", context),
    }


@require_safe
def download(request: HttpRequest, book: str, name: str, form: str) -> HttpResponse:
    """Hand out an edition as a file."""
    found = _edition(book, name)
    if form not in FORMS:
        raise Http404
    wanted = FORMS[form]
    response = HttpResponse(content_of(found, wanted, language()), content_type=wanted.media_type)
    response["Content-Disposition"] = f'attachment; filename="{book}-{name}.{wanted.ending}"'
    return response


def _edition(book: str, name: str) -> Edition:
    found = shelf.edition(book, name)
    if found is None:
        raise Http404
    return found


def _line(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule,
        "level": LEVEL[rule.level],
        "verification": VERIFICATION[rule.verification],
        "wording": STATUS[rule.status],
        "tone": {"confirmed": "success", "reconstructed": "warning", "proposed": "info"}[rule.status],
    }
