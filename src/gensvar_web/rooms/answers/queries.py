"""A round as the pages see it: every question with its rule, whether it concerns the organisation, and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import Listed
from gensvar.rulebook.model import Chapter, Question, Rule
from gensvar.rulebook.scope import applies
from gensvar_web.people.models import RANK, Membership, Organisation, Role, User
from gensvar_web.people.profile import WORDS
from gensvar_web.people.queries import members_of
from gensvar_web.rooms.answers.models import AnswerChange, Handed, Round, Waiting
from gensvar_web.rooms.answers.policy import may_answer
from gensvar_web.vault import editions
from gensvar_web.vault.answers import stored_answers
from gensvar_web.vault.models import Answer, StoredFile


@dataclass(frozen=True)
class Line:
    """A question in a round. `concerned` is None while the profile does not settle it; `missing` says what would."""

    question: Question
    rule: Rule
    chapter: Chapter
    concerned: bool | None
    missing: tuple[str, ...]
    answer: Answer | None
    handed: Handed | None

    @property
    def state(self) -> str:
        """`open`, `carried` (brought along, not confirmed), `dont_know` or `answered`."""
        if self.answer is None or (self.answer.value is None and not self.answer.dont_know):
            return "open"
        if self.answer.carried_from_id is not None:
            return "carried"
        return "dont_know" if self.answer.dont_know else "answered"

    @property
    def done(self) -> bool:
        """Whether somebody has answered in this round."""
        return self.state in ("answered", "dont_know")

    @property
    def version(self) -> int:
        """The version of the answer, 0 where there is none."""
        return self.answer.version if self.answer else 0

    @property
    def missing_words(self) -> list[Any]:
        """What the missing fields of the profile are called."""
        return [WORDS[name][0] for name in self.missing]


@dataclass(frozen=True)
class Part:
    """A chapter of a sheet."""

    chapter: Chapter
    lines: tuple[Line, ...]

    @cached_property
    def asked(self) -> tuple[Line, ...]:
        """The questions that concern the organisation."""
        return tuple(line for line in self.lines if line.concerned)

    @cached_property
    def unsettled(self) -> tuple[Line, ...]:
        """The questions that may concern it: the profile does not say."""
        return tuple(line for line in self.lines if line.concerned is None)

    @property
    def set_aside(self) -> tuple[Line, ...]:
        """The questions that do not concern it."""
        return tuple(line for line in self.lines if line.concerned is False)

    @property
    def done(self) -> int:
        """How many are answered."""
        return sum(line.done for line in self.asked)

    @property
    def carried(self) -> int:
        """How many wait to be confirmed."""
        return sum(line.state == "carried" for line in self.asked)

    @property
    def first_open(self) -> Line | None:
        """The first question without an answer of this round."""
        return next((line for line in self.asked if not line.done), None)


@dataclass(frozen=True)
class Sheet:
    """A whole round."""

    round: Round
    edition: Edition
    parts: tuple[Part, ...]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every question by its id, in order."""
        return {line.question.id: line for part in self.parts for line in part.lines}

    @property
    def asked(self) -> int:
        """How many questions concern the organisation."""
        return sum(len(part.asked) for part in self.parts)

    @property
    def done(self) -> int:
        """How many of them are answered."""
        return sum(part.done for part in self.parts)

    @property
    def carried(self) -> int:
        """How many brought along wait to be confirmed."""
        return sum(part.carried for part in self.parts)

    @property
    def dont_know(self) -> int:
        """How many were answered with don't know."""
        return sum(line.state == "dont_know" for part in self.parts for line in part.asked)

    @property
    def first_open(self) -> Line | None:
        """The first question without an answer of this round."""
        return next((part.first_open for part in self.parts if part.first_open), None)

    def part(self, chapter: str) -> Part | None:
        """Return a chapter by its id; None if there is none."""
        return next((part for part in self.parts if part.chapter.id == chapter), None)


def rounds(organisation: Organisation) -> QuerySet[Round]:
    """Return the rounds, newest first."""
    return Round.objects.filter(organisation=organisation).select_related("began_by", "brought_from")


def edition_of(one: Round) -> Edition | None:
    """Return the edition that a round goes through; None if its files are gone."""
    return editions.edition(one.rulebook, one.edition)


def sheet(organisation: Organisation, one: Round) -> Sheet | None:
    """Return a round whole, with two queries; None if its edition is gone."""
    edition = edition_of(one)
    if edition is None:
        return None
    rows = stored_answers(organisation, one.rulebook, one.edition, one.name)
    answers = {row.question: row for row in rows}
    handed = {row.question: row for row in one.handed.select_related("to", "by")}
    parts = [
        Part(chapter, tuple(_lines(chapter, organisation.profile, answers, handed))) for chapter in edition.chapters
    ]
    return Sheet(one, edition, tuple(part for part in parts if part.lines))


def _lines(
    chapter: Chapter, profile: dict[str, Any], answers: dict[str, Answer], handed: dict[str, Handed]
) -> Iterator[Line]:
    for rule in chapter.rules:
        concerned, missing = applies(rule.scope, profile)
        for question in rule.questions:
            key = question.id
            yield Line(question, rule, chapter, concerned, missing, answers.get(key), handed.get(key))


def next_line(whole: Sheet, after: Line, user: User) -> Line | None:
    """Return the next open question of the chapter that is the person's, after this one and then from its top."""
    asked = list(next(part for part in whole.parts if part.chapter.id == after.chapter.id).asked)
    place = next((at for at, line in enumerate(asked) if line.question.id == after.question.id), -1)
    turned = asked[place + 1 :] + asked[: max(place, 0)]
    organisation = whole.round.organisation
    return next((one for one in turned if not one.done and may_answer(user, organisation, one.handed)), None)


def mine(organisation: Organisation, user: User) -> list[tuple[Round, list[Line]]]:
    """Return what is handed to a person, by round."""
    found = []
    for one in rounds(organisation).filter(handed__to=user).distinct():
        whole = sheet(organisation, one)
        lines = [line for line in whole.lines.values() if line.handed and line.handed.to_id == user.pk] if whole else []
        if lines:
            found.append((one, lines))
    return found


def answering(organisation: Organisation) -> list[User]:
    """Return the members who can be handed questions."""
    able = [role for role in RANK if RANK[role] >= RANK[Role.CONTRIBUTOR.value]]
    return [one.user for one in members_of(organisation).filter(role__in=able, user__is_active=True)]


def changes_of(one: Round, question: str) -> QuerySet[AnswerChange]:
    """Return how an answer came to be, the newest first."""
    return one.changes.filter(question=question).select_related("by", "document")


def document_of(organisation: Organisation, pk: int) -> QuerySet[StoredFile]:
    """Return the document with a number, if it is one and is still there."""
    return StoredFile.objects.filter(organisation=organisation, kind=StoredFile.Kind.DOCUMENT, pk=pk, removed_at=None)


def earlier(organisation: Organisation, one: Round) -> list[Round]:
    """Return other rounds of the same rulebook, from which answers can be brought along."""
    return list(rounds(organisation).filter(rulebook=one.rulebook).exclude(pk=one.pk))


def choosable(on: date) -> Iterable[tuple[Listed, bool]]:
    """Return the editions that ask something, with whether each is in force: those in force first, KS before others."""
    found = []
    for one in editions.listed():
        if any(rule.questions for rule in editions.whole(one).rules.values()):
            now = editions.in_force(one.head.rulebook, on)
            found.append((one, now is not None and now.path == one.path))
    return sorted(found, key=lambda pair: (not pair[1], pair[0].head.rulebook != "KS", pair[0].head.rulebook))


def is_member(organisation: Organisation, user: User) -> bool:
    """Return whether somebody still belongs to the organisation."""
    return Membership.objects.filter(organisation=organisation, user=user).exists()


def waiting(organisation: Organisation, user: User, pk: int | None) -> StoredFile | None:
    """Return a document that the person sent and that hangs on no answer yet."""
    rows = Waiting.objects.filter(file__organisation=organisation, by=user, file=pk).select_related("file")
    found = rows.first() if pk else None
    return found.file if found else None


def documents(organisation: Organisation, user: User) -> QuerySet[StoredFile]:
    """Return the documents that hang or hung on answers, and those that the person sent and that wait."""
    hung = AnswerChange.objects.filter(round__organisation=organisation).exclude(document=None).values("document")
    waits = Waiting.objects.filter(file__organisation=organisation, by=user).values("file")
    rows = StoredFile.objects.filter(organisation=organisation, kind=StoredFile.Kind.DOCUMENT, removed_at=None)
    return rows.filter(Q(pk__in=hung) | Q(pk__in=waits)).select_related("received_from")


def with_documents(organisation: Organisation) -> QuerySet[Answer]:
    """Return the answers that have a document, with their editions."""
    return Answer.objects.filter(organisation=organisation).exclude(document=None).select_related("edition")
