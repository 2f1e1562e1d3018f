"""Reading a small YAML file of the user's: every mistake is told with its file and line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from gensvar.errors import BadInput
from gensvar.text import Text

LARGEST_FILE = 5_000_000


def read_mapping(path: Path) -> CommentedMap:
    """Return the mapping in `path`, with line numbers kept; BadInput says what is wrong and where."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(Text(sv="filen är för stor", en="the file is too large"), where=str(path))
        content = YAML(typ="rt").load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as problem:
        raise BadInput(Text(sv="filen finns inte", en="the file does not exist"), where=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(Text(sv="filen är inte UTF-8", en="the file is not UTF-8"), where=str(path)) from problem
    except OSError as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem
    except (YAMLError, RecursionError) as problem:
        raise _unreadable(path, problem) from problem
    if not isinstance(content, CommentedMap):
        raise BadInput(
            Text(sv="filen ska innehålla nycklar och värden", en="the file must hold keys and values"), where=str(path)
        )
    return content


def _unreadable(path: Path, problem: Exception) -> BadInput:
    mark = problem.problem_mark if isinstance(problem, MarkedYAMLError) else None
    where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
    what = getattr(problem, "problem", None) or type(problem).__name__
    return BadInput(Text(sv=f"inte giltig YAML ({what})", en=f"not valid YAML ({what})"), where=where)


def place(path: Path, mapping: Any, key: str) -> str:
    """Return `file:line:key` for a key of a mapping that was read with `read_mapping`."""
    try:
        return f"{path}:{mapping.lc.key(key)[0] + 1}:{key}"
    except (AttributeError, KeyError):
        return f"{path}:{key}"


def refuse_unknown_keys(path: Path, mapping: CommentedMap, known: Iterable[str]) -> None:
    """Raise BadInput at the first key that is not `known`, with the nearest one that is."""
    names = list(known)
    for key in mapping:
        if key not in names:
            raise unknown(place(path, mapping, str(key)), str(key), names)


def unknown(where: str, name: str, names: list[str]) -> BadInput:
    """Return the error for a name that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        mend = Text(sv=f"Menade du {near[0]}?", en=f"Did you mean {near[0]}?")
    else:
        mend = Text(sv=f"Det finns: {', '.join(sorted(names))}", en=f"There are: {', '.join(sorted(names))}")
    return BadInput(Text(sv=f"okänt namn: {name}", en=f"unknown name: {name}"), where=where, mend=mend)


def plain(value: Any) -> Any:
    """Return a value from a YAML file as plain dicts, lists, strings, numbers and ISO dates."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if isinstance(value, bool) or value is None:
        return value
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return str(value)
