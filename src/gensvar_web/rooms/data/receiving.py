"""Receiving files: as a stream, under names of our own, the same content once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.data.models import Upload
from gensvar_web.vault.folders import Written, folder_of, relative, write_stream
from gensvar_web.vault.jobs import start
from gensvar_web.vault.models import StoredFile

State = Upload.State
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
GONE = (State.REFUSED, State.FORGOTTEN)


def receive_files(*, actor: User, organisation: Organisation, files: Sequence[Any]) -> list[Upload]:
    """Store files and begin to inspect each; BadInput if one is too large. What is here already is not stored twice.

    `files` have `name` and `chunks()`. Nothing of several files is kept when one cannot be.
    """
    require(actor, "data.import", organisation)
    folder, written = folder_of(organisation, "files"), list[tuple[str, Written]]()
    try:
        for file in files:
            written.append((clean_name(file.name), write_stream(file.chunks(), folder, ".log", settings.UPLOAD_LIMIT)))
        with transaction.atomic():
            return [_receive(actor, organisation, name, one) for name, one in written]
    except BaseException:
        _remove(one.path for _, one in written)
        raise


def clean_name(name: str | None) -> str:
    """Return a sender's name for a file as words to show: no folders, nothing that is not seen."""
    last = UNSEEN.sub("", name or "").replace("\\", "/").rpartition("/")[2].strip()
    return last[:200] or "fil"


def _receive(actor: User, organisation: Organisation, name: str, written: Written) -> Upload:
    known = (
        Upload.objects.select_for_update(of=("self",))
        .filter(organisation=organisation, file__hash=written.hash)
        .exclude(state__in=GONE)
        .select_related("file")
        .first()
    )
    if known is not None and known.state != State.IMPORTED:
        _remove([written.path])
        return known
    upload = _again(known, written) if known else _new(actor, organisation, name, written)
    details = {"hash": written.hash, "size": written.size}
    record(actor=actor, organisation=organisation, deed="data.receive", subject=upload, details=details)
    return inspect_again(upload, actor)


def _new(actor: User, organisation: Organisation, name: str, written: Written) -> Upload:
    file = StoredFile.objects.create(
        organisation=organisation,
        kind=StoredFile.Kind.LOG,
        name=name,
        media_type="application/octet-stream",
        path=relative(written.path),
        size=written.size,
        hash=written.hash,
        received_from=actor,
    )
    return Upload.objects.create(organisation=organisation, file=file)


def _again(known: Upload, written: Written) -> Upload:
    """A file that was imported and came again may be read in another way."""
    known.file.path, known.file.removed_at = relative(written.path), None
    known.file.save(update_fields=["path", "removed_at"])
    return known


def inspect_again(upload: Upload, actor: User | None) -> Upload:
    """Begin to inspect a file. To be called inside an action."""
    upload.state, upload.problem = State.INSPECTING, None
    upload.job = start(
        kind="data.inspect",
        actor=actor,
        organisation=upload.organisation,
        arguments={"upload": upload.pk},
        key=f"upload-{upload.pk}",
    )
    upload.save()
    return upload


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
