"""`gensvar wash`: a call list against a block register, with a receipt."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.blocklist.wash.washing import Washed

FILE = click.Path(path_type=Path)
PURPOSES = ("sale", "marketing", "fundraising", "survey", "public_information", "politics", "religion")


@click.command(short_help="Tvätta en ringlista / Wash a call list")
@click.argument("list_file", type=FILE, metavar="LIST")
@click.option(
    "--register", "folder", required=True, type=FILE, metavar="REGISTER", help="Spärregister / block register"
)
@click.option("--out", required=True, type=FILE, metavar="FILE", help="Den tvättade listan / the washed list")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME",
    help="Nummerkolumn, upprepas / number column",
)
@click.option("--remove", is_flag=True, help="Ta bort rader som inte får ringas / remove rows that may not be called")
@click.option("--seller", default="", metavar="ORGNO", help="Den som säljer / whose calls they are")
@click.option("--processor", default="", metavar="ORGNO", help="Den som ringer / who calls")
@click.option("--campaign", default="", help="Kampanj / campaign")
@click.option("--purpose", type=click.Choice(PURPOSES), default="sale", show_default=True, help="Syfte / purpose")
@click.option("--product", default="", help="Slag av vara / kind of goods")
@click.option("--consents", type=FILE, metavar="CSV", help="Samtycken / consents")
@click.option("--relations", type=FILE, metavar="CSV", help="Kundförhållanden / customer relations")
@click.option("--opt-outs", type=FILE, metavar="CSV", help="Den egna nej-listan / your own list of people who said no")
@click.option(
    "--private", is_flag=True, help="Utan att visa numren för registret / without showing the register the numbers"
)
@click.option("--licence", default="local", show_default=True, help="Licens vid --private / licence with --private")
@json_option
@pass_session
def wash(
    session: Session,
    list_file: Path,
    folder: Path,
    out: Path,
    columns: tuple[str, ...],
    remove: bool,
    seller: str,
    processor: str,
    campaign: str,
    purpose: str,
    product: str,
    consents: Path | None,
    relations: Path | None,
    opt_outs: Path | None,
    private: bool,
    licence: str,
    as_json: bool,
) -> None:
    """Märk varje nummer i en lista (CSV, XLSX, Parquet) med vad registret säger, och skriv ett undertecknat kvitto.

    Mark every number of a list (CSV, XLSX, Parquet) with what the register says, and write a signed receipt. Only
    `free` may be called without another ground.
    """
    from gensvar.blocklist.receipts.receipt import Parties
    from gensvar.blocklist.register.register import ZONE, Register
    from gensvar.blocklist.wash.grounds import load_exemptions
    from gensvar.blocklist.wash.validity import validity_on
    from gensvar.blocklist.wash.washing import Wishes
    from gensvar.blocklist.wash.washing import wash as run

    now: datetime = session.now()
    today = now.astimezone(ZONE).date()
    register = Register.open(folder)
    validity = validity_on(today)
    exemptions = load_exemptions(
        validity, today, seller=seller, product=product, purpose=purpose,
        consents=consents, relations=relations, opt_outs=opt_outs,
    )  # fmt: skip
    parties = Parties(seller, processor, campaign, purpose, product)
    wishes = Wishes(validity, parties, exemptions, columns, remove, "private" if private else "plain")
    with session.progress(Text(sv="Tvättar", en="Washing")) as advance:
        if private:
            from gensvar.blocklist.wash.privately import wash_privately

            done = wash_privately(list_file, out, register, wishes, licence, now, advance)
        else:
            done = run(list_file, out, register, wishes, now, advance)
    if as_json:
        files = {"out": str(done.out), "receipt_file": str(done.receipt_path), "proof": str(done.proof_path)}
        session.emit_json({**files, "receipt": done.receipt})
    else:
        _tell(session, done)


def _tell(session: Session, done: Washed) -> None:
    from gensvar.blocklist.numbers.status import TITLES, Status

    receipt: dict[str, Any] = done.receipt
    counts, version = receipt["counts"], receipt["register"]["version"]
    for status in Status:
        number = counts["cells"][status.word]
        if number or status in (Status.FREE, Status.BLOCKED):
            session.say(f"  {number:>12,}".replace(",", "\u00a0") + f"  {TITLES[status].into(session.language)}")
    if counts["exempt"]:
        number = counts["exempt"]
        session.say(Text(sv=f"  varav {number} med undantag", en=f"  of which {number} with an exemption"))
    until, seq, day = receipt["valid_until"], version["seq"], version["day"]
    session.say(
        Text(
            sv=f"Fria nummer får ringas till och med {until} (version {seq} av {day}).",
            en=f"Free numbers may be called up to and including {until} (version {seq} of {day}).",
        )
    )
    for path in (done.out, done.receipt_path, done.proof_path):
        session.say(f"  → {path}")
