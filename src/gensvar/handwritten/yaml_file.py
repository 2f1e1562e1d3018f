"""YAML read safely, and the line of a key looked up only when something is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from gensvar.errors import BadInput
from gensvar.text import Text

LARGEST = 1 << 19
_MAYBE_ALIAS = re.compile(r"(?:^|[\s,\[{:-])[&*][^\s,\]}*&]", re.MULTILINE)
Keys = tuple[str | int, ...]


def read_yaml(path: Path, largest: int = LARGEST) -> Any:
    """Return what a YAML file says, as plain dicts, lists, strings, numbers, booleans and dates.

    Raises BadInput with file and line when it is no file, not UTF-8, not YAML, larger than
    `largest` bytes, nested too deeply, or when it uses anchors (with which a small file can
    stand for an endless one).
    """
    text = _text(path, largest)
    if _MAYBE_ALIAS.search(text):
        _refuse_anchors(path, text)
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError) as problem:
        raise _unreadable(path, problem) from problem


def _text(path: Path, largest: int) -> str:
    try:
        if path.stat().st_size > largest:
            size = f"{largest // 1024} kB"
            raise BadInput(Text(sv=f"filen är större än {size}", en=f"the file is larger than {size}"), where=str(path))
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise BadInput(Text(sv="filen finns inte", en="the file does not exist"), where=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(Text(sv="filen är inte UTF-8", en="the file is not UTF-8"), where=str(path)) from problem
    except OSError as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem


def _refuse_anchors(path: Path, text: str) -> None:
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
                raise BadInput(
                    Text(
                        sv="ankare och alias (& och *) får inte användas; skriv ut texten",
                        en="anchors and aliases (& and *) may not be used; write the text out",
                    ),
                    where=f"{path}:{event.start_mark.line + 1}",
                    mend=Text(sv="Är det vanlig text: sätt den inom citattecken.", en="If it is plain text: quote it."),
                )
    except (YAMLError, RecursionError) as problem:
        raise _unreadable(path, problem) from problem


def _unreadable(path: Path, problem: Exception) -> BadInput:
    if isinstance(problem, RecursionError):
        return BadInput(Text(sv="för djupt nästlad YAML", en="YAML nested too deeply"), where=str(path))
    mark = problem.problem_mark or problem.context_mark if isinstance(problem, MarkedYAMLError) else None
    said = str(getattr(problem, "problem", None) or getattr(problem, "context", None) or "")
    if not said and not isinstance(problem, YAMLError):
        said = str(problem)
    what = f" ({said})" if said else ""
    where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
    return BadInput(Text(sv=f"inte giltig YAML{what}", en=f"not valid YAML{what}"), where=where)


def place(path: Path, keys: Keys) -> str:
    """Return `file:line:key` of the value at `keys`, or of the innermost part of it that is there."""
    return places(path, [keys])[0]


def places(path: Path, wanted: list[Keys]) -> list[str]:
    """Return `file:line:key` for several values of one file, which is read once."""
    root = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8-sig"))
    return [f"{path}:{_line(root, keys) + 1}:{'.'.join(map(str, keys))}" for keys in wanted]


def _line(root: Node | None, keys: Keys) -> int:
    node, line = root, 0
    for key in keys:
        found = _step(node, key)
        if found is None:
            break
        line, node = found
    return line


def _step(node: Node | None, key: str | int) -> tuple[int, Node] | None:
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        item = node.value[key]
        return item.start_mark.line, item
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line, value
    return None
