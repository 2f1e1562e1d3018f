"""Make a backup of a running server; restore one where there is nothing yet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from gensvar import __version__
from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.operations.archive import (
    REGISTER,
    Contents,
    database_name,
    opened,
    read_contents,
    stored_files,
    write_archive,
)
from gensvar_web.operations.copying import copy_in, copy_out, copy_sqlite, is_empty


def make_backup(target: Path) -> Contents:
    """Write a backup of the database and the data folder to one file; others may work meanwhile."""
    data = Path(settings.DATA)
    if target.exists():
        raise BadInput(Text(sv="filen finns redan", en="the file exists already"), where=str(target))
    if target.resolve().is_relative_to(data):
        raise BadInput(
            Text(sv="kopian får inte ligga i datamappen", en="the copy must not lie in the data folder"),
            where=str(target),
        )
    contents = Contents(connection.vendor, migrations=_applied())
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".gensvar-") as folder:
        copy = Path(folder) / database_name(connection.vendor)
        copy_out(copy)
        write_archive(target, contents, _parts(copy, data))
    return contents


def _parts(copy: Path, data: Path) -> Iterator[tuple[str, Path]]:
    yield copy.name, copy
    yield from stored_files(data)
    for file in sorted((data / REGISTER).glob("*.sqlite")):
        beside = copy.with_name(file.name)
        copy_sqlite(file, beside)
        yield f"data/{REGISTER}/{file.name}", beside


def _applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def restore_backup(file: Path) -> Contents:
    """Restore a backup into an empty data folder and an empty database; BadInput, and nothing changed, otherwise."""
    contents = read_contents(file)
    _check_fit(contents)
    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        unpacked = Path(folder)
        with opened(file) as tar:
            tar.extractall(unpacked, filter="data")  # every name and hash was checked above
        # The files first: a database that names what is not there would be worse than one that is missing.
        for part in sorted((unpacked / "data").iterdir()) if (unpacked / "data").is_dir() else ():
            _put(part, data / part.name)
        copy_in(unpacked / contents.database)
    call_command("migrate", interactive=False, verbosity=0)
    return contents


def _put(part: Path, place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    part.replace(place)


def _check_fit(contents: Contents) -> None:
    if contents.vendor != connection.vendor:
        raise BadInput(
            Text(
                sv=f"kopian är gjord av {contents.vendor}, servern är inställd på {connection.vendor}",
                en=f"the copy was made of {contents.vendor}, the server is set to {connection.vendor}",
            ),
            where="GENSVAR_DATABASE_URL",
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if strange := sorted(set(contents.migrations) - known):
        raise BadInput(
            Text(
                sv=f"kopian är gjord av Gensvar {contents.version}, nyare än {__version__}",
                en=f"the copy was made by Gensvar {contents.version}, newer than {__version__}",
            ),
            where=strange[0],
            mend=Text(sv="Uppgradera först.", en="Upgrade first."),
        )
    organisations = Path(settings.DATA) / "organisations"
    if not is_empty() or (organisations.is_dir() and any(organisations.iterdir())):
        raise BadInput(
            Text(sv="här finns redan uppgifter", en="there are data here already"),
            where=str(settings.DATA),
            mend=Text(
                sv="Återställ i en tom mapp (GENSVAR_DATA) och en tom databas.",
                en="Restore into an empty folder (GENSVAR_DATA) and an empty database.",
            ),
        )
