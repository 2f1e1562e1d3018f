"""Which files are taken as documents. The ending says what it is, and the content has to agree.

Nothing is opened, unpacked or run: a look at the first bytes and, for office files, at the list of
what is in them. What a browser could run (HTML, SVG, scripts) and office files with macros are refused.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO

from gensvar.errors import BadInput
from gensvar.text import Text

LIMIT = 25_000_000
ENTRIES = 5_000
TAIL = 65_557  # an end record with the longest comment
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|svg|script|\?xml|head|body|iframe)", re.IGNORECASE)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odt": f"{_OPEN}text",
    ".ods": f"{_OPEN}spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
KINDS = ", ".join(ending.removeprefix(".") for ending in MEDIA_TYPES if ending != ".jpeg")


def ending_of(name: str, file: IO[bytes]) -> str:
    """Return the ending of a document that may be taken, `.pdf`; BadInput if it may not. Leaves `file` at its start."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in MEDIA_TYPES:
        raise BadInput(
            Text(
                sv=f"den sortens fil tas inte emot: {shown_name(name)}",
                en=f"not a kind of file that is taken: {shown_name(name)}",
            ),
            mend=Text(sv=f"Det här går bra: {KINDS}.", en=f"These are taken: {KINDS}."),
        )
    try:
        fits = _FITS[ending](file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        fits = False
    file.seek(0)
    if not fits:
        raise BadInput(
            Text(
                sv=f"innehållet är inte {ending[1:]}, eller så är filen skadad eller har makron",
                en=f"the content is not {ending[1:]}, or the file is damaged or has macros",
            ),
            mend=Text(
                sv="Spara om den, gärna som pdf, och försök igen.", en="Save it anew, best as pdf, and try again."
            ),
        )
    return ending


def shown_name(name: str) -> str:
    """Return a name from outside as it is shown: no folders, no control or direction signs, not too long."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .") or "dokument"
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: 200 - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else clean[:200]


def _begins(*signs: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.seek(0) == 0 and file.read(16).startswith(signs)


def _plain(file: IO[bytes]) -> bool:
    """Text: no zero bytes (UTF-16 apart), and nothing in the beginning that a browser would take for a page."""
    file.seek(0)
    start = file.read(8192)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="replace").encode()
    return b"\0" not in start and not _MARKUP.search(start)


def _packed(folder: str, media_type: str = "") -> Callable[[IO[bytes]], bool]:
    """Return a check of a zip with `folder` in it (Office), or that says its media type first (OpenDocument)."""

    def fits(file: IO[bytes]) -> bool:
        _refuse_endless_lists(file)
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if any(name.lower().endswith((".bin", ".exe", ".js", ".vbs")) and "vba" in name.lower() for name in names):
                return False
            if any(name.startswith(("Basic/", "Scripts/")) for name in names):
                return False
            if not media_type:
                return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
            first = packed.infolist()[0]
            return first.filename == "mimetype" and first.file_size < 200 and packed.read(first).decode() == media_type

    return fits


def _refuse_endless_lists(file: IO[bytes]) -> None:
    """ValueError for a zip whose list of contents would fill the memory; only its last bytes are read."""
    size = file.seek(0, 2)
    file.seek(max(size - TAIL, 0))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or b"PK\x06\x07" in tail:
        raise ValueError("no end record, or one for more than any document holds")
    entries = int.from_bytes(tail[place + 10 : place + 12], "little")
    listed = int.from_bytes(tail[place + 12 : place + 16], "little")
    if entries > ENTRIES or listed > ENTRIES * 200:
        raise ValueError("too many files inside")


_FITS: dict[str, Callable[[IO[bytes]], bool]] = {
    ".pdf": _begins(b"%PDF-"),
    ".docx": _packed("word/"),
    ".xlsx": _packed("xl/"),
    ".pptx": _packed("ppt/"),
    ".odt": _packed("", MEDIA_TYPES[".odt"]),
    ".ods": _packed("", MEDIA_TYPES[".ods"]),
    ".png": _begins(b"\x89PNG\r\n\x1a\n"),
    ".jpg": _begins(b"\xff\xd8\xff"),
    ".jpeg": _begins(b"\xff\xd8\xff"),
    ".txt": _plain,
    ".csv": _plain,
}
