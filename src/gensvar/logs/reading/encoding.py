"""The encoding of a text file, and a UTF-8 copy of it when DuckDB cannot read it as it stands."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.logs.importers.opening import open_bytes
from gensvar.logs.reading.detect import Found, is_utf16
from gensvar.text import Text

CHUNK = 1 << 20
UTF8_MARK = b"\xef\xbb\xbf"
# A file in UTF-8 with a few damaged characters keeps nearly all of its letters; one in another code keeps none.
DAMAGED_AT_MOST = 0.05
DOS_LETTERS = b"\x86\x84\x94\x8f\x8e\x99"  # åäöÅÄÖ in code page 850
WINDOWS_LETTERS = b"\xe5\xe4\xf6\xc5\xc4\xd6"  # the same in Windows-1252
UNKNOWN_CODE = Text(sv="okänd teckenkodning: {name}", en="unknown encoding: {name}")


@dataclass(frozen=True)
class Encoding:
    """The encoding by its Python name, whether a byte order mark leads, and how many characters are damaged."""

    name: str
    mark: bool = False
    damaged: int = 0


def find_encoding(found: Found) -> Encoding:
    """Return the encoding of the whole file, not of its beginning: one letter in the last row can decide."""
    if wide := is_utf16(found.head):
        return Encoding(wide, found.head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if _is_sound_utf8(found.path):
        return Encoding("utf-8", found.head.startswith(UTF8_MARK))
    letters, damaged, counts = 0, 0, [0] * 256
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for chunk in _chunks(found.path):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        decoded = decoder.decode(chunk)
        bad = sum(map(decoded.count, {letter for letter in set(decoded) if "\udc80" <= letter <= "\udcff"}))
        damaged += bad
        letters += sum(map(decoded.count, {letter for letter in set(decoded) if letter > "\x7f"})) - bad
        for byte in set(chunk):
            counts[byte] += chunk.count(byte)
    damaged += len(decoder.getstate()[0])
    mark = found.head.startswith(UTF8_MARK)
    if mark or damaged <= DAMAGED_AT_MOST * (letters + damaged):
        return Encoding("utf-8", mark, damaged)
    dos, windows = (sum(counts[byte] for byte in code) for code in (DOS_LETTERS, WINDOWS_LETTERS))
    return Encoding("cp850" if dos > 2 * windows else "cp1252")


def _is_sound_utf8(path: Path) -> bool:
    """Tell whether the whole file is UTF-8 without damage: the usual case, faster to see than to count."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        for chunk in _chunks(path):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def as_utf8(found: Found, encoding: Encoding, folder: Path) -> Path:
    """Return a plain UTF-8 file with the same text: the file itself when it is one, else a copy in `folder`."""
    if encoding.name in ("utf-8", "ascii") and not found.packed:
        return found.path
    copy = folder / "source.csv"
    with copy.open("wb") as target:
        for piece in _decoded(found.path, encoding):
            target.write(piece.encode("utf-8"))
    return copy


def check_encoding(name: str) -> str:
    """Return the encoding's Python name; BadInput when Python does not know it."""
    try:
        return codecs.lookup(name).name
    except LookupError as problem:
        raise BadInput(UNKNOWN_CODE.fill(name=name)) from problem


def decode_head(head: bytes, encoding: Encoding) -> str:
    """Return the beginning of the file as text, without mark and without a last half character."""
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    return decoder.decode(head).removeprefix("\ufeff")


def _decoded(path: Path, encoding: Encoding) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    first = True
    for chunk in _chunks(path):
        piece = decoder.decode(chunk)
        yield piece.removeprefix("\ufeff") if first else piece
        first = False
    yield decoder.decode(b"", final=True)


def _chunks(path: Path) -> Iterator[bytes]:
    with open_bytes(path) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
