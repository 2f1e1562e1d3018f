"""`gensvar receipt`: record the receipt of another supplier in our form."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Bokför en leverantörs tvätt / Record a supplier's wash")
@click.argument("free", type=FILE, metavar="LIST")
@click.option("--supplier", required=True, help="Vem som tvättade / who washed it")
@click.option(
    "--version", "version", required=True, type=DAY, metavar="DATE", help="Versionens dag / the version's day"
)
@click.option("--washed", type=DAY, metavar="DATE", help="Tvättdag / day of the wash (default: today)")
@click.option("--blocked", type=FILE, metavar="FILE", help="Spärrade nummer / numbers found blocked")
@click.option("--keys", required=True, type=FILE, metavar="FOLDER", help="Era nycklar / your keys (made if none)")
@click.option("--out", type=FILE, metavar="FILE", help="Kvittots plats / the receipt's place")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="Nummerkolumn, upprepas / number column")
@click.option("--seller", default="", metavar="ORGNO", help="Den som säljer / whose calls they are")
@click.option("--processor", default="", metavar="ORGNO", help="Den som ringer / who calls")
@click.option("--campaign", default="", help="Kampanj / campaign")
@json_option
@pass_session
def receipt(
    session: Session,
    free: Path,
    supplier: str,
    version: datetime,
    washed: datetime | None,
    blocked: Path | None,
    keys: Path,
    out: Path | None,
    columns: tuple[str, ...],
    seller: str,
    processor: str,
    campaign: str,
    as_json: bool,
) -> None:
    """Bokför att en leverantör har tvättat listan: LIST är de nummer som kom tillbaka som fria.

    Record that a supplier has washed a list: LIST is the numbers that came back as free. The proof is then imported
    like one of ours, and calls are held against it.
    """
    from gensvar.blocklist.receipts.receipt import Parties
    from gensvar.blocklist.register.register import ZONE
    from gensvar.blocklist.wash.recording import Supplied, record_receipt
    from gensvar.blocklist.wash.validity import validity_on

    moment = datetime.combine(washed.date(), time(), ZONE) if washed else session.now()
    supplied = Supplied(supplier, version.date(), moment)
    with session.progress(Text(sv="Läser listan", en="Reading the list")) as advance:
        made, receipt_path, proof_path = record_receipt(
            free, blocked, supplied, Parties(seller, processor, campaign), validity_on(version.date()), keys,
            out or free, columns, advance,
        )  # fmt: skip
    if as_json:
        session.emit_json({"receipt_file": str(receipt_path), "proof": str(proof_path), "receipt": made})
        return
    until, number = made["valid_until"], made["counts"]["kept"]
    session.say(
        Text(sv=f"{number} fria nummer, till och med {until}.", en=f"{number} free numbers, valid until {until}.")
    )
    for path in (receipt_path, proof_path):
        session.say(f"  → {path}")
