"""The stored answers of a self-assessment, and what `gensvar assess --answers` takes of them.

An answer belongs to an edition by name, whatever its wording was when it was given: a mended comma in a
rulebook loses nobody's work. An answer with `carried_from` was brought along from an earlier round and
has not been confirmed yet. An answer that was taken back stays as a row without value.
"""

from __future__ import annotations

# ruff: noqa: A002  # a round is called what its column is called
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gensvar.assess import Answers
from gensvar.rulebook.edition import Edition
from gensvar_web.people.models import Organisation
from gensvar_web.vault.models import Answer

GIVEN = Q(value__isnull=False) | Q(dont_know=True)


def stored_answers(organisation: Organisation, rulebook: str, edition: str, round: str) -> QuerySet[Answer]:
    """Return every row of a round, the taken-back ones too."""
    rows = Answer.objects.filter(
        organisation=organisation, edition__rulebook=rulebook, edition__edition=edition, round=round
    )
    return rows.select_related("by", "document").order_by("pk")


def rounds_of(organisation: Organisation, edition: Edition) -> list[str]:
    """Return the rounds in which anything of an edition is answered, the newest name first."""
    rows = Answer.objects.filter(
        GIVEN,
        organisation=organisation,
        edition__rulebook=edition.head.rulebook,
        edition__edition=edition.head.edition,
    )
    return sorted(rows.values_list("round", flat=True).distinct(), reverse=True)


def answers_of(organisation: Organisation, edition: Edition, round: str, *, carried: bool = False) -> Answers:
    """Return the answers as the library judges them; questions that the edition no longer asks are left out.

    Answers brought along from an earlier round count when somebody has confirmed them; `carried` takes
    the unconfirmed too. Overrides are not answers: who keeps them adds them with `dataclasses.replace`.
    """
    asked = {question.id for rule in edition.rules.values() for question in rule.questions}
    rows = stored_answers(organisation, edition.head.rulebook, edition.head.edition, round).filter(GIVEN)
    if not carried:
        rows = rows.filter(carried_from=None)
    return Answers({row.question: as_written(row) for row in rows if row.question in asked})


def as_written(row: Answer) -> dict[str, Any]:
    """Return a row as an entry of an answers file: `{value, by, on, comment}`; don't know is a value of None."""
    entry: dict[str, Any] = {"value": None if row.dont_know else row.value}
    if row.by is not None and row.by.name:
        entry["by"] = row.by.name
    entry["on"] = timezone.localdate(row.on).isoformat()
    if row.comment:
        entry["comment"] = row.comment
    return entry
