"""A made-up organisation's data, made once per process and copied: a store with a file in it that has bad rows."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gensvar.logs.decide import Wishes
from gensvar.logs.importing import import_files
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.data import measuring
from gensvar_web.rooms.data.models import Upload
from gensvar_web.vault.models import Store, StoredFile
from gensvar_web.vault.stores import ensure_store, key_of, opened, path_of, touched

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
BAD = "A9;i går;;;;;Telefon;El;Nej;0;0,00;200001\r\nA10;=cmd|'/c calc'!A1;;;;;Telefon;El;Nej;0;0,00;200001\r\n"


@dataclass(frozen=True)
class MadeUp:
    """Where the raw files lie, the store with its key, and the case file that was read into it."""

    raw: Path
    store: Path
    key: Path
    cases: Path


@lru_cache(maxsize=1)
def made_up() -> MadeUp:
    """Return the data of a small organisation, 600 contacts in two months."""
    folder = Path(tempfile.mkdtemp(prefix="gensvar-made-up-"))
    atexit.register(shutil.rmtree, folder, True)
    generate(folder / "organisation", 7, 600, Period(date(2026, 3, 2), date(2026, 4, 30)))
    raw, store, key = folder / "organisation/raw", folder / "organisation/store", folder / "key"
    cases = raw / "arenden.csv"
    cases.write_bytes(cases.read_bytes() + BAD.encode())
    (outcome,) = import_files([cases], store, Wishes(), key, NOW, lambda _share, _note: None)
    assert outcome.status == "imported", outcome.problem
    return MadeUp(raw, store, key, cases)


def give_data(organisation: Organisation, by: User) -> Store:
    """Give an organisation a store with those data, as if a person had imported the case file. Returns its row."""
    made, store = made_up(), ensure_store(organisation)
    # An earlier test may have had an organisation of that number: its rows were rolled back, its files were not.
    shutil.rmtree(path_of(store), ignore_errors=True)
    shutil.copytree(made.store, path_of(store), ignore=shutil.ignore_patterns(".lock"))
    key_of(store).unlink(missing_ok=True)
    shutil.copy2(made.key, key_of(store))
    touched(store)
    if "web_support.apps.Support" not in settings.INSTALLED_APPS:
        measuring.computed(store, measuring.every_measure())  # a site in earnest; tests have no use for all of them
    return store


def give_upload(store: Store, by: User) -> Upload:
    """Return the upload that brought the case file."""
    library = opened(store)
    assert library is not None
    source = library.manifest.sources[-1]
    assert source.rejected is not None
    file = StoredFile.objects.create(
        organisation=store.organisation, kind="log", name="ärenden april.csv", media_type="application/octet-stream",
        path="gone", size=source.size, hash=f"sha256:{source.hash}", received_from=by,
        covers_from=date(2026, 4, 1), covers_to=date(2026, 4, 30), removed_at=NOW,
    )  # fmt: skip
    rows = {table: part.rows for table, part in source.tables.items()}
    outcome = {"rows": rows, "rejected": source.rejected.rows, "reasons": source.rejected.reasons}
    return Upload.objects.create(
        organisation=store.organisation, file=file, state="imported", outcome=outcome | {"notes": source.notes}
    )
