"""What the self-assessment knows of a person, and how it is erased.

The answers are the organisation's and stay; who gave them, and the person's name and address in
comments they wrote, go.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q, QuerySet

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.people.models import User
from gensvar_web.rooms.answers.models import AnswerChange, Handed, Round
from gensvar_web.vault.models import Answer, StoredFile

ERASED = "[…]"


@exports("answers")
def export_answers(user: User) -> dict[str, Any]:
    """Return the answers the person gave, what was handed to them, the documents they sent."""
    changes = AnswerChange.objects.filter(by=user).select_related("round").order_by("at")
    handed = Handed.objects.filter(to=user).select_related("round")
    documents = StoredFile.objects.filter(received_from=user, kind=StoredFile.Kind.DOCUMENT)
    return {
        "answers": [
            {
                "round": str(one.round),
                "question": one.question,
                "value": one.value,
                "dont_know": one.dont_know,
                "comment": one.comment,
                "at": one.at.isoformat(),
            }
            for one in changes
        ],
        "handed": [{"round": str(one.round), "question": one.question, "at": one.at.isoformat()} for one in handed],
        "documents": [{"name": one.name, "hash": one.hash, "at": one.received_at.isoformat()} for one in documents],
    }


@erases("answers")
def erase_answers(user: User) -> None:
    """Take the person out of the answers."""
    for rows in (Answer.objects.filter(by=user), AnswerChange.objects.filter(by=user)):
        _hide_name(rows, user)
        rows.update(by=None)
    Handed.objects.filter(to=user).delete()
    Handed.objects.filter(by=user).update(by=None)
    Round.objects.filter(began_by=user).update(began_by=None)
    StoredFile.objects.filter(received_from=user, kind=StoredFile.Kind.DOCUMENT).update(received_from=None)


def _hide_name(rows: QuerySet[Any], user: User) -> None:
    names = [name for name in (user.email, user.name) if name]  # the address may hold the name
    mentioned = Q(pk__in=[])
    for name in names:
        mentioned |= Q(comment__icontains=name)
    for row in rows.filter(mentioned):
        for name in names:
            row.comment = _without(row.comment, name)
        row.save(update_fields=["comment"])


def _without(text: str, name: str) -> str:
    """Return a text with a name hidden, whatever its capitals; not where it is part of another word."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", ERASED, text, flags=re.IGNORECASE)
