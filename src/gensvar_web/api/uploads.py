"""A store sent from elsewhere: announced by its manifest, received file by file, then taken in whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from gensvar.errors import BadInput
from gensvar.evidence import content_hash, write_whole
from gensvar.logs.manifest import NAME
from gensvar.text import Text
from gensvar_web.api.models import Upload
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.vault.folders import absolute, folder_of, relative, write_stream
from gensvar_web.vault.models import Store
from gensvar_web.vault.receiving import announced, lacking, take_in
from gensvar_web.vault.stores import ensure_store

PERMISSION = "data.import"
PIECE = 1 << 20
KEPT = timedelta(days=7)


@transaction.atomic
def begin(*, actor: User, organisation: Organisation, manifest: dict[str, Any]) -> tuple[Upload, list[str]]:
    """Announce a store; returns the upload and the files that are wanted. The same store again goes on where it was."""
    require(actor, PERMISSION, organisation)
    digest = _digest(manifest)
    folder = folder_of(organisation, "stores") / f".upload-{digest[:32]}"
    folder.mkdir(exist_ok=True, mode=0o700)
    write_whole(folder / NAME, json.dumps(manifest).encode())
    try:
        files = lacking(announced(folder), ensure_store(organisation))
    except BadInput:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    upload, made = Upload.objects.get_or_create(
        organisation=organisation,
        manifest_hash=digest,
        defaults={"by": actor, "files": files, "folder": relative(folder)},
    )
    if not made:
        Upload.objects.filter(pk=upload.pk).update(files=files)
        upload.files = files
    return upload, [file for file in files if not (folder / file).is_file()]


def _digest(manifest: dict[str, Any]) -> str:
    """Return the hash of a manifest; BadInput if it holds what canonical JSON does not, such as huge numbers."""
    try:
        return content_hash(manifest).removeprefix("sha256:")
    except TypeError as problem:
        what = Text(sv="manifestet går inte att läsa", en="the manifest cannot be read")
        raise BadInput(what, where=NAME) from problem


def receive(*, actor: User, upload: Upload, file: str, stream: BinaryIO, hash: str, limit: int) -> None:  # noqa: A002
    """Write one file as it comes; BadInput if it is not wanted, too large, or other than `hash` (SHA-256) says."""
    require(actor, PERMISSION, upload.organisation)
    if file not in upload.files:
        raise BadInput(Text(sv="filen hör inte till lagret", en="the file is not part of the store"), where=file[:120])
    folder = absolute(upload.folder)
    target = folder / file
    target.parent.mkdir(exist_ok=True, parents=True)
    written = write_stream(_pieces(stream), folder, ".part", limit)
    if written.hash.removeprefix("sha256:") != hash.removeprefix("sha256:").lower():
        written.path.unlink()
        raise BadInput(
            Text(sv="filen kom inte fram hel", en="the file did not arrive whole"),
            where=file,
            mend=Text(sv="Skicka den igen.", en="Send it again."),
        )
    written.path.replace(target)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def finish(*, actor: User, upload: Upload) -> tuple[Store, int]:
    """Take the store in and return it with how many sources were new; BadInput if anything is missing or wrong."""
    require(actor, PERMISSION, upload.organisation)
    folder = absolute(upload.folder)
    if not (folder / NAME).is_file():
        raise BadInput(Text(sv="uppladdningen är redan avslutad", en="the upload has been finished already"))
    missing = [file for file in upload.files if not (folder / file).is_file()]
    if missing:
        raise BadInput(Text(sv="alla filer har inte kommit", en="not all files have come"), where=missing[0])
    store = ensure_store(upload.organisation)
    new = take_in(folder, store)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).delete()
        details = {"sources": new, "hash": store.data_hash}
        record(actor=actor, organisation=upload.organisation, deed="api.receive_store", subject=store, details=details)
    shutil.rmtree(folder, ignore_errors=True)
    return store, new


def forget_old(now: datetime) -> int:
    """Remove what was begun and never finished; returns how many."""
    left = list(Upload.objects.filter(began_at__lt=now - KEPT))
    for upload in left:
        folder: Path = absolute(upload.folder)
        shutil.rmtree(folder, ignore_errors=True)
        upload.delete()
    return len(left)


def limit() -> int:
    """Return the largest file that is taken, in bytes."""
    return int(settings.API_FILE_LIMIT)
