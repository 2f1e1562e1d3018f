"""What the pages of the room read; every query is scoped to an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gensvar.logs.manifest import Source
from gensvar.logs.store import Store as Library
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.data.models import SavedMapping, Upload
from gensvar_web.vault.models import AssessmentRecord, Store
from gensvar_web.vault.stores import default_store, opened

State = Upload.State


@dataclass(frozen=True)
class Holdings:
    """What the organisation has: tables with rows, the period, when it was last measured against the rules."""

    store: Store
    tables: dict[str, int]
    covers: tuple[date | None, date | None]
    measured_at: datetime | None


def holdings(organisation: Organisation) -> Holdings | None:
    """Return what is in the store; None while it is empty."""
    store = default_store(organisation)
    if store is None or not store.rows:
        return None
    last = AssessmentRecord.objects.filter(organisation=organisation, store=store).order_by("-created_at").first()
    return Holdings(store, store.rows, (store.covers_from, store.covers_to), last.created_at if last else None)


def uploads(organisation: Organisation) -> QuerySet[Upload]:
    """Return all files that were received."""
    return Upload.objects.filter(organisation=organisation).select_related("file", "job", "saved")


def on_their_way(organisation: Organisation) -> QuerySet[Upload]:
    """Return the files that are not read in yet, newest first."""
    states = (State.INSPECTING, State.READY, State.TO_MAP, State.REFUSED, State.IMPORTING)
    return uploads(organisation).filter(state__in=states)


def imported(organisation: Organisation) -> QuerySet[Upload]:
    """Return the files that are in the store."""
    return uploads(organisation).filter(state=State.IMPORTED)


def ready(organisation: Organisation) -> list[Upload]:
    """Return the files that can be read in as they are."""
    return list(uploads(organisation).filter(state=State.READY))


def saved_mappings(organisation: Organisation) -> QuerySet[SavedMapping]:
    """Return the mappings kept for the next time."""
    return SavedMapping.objects.filter(organisation=organisation)


def source_of(upload: Upload) -> tuple[Library, Source] | None:
    """Return the store and what the file gave it; None when it is not in the store."""
    library = opened(default_store(upload.organisation))
    digest = upload.file.hash.removeprefix("sha256:")
    source = next((one for one in library.manifest.sources if one.hash == digest), None) if library else None
    return (library, source) if library and source else None


def rejected_rows(
    library: Library, source: Source, offset: int = 0, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rejected rows of a file in order, a batch in memory at a time."""
    import pyarrow.parquet as pq

    if source.rejected is None:
        return
    place = 0
    for batch in pq.ParquetFile(library.path / source.rejected.file).iter_batches(5_000):
        first, last = max(offset - place, 0), batch.num_rows
        if limit is not None:
            last = min(last, offset + limit - place)
        if first < last:
            yield from batch.slice(first, last - first).to_pylist()
        place += batch.num_rows
        if limit is not None and place >= offset + limit:
            return


def files_of(organisation: Organisation) -> dict[str, Upload]:
    """Return received files by the hash of their content."""
    return {one.file.hash.removeprefix("sha256:"): one for one in imported(organisation)}
