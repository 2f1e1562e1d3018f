"""Saving an answer and undoing it; the second of two writers is shown both answers."""

from __future__ import annotations

# ruff: noqa: A002  # a round is called what its column is called
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.rulebook.model import Question
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.answers import queries
from gensvar_web.rooms.answers.fitting import fitting, plain
from gensvar_web.rooms.answers.models import AnswerChange, Round, Waiting
from gensvar_web.rooms.answers.policy import may_answer
from gensvar_web.vault import editions
from gensvar_web.vault.answers import stored_answers
from gensvar_web.vault.models import Answer, StoredFile

Deed = AnswerChange.Deed
CHANGED = Text(sv="Någon annan har ändrat svaret medan du skrev.", en="Somebody else changed the answer as you wrote.")
CHOOSE = Text(sv="Se båda svaren och välj.", en="Look at both answers and choose.")


class Conflict(BadInput):
    """Somebody else saved in between; `stored` is what they saved."""

    def __init__(self, stored: Answer, mend: Text = CHOOSE) -> None:
        super().__init__(CHANGED, mend=mend)
        self.stored = stored


@transaction.atomic
def save_answer(
    *,
    actor: User,
    organisation: Organisation,
    round: Round,
    question: str,
    value: Any,
    dont_know: bool = False,
    comment: str = "",
    document: StoredFile | None = None,
    version: int,
) -> Answer:
    """Save an answer; `version` is that of the answer it was written on, 0 where there was none.

    The answer that is there already, sent again, changes nothing; brought along, it is confirmed.
    Conflict if somebody else saved another answer meanwhile. BadInput for a value that does not fit.
    """
    stored, asked = _locked(actor, organisation, round, question)
    content = {
        "value": None if dont_know else fitting(asked, value),
        "dont_know": dont_know,
        "comment": plain(comment),
        "document": document,
    }
    if document is not None and document.organisation_id != organisation.pk:
        raise PermissionDenied("answers.answer")
    if content["value"] is None and not dont_know:
        raise BadInput(Text(sv="Välj ett svar, eller vet inte.", en="Choose an answer, or don't know."))
    same = stored.pk is not None and all(getattr(stored, name) == wanted for name, wanted in content.items())
    if same and stored.carried_from_id is None:
        return stored
    if stored.version != version and not same:
        raise Conflict(stored)
    deed = Deed.CONFIRMED if same else Deed.SAVED
    write(actor, round, stored, deed, **content, carried_from=None, by=actor, on=timezone.now())
    tell(actor, organisation, f"answers.{'confirm' if same else 'save'}", round, stored)
    return stored


@transaction.atomic
def undo(*, actor: User, organisation: Organisation, round: Round, question: str, version: int) -> Answer:
    """Make an answer what it was before its last change, as a new version; Conflict if it was changed meanwhile."""
    stored, _ = _locked(actor, organisation, round, question)
    if stored.version != version or version < 1:
        raise Conflict(stored, Text(sv="Öppna frågan igen.", en="Open the question again."))
    before = round.changes.filter(question=question, version=version - 1).first()
    content: dict[str, Any] = {"value": None, "dont_know": False, "comment": "", "document": None, "carried_from": None}
    if before is not None:
        content = {name: getattr(before, name) for name in content}
    by, on = (before.by, before.at) if before is not None else (None, timezone.now())
    if before is not None and before.carried_from is not None:
        by, on = before.carried_from.by, before.carried_from.on
    write(actor, round, stored, Deed.UNDONE, **content, by=by, on=on)
    tell(actor, organisation, "answers.undo", round, stored)
    return stored


def _locked(actor: User, organisation: Organisation, round: Round, question: str) -> tuple[Answer, Question]:
    """Return the answer to be written, new or old, and its question, with the round locked.

    PermissionDenied for a contributor who was not handed it, BadInput for no such question.
    """
    require(actor, "answers.answer", organisation)
    held = Round.objects.select_for_update().get(pk=round.pk, organisation=organisation)
    if not may_answer(actor, organisation, held.handed.filter(question=question).first()):
        raise PermissionDenied("answers.answer")
    edition = queries.edition_of(held)
    asked = (
        next((one for rule in edition.rules.values() for one in rule.questions if one.id == question), None)
        if edition
        else None
    )
    if edition is None or asked is None:
        raise BadInput(Text(sv="frågan finns inte i utgåvan", en="the edition does not ask that"), where=question)
    found = stored_answers(organisation, held.rulebook, held.edition, held.name).filter(question=question).first()
    new = Answer(organisation=organisation, round=held.name, question=question, version=0)
    answer = found or new
    # The wording that is answered now, should it have been mended since.
    answer.edition = editions.ref_of(edition)
    return answer, asked


def write(actor: User, round: Round, answer: Answer, deed: str, **content: Any) -> None:
    """Store an answer as its next version, and the version beside it."""
    for name, wanted in content.items():
        setattr(answer, name, wanted)
    answer.version += 1
    answer.save()
    kept = {name: content[name] for name in ("value", "dont_know", "comment", "document", "carried_from")}
    round.changes.create(
        question=answer.question, version=answer.version, deed=deed, by=actor, at=timezone.now(), **kept
    )
    if answer.document_id is not None:
        Waiting.objects.filter(file_id=answer.document_id).delete()


def tell(actor: User, organisation: Organisation, deed: str, round: Round, answer: Answer) -> None:
    """Record a deed on one answer."""
    details = {"round": str(round), "question": answer.question, "version": answer.version}
    record(actor=actor, organisation=organisation, deed=deed, subject=answer, details=details)
