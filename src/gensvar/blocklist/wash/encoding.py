"""How a text file is encoded, so that every byte that is not ours comes out as it came in."""

from __future__ import annotations

import codecs
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.text import Text

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
OTHERWISE = "cp1252"  # what Swedish Excel writes when nobody asks it for UTF-8
PIECE = 1 << 16


def mark_of(path: Path) -> tuple[str, bytes]:
    """Return the encoding that a file's first bytes tell, and its byte order mark; UTF-8 where there is none.

    Raises BadInput when the bytes are no text.
    """
    with path.open("rb") as source:
        head = source.read(PIECE)
    for mark, name in BOMS:
        if head.startswith(mark):
            return name, mark
    if b"\x00" in head:
        raise unreadable(path)
    return "utf-8", b""


def read_text(path: Path) -> str:
    """Return a small file's text. Raises BadInput when it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem
    name, mark = mark_of(path)
    for encoding in (name, OTHERWISE):
        try:
            return content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(path)


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8; many times as fast as decoding them."""
    import pyarrow as pa

    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    whole = pa.LargeBinaryArray.from_buffers(pa.large_binary(), 1, [None, offsets, pa.py_buffer(data)])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def unreadable(path: Path) -> BadInput:
    """Return the error about a file whose letters cannot be told."""
    return BadInput(
        Text(
            sv="filen är varken UTF-8, UTF-16 eller Windows-1252",
            en="the file is neither UTF-8, UTF-16 nor Windows-1252",
        ),
        where=str(path),
        mend=Text(sv="Spara den som CSV UTF-8.", en="Save it as CSV UTF-8."),
    )
