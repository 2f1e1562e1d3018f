"""`gensvar verify`: recompute an assessment from its store, or check a receipt, and say what differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.findings.verification import Verification

SHOWN = 20


@click.command(short_help="Kontrollera en bedömning eller ett kvitto / Check an assessment or a receipt")
@click.argument("document", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--store", "store", type=click.Path(path_type=Path), help="Datalager, för en bedömning / store, for an assessment"
)
@click.option(
    "--key", "key", type=click.Path(path_type=Path), help="Registrets öppna nyckel / the register's public key"
)
@click.option("--list", "washed", type=click.Path(path_type=Path), help="Den tvättade listan / the washed list")
@json_option
@pass_session
def verify(
    session: Session, document: Path, store: Path | None, key: Path | None, washed: Path | None, as_json: bool
) -> None:
    """Räkna om en bedömning ur sitt datalager, eller kontrollera kvittot på en tvätt; slutar med 1 när något skiljer.

    Recompute an assessment from its store, or check the receipt of a wash; exits with 1 when anything differs.
    """
    from gensvar.evidence import read_json

    content = read_json(document)
    if isinstance(content, dict) and str(content.get("schema", "")).startswith("gensvar-wash-receipt"):
        from gensvar.cli.verify_receipt import verify_receipt

        verify_receipt(session, content, document, key, washed, as_json)
        return
    if store is None:
        raise BadInput(
            Text(sv="en bedömning räknas om ur sitt datalager", en="an assessment is recomputed from its store"),
            where=str(document),
            mend=Text(sv="Säg vilket: --store LAGER", en="Say which: --store STORE"),
        )
    _verify_assessment(session, content, document, store, as_json)


def _verify_assessment(session: Session, content: object, path: Path, store: Path, as_json: bool) -> None:
    from datetime import date

    from gensvar.findings.verification import require_assessment
    from gensvar.findings.verification import verify as replay
    from gensvar.logs.store import Store
    from gensvar.rulebook.load import load_edition

    document = require_assessment(content, str(path))
    pinned = document["edition"]
    edition = load_edition(f"{pinned['rulebook']}@{pinned['edition']}", on=date.fromisoformat(document["on"]))
    with session.progress(Text(sv="Räknar om", en="Recomputing")) as advance:
        result = replay(document, Store.open(store), edition, advance)
    if as_json:
        session.emit_json(result.to_json())
    else:
        _tell(session, result)
    if not result.identical:
        raise SystemExit(1)


def _tell(session: Session, result: Verification) -> None:
    if result.identical:
        session.say(
            Text(
                sv="Identisk: sigill, utgåva, data och varje tal stämmer.",
                en="Identical: the seal, the edition, the data and every figure agree.",
            )
        )
        return
    session.say(Text(sv="Inte identisk:", en="Not identical:"))
    complaints = (
        (result.seal_holds, Text(sv="filen har ändrats sedan den skrevs", en="the file was changed after it was made")),
        (result.edition_same, Text(sv="utgåvan har ett annat innehåll", en="the edition has another content")),
        (result.data_same, Text(sv="datalagret har andra data", en="the store holds other data")),
    )
    for holds, complaint in complaints:
        if not holds:
            session.say(f"  • {complaint.into(session.language)}")
    for difference in result.differences[:SHOWN]:
        stored, recomputed = (_short(difference[side]) for side in ("stored", "recomputed"))
        session.say(f"  • {difference['path']}: {stored} → {recomputed}")
    rest = len(result.differences) - SHOWN
    if rest > 0:
        session.say(Text(sv=f"  … och {rest} till (--json visar alla)", en=f"  … and {rest} more (--json shows all)"))


def _short(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 60 else written[:57] + "…"
