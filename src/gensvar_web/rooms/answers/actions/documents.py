"""Taking documents in, and forgetting those that never came to hang on an answer."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.core.files.base import File
from django.db import transaction

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.answers.models import Waiting
from gensvar_web.rooms.answers.receiving import LIMIT, MEDIA_TYPES, ending_of, shown_name
from gensvar_web.vault.folders import absolute, folder_of, relative, write_stream
from gensvar_web.vault.models import StoredFile


def receive_document(
    *,
    actor: User,
    organisation: Organisation,
    file: File[bytes],
    covers_from: date | None = None,
    covers_to: date | None = None,
) -> StoredFile:
    """Take a document in, piece by piece; BadInput for a kind that is not taken, or more than 25 MB.

    It waits until it hangs on an answer (`save_answer(document=…)`), two days at most.
    """
    require(actor, "answers.answer", organisation)
    name = shown_name(file.name or "")
    ending = ending_of(name, file)
    written = write_stream(file.chunks(), folder_of(organisation, "files"), ending, LIMIT)
    try:
        with transaction.atomic():
            stored = StoredFile.objects.create(
                organisation=organisation,
                kind=StoredFile.Kind.DOCUMENT,
                name=name,
                media_type=MEDIA_TYPES[ending],
                path=relative(written.path),
                size=written.size,
                hash=written.hash,
                covers_from=covers_from,
                covers_to=covers_to,
                received_from=actor,
            )
            Waiting.objects.create(file=stored, by=actor)
            details = {"hash": written.hash, "size": written.size}
            record(actor=actor, organisation=organisation, deed="answers.receive", subject=stored, details=details)
    except BaseException:
        written.path.unlink(missing_ok=True)
        raise
    return stored


@transaction.atomic
def forget_waiting(*, before: datetime) -> int:
    """Delete documents that never came to hang on an answer, received before a time. Returns how many."""
    rows = [one.file for one in Waiting.objects.filter(file__received_at__lt=before).select_related("file")]
    for file in rows:
        _forget(None, file)
    return len(rows)


@transaction.atomic
def forget_document(*, actor: User, organisation: Organisation, file: StoredFile) -> None:
    """Delete a document that the actor sent and that never came to hang on an answer; BadInput for any other."""
    require(actor, "answers.answer", organisation)
    waiting = Waiting.objects.select_for_update().filter(by=actor, file=file, file__organisation=organisation)
    if not waiting.exists():
        raise _not_waiting()
    _forget(actor, file)


def _forget(actor: User | None, file: StoredFile) -> None:
    transaction.on_commit(partial(absolute(file.path).unlink, missing_ok=True))
    record(actor=actor, organisation=file.organisation, deed="answers.forget_document", subject=file)
    file.delete()


@transaction.atomic
def date_document(
    *, actor: User, organisation: Organisation, file: StoredFile, covers_from: date | None, covers_to: date | None
) -> None:
    """Say which period a document covers, as long as it hangs on no answer; BadInput then, or for one of others."""
    require(actor, "answers.answer", organisation)
    waiting = Waiting.objects.filter(by=actor).values("file")
    found = StoredFile.objects.filter(pk=file.pk, organisation=organisation, pk__in=waiting)
    if not found.update(covers_from=covers_from, covers_to=covers_to):
        raise _not_waiting()
    record(actor=actor, organisation=organisation, deed="answers.date_document", subject=file)


def _not_waiting() -> BadInput:
    return BadInput(
        Text(
            sv="Dokumentet hör till ett svar, eller är lämnat av någon annan.",
            en="The document belongs to an answer, or was sent by somebody else.",
        ),
        mend=Text(sv="Ta bort det från svaret och lämna ett nytt.", en="Take it off the answer and send a new one."),
    )
