"""Find an edition by its name and read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.handwritten import did_you_mean
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.json_form import read_export
from gensvar.rulebook.reading import read_edition, read_head
from gensvar.rulebook.roots import HEAD_FILE, SEAL_FILE, Listed, edition_folders, find_roots
from gensvar.text import Text

__all__ = ["Edition", "Listed", "find_edition", "find_roots", "list_editions", "load_edition"]


def load_edition(reference: str, *, on: date | None = None, roots: Iterable[Path] | None = None) -> Edition:
    """Return the edition that `reference` names: `ID`, `ID@EDITION`, an edition's folder or its export (.json).

    Without an edition: the newest that is in force on `on` (newest of all without a day); a proposed
    edition only by name. BadInput for an unknown name (with the nearest one), for anything wrong in
    the files (all of it at once), and for a sealed edition whose files were changed.
    """
    if Path(reference).suffix == ".json":
        return read_export(Path(reference))
    return read_edition(find_edition(reference, on=on, roots=roots))


def find_edition(reference: str, *, on: date | None = None, roots: Iterable[Path] | None = None) -> Path:
    """Return the folder of the edition that `reference` names; see `load_edition`."""
    folder = Path(reference)
    if (folder / HEAD_FILE).is_file():
        return folder
    if len(folder.parts) > 1:
        raise BadInput(Text(sv=f"mappen har ingen {HEAD_FILE}", en=f"the folder has no {HEAD_FILE}"), where=reference)
    rulebook, _, edition = reference.partition("@")
    places = _editions_of(rulebook, roots)
    if not edition:
        return _newest(rulebook, places, on)
    if edition not in places:
        raise BadInput(
            Text(sv=f"okänd utgåva: {reference}", en=f"unknown edition: {reference}"),
            mend=did_you_mean(reference, [f"{rulebook}@{name}" for name in places]),
        )
    return places[edition]


def find_folders(references: Iterable[str], roots: Iterable[Path]) -> list[Path]:
    """Return the folders of the editions named; a folder stands for every edition below it, no name for all."""
    found: list[Path] = []
    for reference in references:
        folder = Path(reference)
        below = sorted(head.parent for head in folder.glob(f"**/{HEAD_FILE}")) if folder.is_dir() else []
        found += below or [find_edition(reference, roots=roots)]
    return found if found or references else [folder for *_, folder in edition_folders(roots)]


def _editions_of(rulebook: str, roots: Iterable[Path] | None) -> dict[str, Path]:
    """Return the folders of a rulebook's editions by the edition's name."""
    found: dict[str, dict[str, Path]] = {}
    for name, edition, folder in edition_folders(roots):
        found.setdefault(name, {})[edition] = folder
    if rulebook not in found:
        raise BadInput(
            Text(sv=f"okänt regelverk: {rulebook}", en=f"unknown rulebook: {rulebook}"),
            mend=did_you_mean(rulebook, found)
            or Text(
                sv="Inga regelverk hittades; peka ut mappen med GENSVAR_RULEBOOKS.",
                en="No rulebooks were found; name the folder in GENSVAR_RULEBOOKS.",
            ),
        )
    return found[rulebook]


def _newest(rulebook: str, places: dict[str, Path], on: date | None) -> Path:
    heads = {folder: read_head(folder) for folder in places.values()}
    adopted = {folder: head for folder, head in heads.items() if head.status != "proposed"}
    begun = {folder: head for folder, head in adopted.items() if on is None or head.valid_from <= on}
    if begun:
        return max(begun, key=lambda folder: (begun[folder].valid_from, begun[folder].edition))
    day = on.isoformat() if on else ""
    raise BadInput(
        Text(sv=f"ingen utgåva av {rulebook} gäller {day}", en=f"no edition of {rulebook} is in force {day}")
        if adopted
        else Text(sv=f"{rulebook} har bara förslag till utgåvor", en=f"{rulebook} has proposed editions only"),
        mend=Text(
            sv=f"Ange utgåvan: {', '.join(f'{rulebook}@{name}' for name in places)}",
            en=f"Name the edition: {', '.join(f'{rulebook}@{name}' for name in places)}",
        ),
    )


def list_editions(roots: Iterable[Path] | None = None) -> list[Listed]:
    """Return every edition that can be found, by rulebook and then from the oldest to the newest."""
    listed = [
        Listed(read_head(folder), folder, (folder / SEAL_FILE).exists()) for _, _, folder in edition_folders(roots)
    ]
    return sorted(listed, key=lambda one: (one.head.rulebook, one.head.valid_from, one.head.edition))
