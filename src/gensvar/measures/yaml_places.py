"""YAML read fast, and the line of a key looked up only when something is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from gensvar.errors import BadInput
from gensvar.text import Text

LARGEST = 1 << 20


def read_yaml(path: Path) -> Any:
    """Return what a YAML file says; BadInput with file and line when it is not YAML, or larger than 1 MB."""
    if path.stat().st_size > LARGEST:
        raise BadInput(
            Text(sv="filen är större än 1 MB", en="the file is larger than 1 MB"),
            where=str(path),
        )
    try:
        return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        said = problem.problem or problem.context or ""
        raise BadInput(
            Text(sv=f"inte giltig YAML: {said}", en=f"not valid YAML: {said}"),
            where=where,
        ) from problem
    except (YAMLError, UnicodeDecodeError, RecursionError) as problem:
        raise BadInput(Text(sv="inte giltig YAML", en="not valid YAML"), where=str(path)) from problem


def place(path: Path, keys: tuple[str | int, ...]) -> str:
    """Return `file:line:key` of the value at `keys`, or of the innermost part of it that is there."""
    node = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    line, reached = 0, []
    for key in keys:
        try:
            line = node.lc.item(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        reached.append(str(key))
    return f"{path}:{line + 1}:{'.'.join(reached) or '.'.join(map(str, keys))}"
