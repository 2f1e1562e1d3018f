"""What the pages show, made of the library's editions. Nothing is stored here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gensvar.rulebook.comparing import compare_editions
from gensvar.rulebook.differences import RuleDiff
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import Listed
from gensvar.rulebook.model import Chapter, Rule
from gensvar_web.kit.language import language, say
from gensvar_web.vault import editions

SHOWN = 60


@dataclass(frozen=True)
class Book:
    """A rulebook: its newest edition in force (else its newest), and all of them from the newest."""

    current: Listed
    editions: tuple[Listed, ...]


def books(on: date) -> list[Book]:
    """Return all rulebooks: self-regulation first, then marks, laws, guidance, comparisons."""
    order = ("self-regulation", "mark", "law", "guidance", "comparison")
    names = dict.fromkeys(one.head.rulebook for one in editions.listed())
    found = [_book(name, on) for name in names]
    # The customer service rules are what people come for.
    return sorted(found, key=lambda one: (order.index(one.current.head.kind), one.current.head.rulebook != "KS"))


def _book(name: str, on: date) -> Book:
    every = editions.editions_of(name)
    return Book(editions.in_force(name, on) or every[-1], tuple(reversed(every)))


@dataclass(frozen=True)
class Neighbours:
    """The rules before and after one, in the order of the edition."""

    before: Rule | None
    after: Rule | None


def neighbours(edition: Edition, rule_id: str) -> Neighbours:
    """Return the neighbours of a rule."""
    rules = list(edition.rules.values())
    place = [rule.id for rule in rules].index(rule_id)
    return Neighbours(rules[place - 1] if place else None, rules[place + 1] if place + 1 < len(rules) else None)


def chapter_of(edition: Edition, rule_id: str) -> Chapter:
    """Return the chapter that a rule stands in."""
    return next(chapter for chapter in edition.chapters if any(rule.id == rule_id for rule in chapter.rules))


@dataclass(frozen=True)
class Stage:
    """What an edition did to a rule: `new`, `kept`, `changed`, and how."""

    edition: Listed
    what: str
    diff: RuleDiff | None


def history(book: str, rule_id: str) -> list[Stage]:
    """Return the stages of a rule from the oldest edition that has it to the newest."""
    stages, before = [], None
    for one in editions.editions_of(book):
        whole = editions.whole(one)
        if rule_id in whole.rules:
            stages.append(_stage(one, before, whole, rule_id))
        before = whole
    return stages


def _stage(one: Listed, before: Edition | None, after: Edition, rule_id: str) -> Stage:
    if before is None:
        return Stage(one, "new", None)
    difference = compare_editions(before, after)
    if rule_id in difference.unchanged:
        return Stage(one, "kept", None)
    found = next((diff for diff in difference.changed if diff.after.id == rule_id), None)
    return Stage(one, "changed" if found else "new", found)


@dataclass(frozen=True)
class Hit:
    """A rule that was found, and why: the passage around the first word."""

    edition: Listed
    rule: Rule
    url: str
    passage: str
    weight: int


def search(text: str, on: date) -> list[Hit]:
    """Return the rules in force that have every word of `text`, in the language of the page; the best first."""
    words = _folded(text).split()
    if not words:
        return []
    hits = []
    for book in books(on):
        for rule in editions.whole(book.current).rules.values():
            hit = _hit(book.current, rule, words)
            if hit:
                hits.append(hit)
    return sorted(hits, key=lambda hit: -hit.weight)


def _hit(one: Listed, rule: Rule, words: list[str]) -> Hit | None:
    parts = (rule.id, say(rule.title), say(rule.text), say(rule.guidance))
    folded = [_folded(part) for part in parts]
    if not all(any(word in part for part in folded) for word in words):
        return None
    weight = sum(points for word in words for points, part in zip((9, 5, 2, 1), folded, strict=True) if word in part)
    url = reverse("rules:rule", args=[one.head.rulebook, one.head.edition, rule.id])
    return Hit(one, rule, url, _passage(f"{say(rule.text)} {say(rule.guidance)}", words[0]), weight)


def _passage(text: str, word: str) -> str:
    at = max(_folded(text).find(word), 0)
    start = max(at - 80, 0)
    cut = text[start : start + 220].strip()
    return ("… " if start else "") + cut + (" …" if start + 220 < len(text) else "")


def _folded(text: str) -> str:
    """Return the text for comparing: small letters, no signs; å ä ö stay what they are in Swedish."""
    text = unicodedata.normalize("NFC", text).casefold()
    if language() == "en":
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return re.sub(r"[^\w.\-]", " ", text)
