"""Send a letter: it is stored with the deed it tells of, and leaves when that is done."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from gensvar.text import Language
from gensvar_web.post.letters import LETTERS
from gensvar_web.post.models import Outgoing


def send_letter(*, kind: str, to: str, language: str, values: dict[str, str]) -> Outgoing:
    """Send a letter of a known kind; KeyError for an unknown kind or a missing place."""
    letter = LETTERS[kind]
    written: Language = "en" if language == "en" else "sv"
    subject, body = (text.fill(**values).into(written) for text in (letter.subject, letter.body))
    return send_text(kind=kind, to=to, subject=subject, body=body)


@transaction.atomic
def send_text(*, kind: str, to: str, subject: str, body: str) -> Outgoing:
    """Send a letter that is already written."""
    from gensvar_web.post.tasks import deliver

    one_line = " ".join(subject.split())[:300]
    outgoing = Outgoing.objects.create(kind=kind, to=to, subject=one_line, body=body)
    transaction.on_commit(partial(deliver.enqueue, outgoing.pk))
    return outgoing
