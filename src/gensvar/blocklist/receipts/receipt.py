"""The receipt of a wash: made, signed, read and checked. Canonical JSON (RFC 8785) under an Ed25519 signature."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gensvar import __version__
from gensvar.blocklist.numbers.plan import metadata_version
from gensvar.blocklist.receipts.signing import PublicKey, SigningKey
from gensvar.errors import BadInput
from gensvar.evidence.canonical import canonical_bytes, read_json
from gensvar.text import Text

SCHEMA = "gensvar-wash-receipt-1"
# The four facts that a record of access should keep: who called for, who washed, which campaign, when
# (docs/receipts.md).
PARTIES = ("seller", "processor", "campaign", "purpose")


@dataclass(frozen=True)
class Parties:
    """For whom a list was washed: organisation numbers of seller and processor, campaign, purpose, kind of goods."""

    seller: str = ""
    processor: str = ""
    campaign: str = ""
    purpose: str = "sale"
    product: str = ""


def make_receipt(content: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    """Return the signed receipt of `content`."""
    public = key.public
    body = {
        "schema": SCHEMA,
        "id": secrets.token_hex(16),
        "gensvar": __version__,
        "numbering_data": metadata_version(),
        **content,
        "key": {"id": public.id, "ed25519": public.value},
    }
    return {**body, "signature": key.sign(canonical_bytes(body))}


@dataclass
class Checked:
    """What a check of a receipt found."""

    receipt: dict[str, Any]
    problems: list[Text] = field(default_factory=list)
    pinned: bool = False

    @property
    def sound(self) -> bool:
        """Whether the receipt is as it was signed."""
        return not self.problems


def is_receipt(document: Any) -> bool:
    """Return whether a JSON document says it is a receipt."""
    return isinstance(document, dict) and document.get("schema") == SCHEMA


def check_receipt(document: dict[str, Any], trusted: PublicKey | None = None) -> Checked:
    """Check the signature, by the trusted key or, without one, by the key that the receipt itself names."""
    found = Checked(document, pinned=trusted is not None)
    try:
        named = PublicKey(str(document["key"]["ed25519"]))
        body = {name: value for name, value in document.items() if name != "signature"}
        content, signature = canonical_bytes(body), str(document["signature"])
        date.fromisoformat(document["valid_until"])
        datetime.fromisoformat(document["register"]["version"]["at"])
        if named.id != document["key"]["id"]:
            raise ValueError("key id")
    except (KeyError, TypeError, ValueError):
        found.problems.append(Text(sv="kvittot är inte helt", en="the receipt is not whole"))
        return found
    if trusted is not None and trusted.value != named.value:
        found.problems.append(
            Text(
                sv=f"undertecknat med en annan nyckel ({named.id}) än den du litar på ({trusted.id})",
                en=f"signed with another key ({named.id}) than the one you trust ({trusted.id})",
            )
        )
    if not named.accepts(content, signature):
        found.problems.append(
            Text(sv="kvittot har ändrats sedan det skrevs under", en="the receipt was changed after it was signed")
        )
    return found


def read_receipt(path: Path, trusted: PublicKey | None = None) -> dict[str, Any]:
    """Return a sound receipt. Raises BadInput when the file is none, or its signature does not hold."""
    document: dict[str, Any] = read_json(path)
    if not is_receipt(document):
        raise BadInput(
            Text(sv="filen är inget kvitto på en tvätt", en="the file is no receipt of a wash"), where=str(path)
        )
    found = check_receipt(document, trusted)
    if not found.sound:
        raise BadInput(found.problems[0], where=str(path))
    return document
