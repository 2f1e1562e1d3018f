"""Adopting an edition seals it: after that no file in its folder may change, come or go."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.evidence import file_hash, read_json, write_whole
from gensvar.rulebook.problems import Problem
from gensvar.rulebook.roots import SEAL_FILE
from gensvar.text import Text

_KEYS = {"edition", "adopted", "hash", "files"}


def files_of(folder: Path) -> dict[str, str]:
    """Return `sha256:…` of every file of an edition but the seal, by its name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL_FILE)
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}


def read_seal(folder: Path) -> dict[str, Any] | None:
    """Return the seal of an edition, `{edition, adopted, hash, files}`; None if it has none."""
    path = folder / SEAL_FILE
    if not path.exists():
        return None
    seal = read_json(path)
    if not isinstance(seal, dict) or set(seal) != _KEYS or not isinstance(seal["files"], dict):
        raise BadInput(Text(sv="sigillet är skadat", en="the seal is damaged"), where=str(path))
    return seal


def broken_seal(folder: Path) -> list[Problem]:
    """Return a problem for every file that changed, came or went since the edition was sealed."""
    seal = read_seal(folder)
    if seal is None:
        return []
    sealed, present = seal["files"], files_of(folder)
    changed = [name for name in sorted({*sealed, *present}) if sealed.get(name) != present.get(name)]
    return [
        Problem(folder / name, (), _what_happened(name, sealed, present, seal["adopted"]), _WAY_OUT) for name in changed
    ]


def require_seal(content_hash: str, folder: Path) -> None:
    """Raise BadInput if the edition in `folder` is sealed with another content."""
    seal = read_seal(folder)
    if seal is not None and seal["hash"] != content_hash:
        raise BadInput(
            Text(sv="innehållet stämmer inte med sigillet", en="the content does not agree with the seal"),
            where=str(folder / SEAL_FILE),
            mend=_WAY_OUT,
        )


_WAY_OUT = Text(sv="Återställ filen, eller skriv en ny utgåva.", en="Restore the file, or write a new edition.")


def _what_happened(name: str, sealed: dict[str, str], present: dict[str, str], adopted: str) -> Text:
    if name not in present:
        deed = Text(sv="har tagits bort ur", en="was removed from")
    elif name not in sealed:
        deed = Text(sv="har lagts till i", en="was added to")
    else:
        deed = Text(sv="har ändrats i", en="was changed in")
    return Text(
        sv=f"{name} {deed.sv} en utgåva som antogs {adopted}",
        en=f"{name} {deed.en} an edition that was adopted on {adopted}",
    )


def seal_edition(folder: Path, reference: str, content_hash: str, on: date) -> dict[str, Any]:
    """Seal the edition in `folder` as adopted `on`; BadInput if it is sealed already. Returns the seal."""
    if (folder / SEAL_FILE).exists():
        raise BadInput(
            Text(sv="utgåvan är redan antagen", en="the edition is adopted already"), where=str(folder / SEAL_FILE)
        )
    import json

    seal = {"edition": reference, "adopted": on.isoformat(), "hash": content_hash, "files": files_of(folder)}
    write_whole(folder / SEAL_FILE, (json.dumps(seal, indent=2, ensure_ascii=False) + "\n").encode())
    return seal
