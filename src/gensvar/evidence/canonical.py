"""Canonical JSON (RFC 8785) and SHA-256 over it: the same content always gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import rfc8785

from gensvar.errors import BadInput
from gensvar.text import Text

CHUNK = 1 << 20


def canonical_bytes(value: Any) -> bytes:
    """Return `value` (JSON types only) as canonical JSON bytes; TypeError on anything else."""
    try:
        return rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as problem:
        raise TypeError(f"not canonical JSON: {problem}") from problem


def content_hash(value: Any) -> str:
    """Return `sha256:<hex>` over the canonical JSON of `value`."""
    return "sha256:" + hashlib.sha256(canonical_bytes(value)).hexdigest()


def file_hash(path: Path) -> str:
    """Return `sha256:<hex>` over the bytes of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(CHUNK):
            digest.update(piece)
    return "sha256:" + digest.hexdigest()


def read_json(path: Path) -> Any:
    """Return the JSON document in `path`; BadInput with line and column if it is not one."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise BadInput(Text(sv="filen finns inte", en="the file does not exist"), where=str(path)) from problem
    except (IsADirectoryError, PermissionError) as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(Text(sv="filen är inte UTF-8", en="the file is not UTF-8"), where=str(path)) from problem
    except json.JSONDecodeError as problem:
        raise BadInput(
            Text(sv="filen är inte giltig JSON", en="the file is not valid JSON"),
            where=f"{path}:{problem.lineno}:{problem.colno}",
        ) from problem
    except RecursionError as problem:
        raise BadInput(Text(sv="för djupt nästlad JSON", en="JSON nested too deeply"), where=str(path)) from problem


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its target first, then renamed into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
