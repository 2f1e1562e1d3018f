"""English for the Swedish words: every app's `locale/*/LC_MESSAGES/django.po`, compiled into one catalogue.

Compiled on start into the data folder, so that no compiled file is kept in the tree, a package that
may not be written to works, and a changed word is seen after a restart.
"""

from __future__ import annotations

import ast
import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
Entries = dict[str, str]


def compile_catalogues(target: Path) -> Path:
    """Write `target/<language>/LC_MESSAGES/django.mo` for each language; returns `target`."""
    for language, files in po_files().items():
        entries: Entries = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"}
        for file in files:
            entries |= {key: value for key, value in read_po(file).items() if key and value.strip("\0")}
        _write_changed(target / language / "LC_MESSAGES" / "django.mo", _mo(entries))
    return target


def po_files() -> dict[str, list[Path]]:
    """Return the .po files of all apps by language."""
    found: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")):
        found.setdefault(file.parts[-3], []).append(file)
    return found


def read_po(file: Path) -> Entries:
    r"""Return msgid -> msgstr; a context stands before the id with \\x04, plural forms are joined by \\0."""
    entries: Entries = {}
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        fields = dict(_fields(block))
        if "msgid" not in fields:
            continue
        key = fields["msgid"]
        if "msgctxt" in fields:
            key = f"{fields['msgctxt']}\x04{key}"
        if "msgid_plural" in fields:
            key += "\0" + fields["msgid_plural"]
            entries[key] = fields.get("msgstr[0]", "") + "\0" + fields.get("msgstr[1]", "")
        else:
            entries[key] = fields.get("msgstr", "")
    return entries


def _fields(block: str) -> Iterator[tuple[str, str]]:
    name, text = "", ""
    for line in block.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith('"'):
            text += ast.literal_eval(line)
            continue
        if name:
            yield name, text
        name, _, quoted = line.partition(" ")
        text = ast.literal_eval(quoted)
    if name:
        yield name, text


def _mo(entries: Entries) -> bytes:
    """Return a GNU .mo file: header, two tables of (length, offset), ids, strings; ids in order."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(entries.items())]
    start = 7 * 4 + 16 * len(pairs)
    ids = b"".join(key + b"\0" for key, _ in pairs)
    strings = b"".join(value + b"\0" for _, value in pairs)
    tables: list[list[int]] = [[], []]
    offsets = [start, start + len(ids)]
    for pair in pairs:
        for side in (0, 1):
            tables[side] += [len(pair[side]), offsets[side]]
            offsets[side] += len(pair[side]) + 1
    header = (0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return struct.pack(f"<{7 + 4 * len(pairs)}I", *header, *tables[0], *tables[1]) + ids + strings


def _write_changed(path: Path, content: bytes) -> None:
    if path.exists() and hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
