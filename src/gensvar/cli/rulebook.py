"""`gensvar rulebook …`: list, show, check, compare, adopt and export editions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from gensvar.cli.rulebook_output import diff_command, export_command, rulebooks_option, show_command
from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(short_help="Regelverk / rulebooks")
def rulebook() -> None:
    """Läs, kontrollera, jämför, anta och exportera regelverk.

    Read, check, compare, adopt and export rulebooks. REF is ID, ID@EDITION or an edition's folder.
    """


@rulebook.command("list", short_help="Alla utgåvor / every edition")
@rulebooks_option
@json_option
@pass_session
def list_command(session: Session, folders: tuple[Path, ...], as_json: bool) -> None:
    """Visa alla utgåvor som finns.

    Show every edition there is.
    """
    from gensvar.rulebook.load import find_roots, list_editions

    listed = list_editions(find_roots(folders))
    if as_json:
        session.emit_json({"editions": [one.to_json() for one in listed]})
        return
    language = session.language
    words = STATUS_WORDS
    width = max((len(one.reference) for one in listed), default=0)
    for one in listed:
        sealed = Text(sv=" · antagen, förseglad", en=" · adopted, sealed").into(language) if one.sealed else ""
        session.say(f"{one.reference:{width}}  {one.head.title.into(language)}")
        session.say(f"{'':{width}}  {words[one.head.status].into(language)} · {one.head.valid_from}{sealed}")


STATUS_WORDS = {
    "confirmed": Text(sv="bekräftad", en="confirmed"),
    "reconstructed": Text(sv="rekonstruerad", en="reconstructed"),
    "proposed": Text(sv="förslag", en="proposed"),
}


@rulebook.command("check", short_help="Kontrollera / check")
@click.argument("references", nargs=-1, metavar="[REF|DIR]…")
@rulebooks_option
@json_option
@pass_session
def check_command(session: Session, references: tuple[str, ...], folders: tuple[Path, ...], as_json: bool) -> None:
    """Kontrollera utgåvor: nycklar, språk, källor, räckvidd, mått, exempel och sigill. Utan REF: alla.

    Check editions: keys, languages, sources, scope, measures, examples and seal. Without REF: all. Exit
    code 2 if anything is wrong.
    """
    from gensvar.findings.checking import check_edition
    from gensvar.rulebook.load import find_folders, find_roots

    roots = find_roots(folders)
    checked = []
    with session.progress(Text(sv="Kontrollerar", en="Checking")) as advance:
        wanted = find_folders(references, roots)
        for index, folder in enumerate(wanted):
            advance(index / len(wanted), folder.name)
            checked.append(check_edition(folder))
    if as_json:
        session.emit_json({"ok": all(one.ok for one in checked), "editions": [one.to_json() for one in checked]})
    for one in [] if as_json else checked:
        for problem in one.problems:
            session.say(problem.describe(session.language))
        session.say(one.summary)
    if not all(one.ok for one in checked):
        raise SystemExit(2)


@rulebook.command("seal", short_help="Anta och försegla / adopt and seal")
@click.argument("reference", metavar="REF")
@click.option("--on", "on", type=DAY, metavar="DATE", help="Dagen då utgåvan antogs / day of adoption (default: today)")
@rulebooks_option
@json_option
@pass_session
def seal_command(
    session: Session, reference: str, on: datetime | None, folders: tuple[Path, ...], as_json: bool
) -> None:
    """Anta en utgåva: den kontrolleras och förseglas, och får sedan aldrig ändras.

    Adopt an edition: it is checked and sealed, and may never change after that.
    """
    from gensvar.findings.proving import prove
    from gensvar.rulebook.load import find_edition, find_roots
    from gensvar.rulebook.problems import BadEdition
    from gensvar.rulebook.reading import read_edition
    from gensvar.rulebook.sealing import seal_edition

    now = session.now()
    folder = find_edition(reference, on=now.date(), roots=find_roots(folders))
    edition = read_edition(folder)
    problems = prove(edition)
    if problems:
        raise BadEdition(problems)
    seal = seal_edition(folder, edition.reference, edition.hash, (on or now).date())
    if as_json:
        session.emit_json(seal)
        return
    session.say(
        Text(
            sv=f"{edition.reference} är antagen {seal['adopted']} och förseglad ({len(seal['files'])} filer).",
            en=f"{edition.reference} is adopted on {seal['adopted']} and sealed ({len(seal['files'])} files).",
        )
    )
    session.say(f"  {seal['hash']}")


for command in (show_command, diff_command, export_command):
    rulebook.add_command(command)
