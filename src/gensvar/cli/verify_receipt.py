"""The receipt of a wash, checked offline with the public key alone, and the washed list with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gensvar.cli.session import Session
from gensvar.text import Text


def verify_receipt(
    session: Session, document: dict[str, Any], path: Path, key: Path | None, washed: Path | None, as_json: bool
) -> None:
    """Print whether a receipt holds; ends the program with 1 when it does not."""
    from gensvar.blocklist.receipts.receipt import check_receipt
    from gensvar.blocklist.receipts.signing import read_public_key
    from gensvar.evidence.canonical import file_hash

    found = check_receipt(document, read_public_key(key) if key else None)
    if washed and found.sound and file_hash(washed) != document["files"]["washed"]:
        found.problems.append(
            Text(sv="listan är inte den som kvittot gäller", en="the list is not the one the receipt is for")
        )
    if as_json:
        problems = [{"sv": one.sv, "en": one.en} for one in found.problems]
        session.emit_json({"sound": found.sound, "pinned": found.pinned, "problems": problems, "receipt": document})
    elif found.sound:
        _tell(session, document, found.pinned)
    else:
        session.say(Text(sv=f"{path}: kvittot gäller inte", en=f"{path}: the receipt does not hold"))
        for problem in found.problems:
            session.say(f"  • {problem.into(session.language)}")
    if not found.sound:
        raise SystemExit(1)


def _tell(session: Session, receipt: dict[str, Any], pinned: bool) -> None:
    version, counts = receipt["register"]["version"], receipt["counts"]
    key = receipt["key"]["id"]
    session.say(
        Text(sv=f"Kvittot är äkta, undertecknat med nyckel {key}.", en=f"The receipt is sound, signed with key {key}.")
    )
    if not pinned:
        session.note(
            Text(
                sv="Nyckeln står i kvittot självt. Ange registrets egen för att veta vem som skrev under: --key FIL",
                en="The key stands in the receipt itself. Give the register's own to know who signed: --key FILE",
            )
        )
    session.say(
        Text(
            sv=f"  Register {receipt['register']['title']}, version {version['seq']} av {version['day']}",
            en=f"  Register {receipt['register']['title']}, version {version['seq']} of {version['day']}",
        )
    )
    months, until = receipt["validity"]["months"], receipt["valid_until"]
    session.say(
        Text(
            sv=f"  Fria nummer fick ringas till och med {until} ({months} månader från versionens dag)",
            en=f"  Free numbers could be called up to and including {until} ({months} months from the version)",
        )
    )
    told = " · ".join(f"{word} {number}" for word, number in counts["cells"].items() if number)
    session.say(Text(sv=f"  {counts['rows']} rader: {told}", en=f"  {counts['rows']} rows: {told}"))
    parties = ((receipt[name], title) for name, title in _PARTIES.items())
    for value, title in parties:
        if value:
            session.say(f"  {title.into(session.language)}: {value}")


_PARTIES = {
    "seller": Text(sv="Säljare", en="Seller"),
    "processor": Text(sv="Den som ringer", en="Caller"),
    "campaign": Text(sv="Kampanj", en="Campaign"),
    "purpose": Text(sv="Syfte", en="Purpose"),
    "product": Text(sv="Slag av vara", en="Kind of goods"),
}
