"""The deeds: a mapping corrected, files read into the store and taken out again, measures asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.logs.mapping import Mapping
from gensvar.text import Text
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.data import reading
from gensvar_web.rooms.data.models import SavedMapping, Upload
from gensvar_web.rooms.data.receiving import inspect_again
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.jobs import start
from gensvar_web.vault.models import Job
from gensvar_web.vault.stores import alone_with, default_store, opened, touched

State = Upload.State
READABLE = (State.READY, State.TO_MAP)


@transaction.atomic
def correct_mapping(
    *, actor: User, organisation: Organisation, upload: Upload, mapping: Mapping, wishes: dict[str, Any], name: str
) -> Upload:
    """Keep a corrected mapping, by name for files with the same columns, and inspect the file again with it."""
    require(actor, "data.import", organisation)
    stored = _locked(upload, organisation)
    _must_be(stored, READABLE)
    stored.mapping, stored.wishes = mapping.as_json(), wishes
    if name:
        stored.saved = _keep(actor, organisation, stored, name)
    inspect_again(stored, actor)
    details = {"saved": bool(name)}
    record(actor=actor, organisation=organisation, deed="data.correct_mapping", subject=stored, details=details)
    return stored


def _keep(actor: User, organisation: Organisation, upload: Upload, name: str) -> SavedMapping:
    """Keep it for these columns; another mapping of that name gives way."""
    columns = reading.hash_of([one["name"] for one in upload.columns])
    SavedMapping.objects.filter(organisation=organisation, name=name).exclude(columns_hash=columns).delete()
    values = {"name": name, "mapping": upload.mapping, "wishes": upload.wishes, "by": actor}
    saved, _ = SavedMapping.objects.update_or_create(organisation=organisation, columns_hash=columns, defaults=values)
    return saved


@transaction.atomic
def begin_import(*, actor: User, organisation: Organisation, uploads: list[Upload]) -> list[Job]:
    """Begin to read inspected files into the store; those that are on their way already are left alone."""
    require(actor, "data.import", organisation)
    jobs = []
    for upload in uploads:
        stored = _locked(upload, organisation)
        if stored.state == State.IMPORTING and stored.job:
            jobs.append(stored.job)
            continue
        _must_be(stored, (State.READY,))
        arguments = {"upload": stored.pk}
        key = f"upload-{stored.pk}"
        stored.job = start(kind="data.import", actor=actor, organisation=organisation, arguments=arguments, key=key)
        stored.state = State.IMPORTING
        stored.save(update_fields=["state", "job", "changed_at"])
        jobs.append(stored.job)
        record(actor=actor, organisation=organisation, deed="data.begin_import", subject=stored)
    return jobs


def remove_file(*, actor: User, organisation: Organisation, upload: Upload) -> Upload:
    """Take a file away: out of the store if it was read into it, and off the disk. Twice is as good as once."""
    require(actor, "data.import", organisation)
    store = default_store(organisation)
    if store is None:
        return _removed(actor, organisation, upload)
    with alone_with(store, wait=False):
        removed = _removed(actor, organisation, upload)
        touched(store)
    return removed


@transaction.atomic
def _removed(actor: User | None, organisation: Organisation, upload: Upload) -> Upload:
    stored = _locked(upload, organisation)
    if stored.state == State.IMPORTING:
        raise BadInput(
            Text(sv="Filen håller på att läsas in.", en="The file is being imported."),
            mend=Text(sv="Vänta tills den är klar.", en="Wait until it is done."),
        )
    digest = stored.file.hash.removeprefix("sha256:")
    library = opened(default_store(organisation))
    if library and any(one.hash == digest for one in library.manifest.sources):
        library.forget(digest)
    put_away(stored, State.FORGOTTEN)
    details = {"hash": stored.file.hash}
    record(actor=actor, organisation=organisation, deed="data.remove_file", subject=stored, details=details)
    return stored


def put_away(upload: Upload, state: str) -> None:
    """End a file's way: its bytes go, and what stood in its columns; what it was is still known."""
    absolute(upload.file.path).unlink(missing_ok=True)
    upload.file.removed_at = timezone.now()
    upload.file.save(update_fields=["covers_from", "covers_to", "removed_at"])
    upload.state, upload.columns = state, reading.without_values(upload.columns)
    upload.about = {key: value for key, value in upload.about.items() if key not in ("sample", "columns")}
    upload.save()


def forget_covered_before(day: date) -> int:
    """Take imported files out of the store whose last day lies before `day`; returns how many. Called by the tick."""
    old = Upload.objects.filter(state=State.IMPORTED, file__covers_to__lt=day).select_related("file", "organisation")
    for upload in old:
        store = default_store(upload.organisation)
        if store is not None:
            with alone_with(store):
                _removed(None, upload.organisation, upload)
                touched(store)
    return len(old)


@transaction.atomic
def begin_measuring(*, actor: User, organisation: Organisation, arguments: dict[str, Any], key: str) -> Job:
    """Begin to compute what a page of measures shows; `arguments` as `measuring` reads them."""
    require(actor, "data.measure", organisation)
    made = start(kind="data.measure", actor=actor, organisation=organisation, arguments=arguments, key=key[:120])
    record(actor=actor, organisation=organisation, deed="data.measure", subject=made)
    return made


@transaction.atomic
def forget_mapping(*, actor: User, organisation: Organisation, saved: SavedMapping) -> None:
    """Take away a saved mapping; files read with it stay."""
    require(actor, "data.import", organisation)
    record(actor=actor, organisation=organisation, deed="data.forget_mapping", subject=saved)
    saved.delete()


def _locked(upload: Upload, organisation: Organisation) -> Upload:
    return (
        Upload.objects.select_for_update(of=("self",))
        .select_related("file", "organisation")
        .get(pk=upload.pk, organisation=organisation)
    )


def _must_be(upload: Upload, states: tuple[str, ...]) -> None:
    if upload.state not in states:
        raise BadInput(
            Text(sv="Filen är inte längre i det läget.", en="The file is no longer in that state."),
            where=upload.file.name,
            mend=Text(sv="Öppna sidan igen.", en="Open the page again."),
        )
