"""Rounds: beginning one, bringing answers along from an earlier one, confirming them, taking a file in."""

from __future__ import annotations

# ruff: noqa: A002  # a round is called what its column is called
from typing import Any

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.answers import carrying, queries
from gensvar_web.rooms.answers.actions.answering import Deed, write
from gensvar_web.rooms.answers.fitting import fitting, plain
from gensvar_web.rooms.answers.models import Round
from gensvar_web.vault import editions
from gensvar_web.vault.answers import GIVEN, stored_answers
from gensvar_web.vault.models import Answer


@transaction.atomic
def begin_round(*, actor: User, organisation: Organisation, rulebook: str, edition: str, name: str) -> Round:
    """Begin a round of an edition; BadInput if there is no such edition, or the round has been begun."""
    require(actor, "answers.lead", organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    name = " ".join(name.split())
    if editions.edition(rulebook, edition) is None:
        raise BadInput(Text(sv="utgåvan finns inte", en="there is no such edition"), where=f"{rulebook}@{edition}")
    if not name or len(name) > 40 or not name.isprintable():
        raise BadInput(Text(sv="namnet ska ha 1 till 40 tecken", en="the name takes 1 to 40 characters"))
    made, new = Round.objects.get_or_create(
        organisation=organisation, rulebook=rulebook, edition=edition, name=name, defaults={"began_by": actor}
    )
    if not new:
        raise BadInput(
            Text(sv="Den självskattningen finns redan.", en="That self-assessment has been begun already."),
            mend=Text(sv="Öppna den, eller välj ett annat namn.", en="Open it, or choose another name."),
        )
    details = {"edition": made.reference, "round": name}
    record(actor=actor, organisation=organisation, deed="answers.begin_round", subject=made, details=details)
    return made


@transaction.atomic
def bring_along(*, actor: User, organisation: Organisation, round: Round, source: Round) -> int:
    """Fill what is open with the answers of an earlier round, marked until confirmed. Returns how many.

    BadInput if the rounds are not of one rulebook.
    """
    require(actor, "answers.lead", organisation)
    held = Round.objects.select_for_update().get(pk=round.pk, organisation=organisation)
    from_edition, to_edition = queries.edition_of(source), queries.edition_of(held)
    fits = source.organisation_id == organisation.pk and source.pk != held.pk and source.rulebook == held.rulebook
    if not fits or from_edition is None or to_edition is None:
        raise BadInput(Text(sv="Därifrån kan inget tas med.", en="Nothing can be brought along from there."))
    old = stored_answers(organisation, source.rulebook, source.edition, source.name).filter(GIVEN)
    known = {row.question: row for row in old}
    here = {row.question: row for row in stored_answers(organisation, held.rulebook, held.edition, held.name)}
    ref, count = editions.ref_of(to_edition), 0
    for name, former in carrying.origins(from_edition, to_edition).items():
        answer = here.get(name) or Answer(organisation=organisation, round=held.name, question=name, version=0)
        origin = known.get(former)
        if origin is None or answer.value is not None or answer.dont_know:
            continue
        answer.edition = ref
        content = {part: getattr(origin, part) for part in ("value", "dont_know", "comment", "document", "by", "on")}
        write(actor, held, answer, Deed.CARRIED, **content, carried_from=origin)
        count += 1
    held.brought_from = source
    held.save(update_fields=["brought_from"])
    details = {"round": str(held), "from": str(source), "answers": count}
    record(actor=actor, organisation=organisation, deed="answers.bring_along", subject=held, details=details)
    return count


@transaction.atomic
def confirm(*, actor: User, organisation: Organisation, round: Round, versions: dict[str, int]) -> int:
    """Confirm answers brought along (question -> version seen), but none changed meanwhile. Returns how many."""
    require(actor, "answers.lead", organisation)
    held = Round.objects.select_for_update().get(pk=round.pk, organisation=organisation)
    rows = stored_answers(organisation, held.rulebook, held.edition, held.name)
    done = []
    for answer in rows.filter(question__in=versions).exclude(carried_from=None):
        if answer.version == versions[answer.question]:
            content = {part: getattr(answer, part) for part in ("value", "dont_know", "comment", "document")}
            write(actor, held, answer, Deed.CONFIRMED, **content, carried_from=None, by=actor, on=timezone.now())
            done.append(answer.question)
    details = {"round": str(held), "questions": done}
    record(actor=actor, organisation=organisation, deed="answers.confirm", subject=held, details=details)
    return len(done)


@transaction.atomic
def take_in(
    *, actor: User, organisation: Organisation, round: Round, entries: dict[str, dict[str, Any]], replace: bool
) -> int:
    """Take in the answers of a file (`load_answers(…).answers`); without `replace` only where nothing is answered.

    Returns how many changed. Whoever takes them in answers for them.
    """
    require(actor, "answers.lead", organisation)
    held = Round.objects.select_for_update().get(pk=round.pk, organisation=organisation)
    edition = queries.edition_of(held)
    if edition is None:
        raise BadInput(Text(sv="utgåvan finns inte", en="there is no such edition"), where=held.reference)
    asked = {question.id: question for rule in edition.rules.values() for question in rule.questions}
    here = {row.question: row for row in stored_answers(organisation, held.rulebook, held.edition, held.name)}
    ref, now, done = editions.ref_of(edition), timezone.now(), []
    for name in sorted(set(entries) & set(asked)):
        answer = here.get(name) or Answer(organisation=organisation, round=held.name, question=name, version=0)
        value, comment = (
            fitting(asked[name], entries[name].get("value")),
            plain(str(entries[name].get("comment") or "")),
        )
        given = answer.value is not None or answer.dont_know
        same = given and (answer.value, answer.comment) == (value, comment) and answer.carried_from_id is None
        if same or (given and not replace):
            continue
        answer.edition = ref
        content = {"value": value, "dont_know": value is None, "comment": comment, "document": answer.document}
        write(actor, held, answer, Deed.IMPORTED, **content, carried_from=None, by=actor, on=now)
        done.append(name)
    details = {"round": str(held), "answers": len(done), "replace": replace}
    record(actor=actor, organisation=organisation, deed="answers.take_in", subject=held, details=details)
    return len(done)
