"""A store made elsewhere becomes part of the organisation's own: source by source, checked, then named in the manifest.

Only what a store holds is taken in: canonical tables as Parquet, pseudonymised where they were made. The
key of the pseudonyms stays with who made them; two keys never meet in one store.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.logs.arrival import REJECTED, locked
from gensvar.logs.columns import ORIGIN
from gensvar.logs.manifest import Manifest, Source, read_manifest
from gensvar.logs.store import Store as Library
from gensvar.logs.tables import TABLES
from gensvar.text import Text
from gensvar_web.vault.models import Store
from gensvar_web.vault.stores import alone_with, opened, path_of, touched

FILE = re.compile(r"^([a-z_]{1,40})/[0-9a-f]{16}-[0-9a-f]{8}\.parquet$")
MOST_FILES = 5_000


def announced(folder: Path) -> Manifest:
    """Return the manifest that lies in `folder`; BadInput if it is damaged or names files that no store has."""
    manifest = read_manifest(folder)
    files = [file for source in manifest.sources for file in source.files()]
    if not files or len(files) > MOST_FILES:
        raise _odd(f"{len(files)} files")
    for source in manifest.sources:
        for file in source.files():
            _check_name(source, file)
    return manifest


def _check_name(source: Source, file: str) -> None:
    found = FILE.match(file) if isinstance(file, str) else None
    known = found and (found[1] in TABLES or found[1] == REJECTED)
    if not known or file.rpartition("/")[2] != source.file_name:
        raise _odd(str(file)[:120])


def lacking(manifest: Manifest, store: Store) -> list[str]:
    """Return the files of a manifest that the store does not have; BadInput if the pseudonyms would not agree."""
    library = opened(store)
    if library is None:
        return [file for source in manifest.sources for file in source.files()]
    _check_agreement(manifest, library.manifest)
    known = {file for source in library.manifest.sources for file in source.files()}
    return [file for source in manifest.sources for file in source.files() if file not in known]


def _check_agreement(new: Manifest, kept: Manifest) -> None:
    if new.zone != kept.zone:
        raise BadInput(
            Text(
                sv=f"lagret går efter {new.zone}, det som redan finns efter {kept.zone}",
                en=f"the store goes by {new.zone}, what is here already by {kept.zone}",
            )
        )
    if new.key_check and kept.key_check and new.key_check != kept.key_check:
        raise BadInput(
            Text(
                sv="pseudonymerna är gjorda med en annan nyckel än de som redan finns; samma kund skulle få två",
                en="the pseudonyms were made with another key than those here already; the same customer would get two",
            ),
            mend=Text(
                sv="Läs in på samma sätt som förut, eller ta först bort det som finns på servern.",
                en="Import in the same way as before, or first remove what is on the server.",
            ),
        )


def take_in(folder: Path, store: Store) -> int:
    """Add the sources whose files lie in `folder` to the store; returns how many were new.

    BadInput if a file is missing or is not what the manifest says; then nothing is changed.
    """
    manifest = announced(folder)
    with alone_with(store):
        path = path_of(store)
        library = opened(store) or Library.create(path, zone=manifest.zone)
        _check_agreement(manifest, library.manifest)
        known = {(source.hash, source.reading) for source in library.manifest.sources}
        new = [source for source in manifest.sources if (source.hash, source.reading) not in known]
        for source in new:
            _check_source(folder, source)
        with locked(path):
            _move(folder, path, new)
            _name(path, new, manifest.key_check)
        touched(store)
    return len(new)


def _check_source(folder: Path, source: Source) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table, part in source.tables.items():
        try:
            about = pq.read_metadata(folder / part.file)
        except (OSError, pa.ArrowException) as problem:
            raise _odd(part.file) from problem
        names = set(about.schema.to_arrow_schema().names)
        canonical = {column.name for column in TABLES[table].columns} | set(ORIGIN) if table in TABLES else set()
        if about.num_rows != part.rows or not names <= canonical or set(part.columns) != names:
            raise _odd(part.file)
    if source.rejected and not (folder / source.rejected.file).is_file():
        raise _odd(source.rejected.file)


def _move(folder: Path, path: Path, new: list[Source]) -> None:
    for source in new:
        for file in source.files():
            (path / file).parent.mkdir(exist_ok=True)
            (folder / file).replace(path / file)


def _name(path: Path, new: list[Source], key_check: str | None) -> None:
    """A file that is read anew takes the place of its earlier reading."""
    kept = read_manifest(path)
    hashes = {source.hash for source in new}
    sources = [source for source in kept.sources if source.hash not in hashes] + new
    replace(kept, sources=sources, key_check=kept.key_check or key_check).write(path)


def _odd(where: str) -> BadInput:
    return BadInput(
        Text(sv="lagret är inte helt eller inte gjort av Gensvar", en="the store is not whole or not made by Gensvar"),
        where=where,
        mend=Text(sv="Skicka det igen från början.", en="Send it again from the beginning."),
    )
