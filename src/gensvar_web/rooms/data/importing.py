"""What the jobs do with a received file. Each may be run again from the beginning: the second time changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.logs.manifest import Source
from gensvar.logs.store import Store as Library
from gensvar.logs.store import column_range
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import User
from gensvar_web.rooms.data import reading
from gensvar_web.rooms.data.actions import put_away
from gensvar_web.rooms.data.bounded import read_in_little_memory
from gensvar_web.rooms.data.models import SavedMapping, Upload
from gensvar_web.rooms.data.on_the_page import on_the_page
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.jobs import start
from gensvar_web.vault.stores import alone_with, ensure_store, key_of, opened, path_of, touched

State = Upload.State
Progress = Callable[[float, str], None]


def inspect_upload(upload: Upload, progress: Progress) -> None:
    """Find out what a file is and how it would be read: by hand, as last time, or as the library proposes."""
    if upload.state != State.INSPECTING:
        return
    path = absolute(upload.file.path)
    sample = None
    try:
        sample = reading.sample_of(path)
        upload.columns = reading.described(sample) if sample else []
        _take_saved(upload)
        with reading.wishes_of(upload.mapping, upload.wishes) as wishes:
            from gensvar.logs.inspecting import inspect_file

            about = read_in_little_memory(path, lambda: inspect_file(path, wishes, progress))
    except BadInput as problem:
        upload.problem = reading.told(problem, path, upload.file.name)
        upload.state = State.TO_MAP if sample and sample.rows else State.REFUSED
        upload.about = {}
    else:
        # The library's rows carry moments; a column of JSON takes text.
        about = on_the_page(json.loads(json.dumps(about, default=str)))
        upload.about = {key: value for key, value in about.items() if key not in ("file", "command", "columns")}
        upload.mapping, upload.problem, upload.state = about["mapping"], None, State.READY
    with transaction.atomic():
        put_away(upload, State.REFUSED) if upload.state == State.REFUSED else upload.save()


def _take_saved(upload: Upload) -> None:
    """Read the file as one with the same columns was read before, unless somebody said how."""
    if upload.mapping is not None or not upload.columns:
        return
    columns = reading.hash_of([one["name"] for one in upload.columns])
    saved = SavedMapping.objects.filter(organisation=upload.organisation, columns_hash=columns).first()
    if saved is not None:
        upload.saved, upload.mapping, upload.wishes = saved, saved.mapping, saved.wishes


def import_upload(upload: Upload, by: User | None, progress: Progress) -> None:
    """Read a file into the store of its organisation, then measure what is new."""
    from gensvar.logs.importing import import_files

    if upload.state != State.IMPORTING:
        return
    store, path = ensure_store(upload.organisation), absolute(upload.file.path)
    digest = upload.file.hash.removeprefix("sha256:")
    with alone_with(store):
        problem = None
        if path.exists():
            with reading.wishes_of(upload.mapping, upload.wishes) as wishes:
                now = timezone.now().astimezone(UTC)
                told = (path_of(store), wishes, key_of(store), now, progress)
                outcome = read_in_little_memory(path, lambda: import_files([path], *told))[0]
                problem = outcome.problem
        library = opened(store)
        source = next((one for one in library.manifest.sources if one.hash == digest), None) if library else None
        with transaction.atomic():
            touched(store)
            if problem is None and source is not None and library is not None:
                _imported(upload, library, source, by)
            else:
                _refused(upload, problem, by)


def _imported(upload: Upload, library: Library, source: Source, by: User | None) -> None:
    upload.outcome = {
        "rows": {table: part.rows for table, part in sorted(source.tables.items())},
        "rejected": source.rejected.rows if source.rejected else 0,
        "reasons": source.rejected.reasons if source.rejected else [],
        "notes": on_the_page(source.notes),
        "importer": source.importer,
        "zone": source.zone,
    }
    upload.problem = None
    upload.file.covers_from, upload.file.covers_to = _covered(library, source) or (None, None)
    put_away(upload, State.IMPORTED)
    details = {"hash": upload.file.hash, "rows": upload.outcome["rows"], "rejected": upload.rejected}
    record(actor=by, organisation=upload.organisation, deed="data.import", subject=upload, details=details)
    start(kind="data.measure", actor=by, organisation=upload.organisation, arguments={}, key="all")


def _refused(upload: Upload, problem: BadInput | None, by: User | None) -> None:
    """Leave the file where it can be mapped anew, unless it is gone."""
    path = absolute(upload.file.path)
    upload.problem = reading.told(problem, path, upload.file.name) if problem else None
    upload.state = State.TO_MAP if path.exists() and upload.columns else State.REFUSED
    upload.save()
    record(actor=by, organisation=upload.organisation, deed="data.refuse_import", subject=upload)


def _covered(library: Library, source: Source) -> tuple[date, date] | None:
    """Return the first and last local day of what a file gave."""
    import pyarrow.parquet as pq

    moments = [
        moment
        for table, column in (("contacts", "t_start"), ("cases", "created"))
        if table in source.tables
        for moment in column_range(pq.read_metadata(library.path / source.tables[table].file), column)
    ]
    zone = ZoneInfo(library.zone)
    days = [moment.replace(tzinfo=UTC).astimezone(zone).date() for moment in moments]
    return (min(days), max(days)) if days else None
