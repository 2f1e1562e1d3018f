"""`gensvar generate`: make up an organisation whose truth is known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Skapa en påhittad organisation / Make up an organisation")
@click.option(
    "--seed", type=int, default=2026, show_default=True, help="Frö: samma frö, samma data / same seed, same data"
)
@click.option("--contacts", type=int, default=60_000, show_default=True, help="Antal kontakter / number of contacts")
@click.option("--from", "first", type=DAY, default="2026-01-01", metavar="DATE", help="Första dagen / first day")
@click.option("--to", "last", type=DAY, default="2026-06-30", metavar="DATE", help="Sista dagen / last day")
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="Mapp / folder")
@json_option
@pass_session
def generate(
    session: Session, seed: int, contacts: int, first: datetime, last: datetime, folder: Path, as_json: bool
) -> None:
    """Skapa en påhittad organisation med känt facit: datalager, profil, svar, källfiler och facit.

    Make up an organisation with known truth: store, profile, answers, source files and the truth.
    """
    from gensvar.synthetic.generate import generate as make
    from gensvar.synthetic.opening import Period

    period = Period(first.date(), last.date())
    with session.progress(Text(sv="Skapar", en="Making")) as advance:
        made = make(folder, seed, contacts, period, advance)
    if as_json:
        dates = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        session.emit_json(
            {"folder": str(folder), "seed": seed, "contacts": contacts, "period": dates, "tables": made.rows}
        )
        return
    session.say(Text(sv=f"En påhittad organisation finns i {folder}:", en=f"A made-up organisation is in {folder}:"))
    for name, rows in made.rows.items():
        session.say(f"  {name:12} {rows:>10}")
    session.say(
        Text(
            sv=f"Nästa steg: gensvar assess {folder}/store --rulebook KS --profile {folder}/profile.yaml "
            f"--answers {folder}/answers.yaml -o {folder}/assessment",
            en=f"Next: gensvar assess {folder}/store --rulebook KS --profile {folder}/profile.yaml "
            f"--answers {folder}/answers.yaml -o {folder}/assessment",
        )
    )
