"""`gensvar verify`: recompute an assessment from its store and say identical, or what differs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.findings.verification import Verification

SHOWN = 20


@click.command(short_help="Räkna om en bedömning / Recompute an assessment")
@click.argument("assessment", type=click.Path(path_type=Path))
@click.option("--store", "store", required=True, type=click.Path(path_type=Path), help="Datalager / store")
@json_option
@pass_session
def verify(session: Session, assessment: Path, store: Path, as_json: bool) -> None:
    """Räkna om en bedömning ur sitt datalager och säg om den är identisk eller vad som skiljer.

    Recompute an assessment from its store and say whether it is identical, or what differs.
    """
    from datetime import date

    from gensvar.evidence import read_json
    from gensvar.findings.verification import require_assessment
    from gensvar.findings.verification import verify as replay
    from gensvar.logs.store import Store
    from gensvar.rulebook.load import load_edition

    document = require_assessment(read_json(assessment), str(assessment))
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
