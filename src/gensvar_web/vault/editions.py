"""The rulebooks that can be read here, kept in memory until their files change (looked at every other second)."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gensvar.evidence import write_whole
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import Listed, find_roots, list_editions, load_edition
from gensvar_web.vault.models import EditionRef

LOOK_S = 2.0
Marks = tuple[tuple[str, int], ...]


def stamp() -> str:
    """Return what stands for all rulebooks as they are on disk: what is kept in memory is kept under it.

    There are two hundred files, so they are looked at every other second at most, not for each page.
    """
    return _stamp(int(time.monotonic() / LOOK_S))


def look_again() -> None:
    """Have the next reader look at the disk; for who has just written there."""
    _stamp.cache_clear()


def listed() -> tuple[Listed, ...]:
    """Return the heads of all editions, by rulebook and from the oldest to the newest."""
    return _listed(stamp())


def editions_of(rulebook: str) -> tuple[Listed, ...]:
    """Return the editions of one rulebook from the oldest to the newest; empty if there is no such rulebook."""
    return _by_rulebook(stamp()).get(rulebook, ())


def in_force(rulebook: str, on: date) -> Listed | None:
    """Return the newest adopted edition that had begun on a day; None if there is none."""
    begun = [one for one in editions_of(rulebook) if one.head.status != "proposed" and one.head.valid_from <= on]
    return begun[-1] if begun else None


def edition(rulebook: str, name: str) -> Edition | None:
    """Return a whole edition; None if there is none of that name."""
    found = next((one for one in editions_of(rulebook) if one.head.edition == name), None)
    return _loaded(str(found.path), stamp()) if found else None


def whole(one: Listed) -> Edition:
    """Return the whole edition of a head."""
    return _loaded(str(one.path), stamp())


def ref_of(one: Edition) -> EditionRef:
    """Return the row that stands for an edition, made if it is the first time; called inside actions."""
    ref, _ = EditionRef.objects.get_or_create(rulebook=one.head.rulebook, edition=one.head.edition, hash=one.hash)
    return ref


def _marks(folder: Path | None = None) -> Marks:
    """Return the files below with the time each was changed."""
    roots = [folder] if folder else find_roots()
    files = [file for root in roots for file in sorted(root.rglob("*.yaml"))]
    return tuple((str(file), file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=1)
def _stamp(moment: int) -> str:
    return hashlib.sha256(repr(_marks()).encode()).hexdigest()


@lru_cache(maxsize=2)
def _listed(stamp: str) -> tuple[Listed, ...]:
    return tuple(list_editions())


@lru_cache(maxsize=2)
def _by_rulebook(stamp: str) -> dict[str, tuple[Listed, ...]]:
    found: dict[str, tuple[Listed, ...]] = {}
    for one in _listed(stamp):
        found[one.head.rulebook] = (*found.get(one.head.rulebook, ()), one)
    return found


@lru_cache(maxsize=64)
def _loaded(folder: str, stamp: str) -> Edition:
    """Reading the YAML takes a second; the parsed form beside the database takes a hundredth of that."""
    from gensvar.evidence import content_hash
    from gensvar.rulebook.json_form import from_json, to_json

    key = content_hash([folder, [[name, str(mark)] for name, mark in _marks(Path(folder))]])[7:39]
    kept = Path(settings.DATA) / "cache" / "editions" / f"{key}.json"
    if kept.exists():
        parsed = from_json(json.loads(kept.read_text(encoding="utf-8")), folder)
        return Edition(parsed.head, parsed.chapters, Path(folder), parsed.hash, parsed.sealed)
    read = load_edition(folder)
    write_whole(kept, json.dumps(to_json(read), ensure_ascii=False).encode())
    return read
