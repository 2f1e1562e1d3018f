"""A small YAML file of the user: a mapping of known keys, every mistake told with file, line and nearest match."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.handwritten import did_you_mean, place, read_yaml
from gensvar.text import Text

LARGEST_FILE = 5_000_000
Keys = tuple[str | int, ...]
NOT_A_MAPPING = Text(sv="här ska stå nycklar och värden", en="keys and values must stand here")


def read_mapping(path: Path, known: Iterable[str]) -> dict[str, Any]:
    """Return what stands in `path`, dates as ISO text; BadInput says what is wrong and where."""
    content = plain(read_yaml(path, LARGEST_FILE))
    if not isinstance(content, dict):
        raise BadInput(NOT_A_MAPPING, where=str(path))
    refuse_unknown_keys(path, (), content, known)
    return content


def mapping_at(path: Path, content: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the mapping under a key, empty where there is none; BadInput if something else stands there."""
    found = content.get(key) or {}
    if not isinstance(found, dict):
        raise BadInput(NOT_A_MAPPING, where=place(path, (key,)))
    return found


def refuse_unknown_keys(path: Path, above: Keys, mapping: dict[str, Any], known: Iterable[str]) -> None:
    """Raise BadInput at the first key that is not `known`, with the nearest one that is."""
    names = list(known)
    for key in mapping:
        if key not in names:
            raise unknown(place(path, (*above, key)), key, names)


def unknown(where: str, name: str, names: Iterable[str]) -> BadInput:
    """Return the error for a name that does not exist, with the nearest one that does."""
    return BadInput(
        Text(sv=f"okänt namn: {name}", en=f"unknown name: {name}"), where=where, mend=did_you_mean(name, names)
    )


def plain(value: Any) -> Any:
    """Return a value with keys as text and dates as ISO text, all the way down."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value
