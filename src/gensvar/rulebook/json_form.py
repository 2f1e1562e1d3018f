"""An edition as one JSON document, with its hash; it reads back as the very same edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gensvar.errors import BadInput
from gensvar.evidence import read_json
from gensvar.rulebook.edition import Edition, made_of
from gensvar.rulebook.model import Chapter, EditionHead
from gensvar.text import Text

FORMAT = "gensvar-edition-1"


def to_json(edition: Edition) -> dict[str, Any]:
    """Return the edition; `hash` is over the canonical JSON (RFC 8785) of `{"edition", "chapters"}`."""
    return {
        "format": FORMAT,
        "reference": edition.reference,
        "hash": edition.hash,
        "sealed": edition.sealed,
        **edition.content(),
    }


def from_json(document: Any, where: str = "JSON") -> Edition:
    """Return the edition in a document that `to_json` wrote; BadInput if it is another or was changed since."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise BadInput(Text(sv="inte en exporterad utgåva", en="not an exported edition"), where=where)
    edition = edition_of(document, where, bool(document.get("sealed")))
    if edition.hash != document.get("hash"):
        raise BadInput(
            Text(
                sv="innehållet stämmer inte med filens kontrollsumma",
                en="the content does not agree with the hash in the file",
            ),
            where=where,
        )
    return edition


def edition_of(content: dict[str, Any], where: str, sealed: bool = False) -> Edition:
    """Return the edition that `{"edition", "chapters"}` says; BadInput names the first key that is wrong."""
    given = content.get("chapters")
    if not isinstance(given, list) or not given:
        raise BadInput(Text(sv="utgåvan har inga kapitel", en="the edition has no chapters"), where=where)
    try:
        head = EditionHead.model_validate(content.get("edition"))
        chapters = tuple(Chapter.model_validate(one) for one in given)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        text = Text(sv=f"felaktigt innehåll: {first['msg']}", en=f"bad content: {first['msg']}")
        raise BadInput(text, where=f"{where}:{key}") from error
    return made_of(head, chapters, None, sealed)


def read_export(path: Path) -> Edition:
    """Return the edition in an exported file: our own JSON, or an OSCAL catalog of ours."""
    document = read_json(path)
    if isinstance(document, dict) and "catalog" in document:
        from gensvar.rulebook.oscal_reading import from_oscal

        return from_oscal(document, str(path))
    return from_json(document, str(path))
