"""The data of an organisation: one store by default, its pseudonym key in a folder apart from it.

The row says what is asked for often (rows, period, hash); `touched` brings it up to date with the disk.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.logs.manifest import NAME
from gensvar.logs.store import Store as Library
from gensvar.text import Text
from gensvar_web.people.models import Organisation
from gensvar_web.vault.folders import absolute, folder_of, relative
from gensvar_web.vault.models import Store

DEFAULT = "data"


def default_store(organisation: Organisation) -> Store | None:
    """Return the store that the organisation's data go into; None before anything has been imported."""
    return Store.objects.filter(organisation=organisation, retired_at=None).order_by("pk").first()


def ensure_store(organisation: Organisation) -> Store:
    """Return the default store, its row made if there is none. To be called inside an action or a job."""
    found = default_store(organisation)
    if found is not None:
        return found
    path = folder_of(organisation, "stores") / DEFAULT
    return Store.objects.create(organisation=organisation, name=organisation.name, path=relative(path))


def path_of(store: Store) -> Path:
    """Return the folder of the store."""
    return absolute(store.path)


def key_of(store: Store) -> Path:
    """Return where the key of the store's pseudonyms lies: in a folder of its own, for its owner's eyes only."""
    return folder_of(store.organisation, "keys") / f"{path_of(store).name}.key"


def opened(store: Store | None) -> Library | None:
    """Return the store as the library has it; None when there is none, or nothing was imported yet."""
    if store is None or not (path_of(store) / NAME).is_file():
        return None
    return Library.open(path_of(store))


def touched(store: Store) -> Store:
    """Bring the row up to date after the data changed: rows by table, period, hash. Returns it, saved."""
    library = opened(store)
    covered = library.covered() if library else None
    store.data_hash = library.data_hash() if library and library.manifest.sources else ""
    store.rows = {table: library.rows(table) for table in library.tables()} if library else {}
    store.covers_from, store.covers_to = covered or (None, None)
    store.save(update_fields=["data_hash", "rows", "covers_from", "covers_to", "updated_at"])
    return store


@contextmanager
def alone_with(store: Store, *, wait: bool = True) -> Iterator[None]:
    """Hold the store so that nobody else changes it; a killed process lets go by itself.

    A job waits for its turn; a page does not (`wait=False`): BadInput while somebody else has it.
    """
    path = folder_of(store.organisation, "stores") / f".{path_of(store).name}.turn"
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise BadInput(
                Text(sv="En fil läses in just nu.", en="A file is being imported right now."),
                mend=Text(sv="Försök igen när den är klar.", en="Try again when it is done."),
            ) from problem
        yield
