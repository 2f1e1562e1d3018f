"""Opening a source file as bytes, plain or gzip, without being blown up by a hostile archive."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gensvar.errors import BadInput
from gensvar.text import Text

GZIP_MAGIC = b"\x1f\x8b"
# Text logs shrink 10 to 60 times; a file of one repeated byte shrinks about 1,000 times.
LARGEST_RATIO = 250
RATIO_COUNTS_FROM = 64_000_000
LARGEST_SOURCE = 16_000_000_000


class _Guarded(io.RawIOBase):
    """The unpacked bytes of a gzip file; raises BadInput when it is broken, too large or too dense."""

    def __init__(self, path: Path) -> None:
        self._path, self._packed = path, max(path.stat().st_size, 1)
        self._stream, self._given = gzip.GzipFile(path), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as problem:
            raise _broken(self._path) from problem
        self._given += len(chunk)
        self._refuse_bomb()
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _refuse_bomb(self) -> None:
        dense = self._given > RATIO_COUNTS_FROM and self._given > LARGEST_RATIO * self._packed
        if dense or self._given > LARGEST_SOURCE:
            raise BadInput(
                Text(
                    sv="arkivet växer orimligt mycket när det packas upp",
                    en="the archive grows beyond reason when unpacked",
                ),
                where=str(self._path),
                mend=Text(sv="Packa upp filen själv och dela den.", en="Unpack the file yourself and split it."),
            )

    def close(self) -> None:
        self._stream.close()
        super().close()


def _broken(path: Path) -> BadInput:
    return BadInput(
        Text(sv="gzip-filen är avhuggen eller skadad", en="the gzip file is truncated or damaged"),
        where=str(path),
        mend=Text(sv="Hämta eller packa filen på nytt.", en="Download or pack the file again."),
    )


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """Yield the file's bytes, unpacked if it is gzip (told by its content, not by its name)."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == GZIP_MAGIC
        stream: BinaryIO = io.BufferedReader(_Guarded(path), 1 << 18) if packed else path.open("rb")
    except OSError as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem
    with stream:
        yield stream


def decode_lines(stream: BinaryIO, path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line number from 1, line without its end); UTF-8 with or without BOM, else cp1252 per line."""
    for number, raw in enumerate(stream, start=1):
        if b"\x00" in raw:
            raise BadInput(Text(sv="filen är inte text", en="the file is not text"), where=f"{path}:{number}")
        body = raw.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")
        try:
            yield number, body.decode("utf-8")
        except UnicodeDecodeError:
            yield number, body.decode("cp1252", errors="replace")
