"""`gensvar register`: run a block register from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.blocklist.register.entries import Deed

FOLDER = click.Path(path_type=Path)
CHANNELS = ("web", "voice", "letter", "operator", "import", "staff")
_folder = click.argument("folder", type=FOLDER, metavar="REGISTER")


def _about_numbers(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the register, the numbers, the channel they came by, what shows it, and `--json`."""
    for part in (
        pass_session,
        json_option,
        click.option(
            "--evidence", default="", metavar="ID", help="Vad som styrker det / what shows it (no name, no number)"
        ),
        click.option(
            "--channel", type=click.Choice(CHANNELS), default="staff", show_default=True, help="Väg in / channel"
        ),
        click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…"),
        _folder,
    ):
        command = part(command)
    return command


@click.group(short_help="Sköt ett spärregister / Run a block register")
def register() -> None:
    """Sköt ett spärregister: en logg som bara växer, versioner av den och ögonblicksbilder.

    Run a block register: a log that only grows, versions of it, and snapshots.
    """


@register.command(short_help="Skapa ett tomt register / Make an empty register")
@_folder
@click.option("--title", default="", help="Registrets namn / the register's name")
@click.option(
    "--mode", type=click.Choice(["opt_out", "opt_in"]), default="opt_out", show_default=True,
    help="Registret spärrar, eller tillåter / being in it blocks, or allows",
)  # fmt: skip
@json_option
@pass_session
def create(session: Session, folder: Path, title: str, mode: str, as_json: bool) -> None:
    """Skapa ett tomt register i en mapp, med en nyckel som undertecknar dess kvitton.

    Make an empty register in a folder, with a key that signs its receipts.
    """
    from gensvar.blocklist.receipts.signing import make_keys
    from gensvar.blocklist.register.register import Register

    made = Register.create(folder, title or folder.name, session.now(), mode)  # type: ignore[arg-type]
    key = make_keys(folder)
    if as_json:
        session.emit_json({"register": str(folder), **made.about, "key": key.id, "public_key": str(key.public_path)})
        return
    session.say(Text(sv=f"Registret finns i {folder}", en=f"The register is in {folder}"))
    session.say(
        Text(
            sv=f"  → öppen nyckel att lämna ut: {key.public_path}", en=f"  → public key to hand out: {key.public_path}"
        )
    )


@register.command("import", short_help="För in en fil med nummer / Enter a file of numbers")
@_folder
@click.argument("file", type=FOLDER, metavar="FILE")
@click.option("--skip", is_flag=True, help="Lämna oläsbara rader utanför / leave unreadable lines out")
@click.option("--release", is_flag=True, help="Numren saknar innehavare och ska ut / the numbers are dead and go out")
@json_option
@pass_session
def import_(session: Session, folder: Path, file: Path, skip: bool, release: bool, as_json: bool) -> None:
    """För in en fil med ett nummer på varje rad: allt eller inget.

    Enter a file with one number a line: all of it or nothing.
    """
    from gensvar.blocklist.register.entries import Deed
    from gensvar.blocklist.register.importing import import_numbers
    from gensvar.blocklist.register.register import Register

    deed = Deed.RELEASE if release else Deed.ADD
    with session.progress(Text(sv="Läser nummer", en="Reading numbers")) as advance:
        done = import_numbers(Register.open(folder), file, deed, session.now(), skip=skip, progress=advance)
    if as_json:
        session.emit_json({"version": done.version.seq, "root": done.version.root, "lines": done.lines,
                           "numbers": done.numbers, "skipped": done.skipped})  # fmt: skip
        return
    session.say(
        Text(
            sv=f"{done.numbers} nummer ur {done.lines} rader, {done.skipped} utelämnade. Version {done.version.seq}.",
            en=f"{done.numbers} numbers of {done.lines} lines, {done.skipped} left out. Version {done.version.seq}.",
        )
    )


@register.command(short_help="Spärra nummer / Block numbers")
@_about_numbers
def add(session: Session, **asked: Any) -> None:
    """För in nummer i registret. Svaret är detsamma vare sig de fanns där eller inte.

    Enter numbers. The answer is the same whether they were there or not.
    """
    from gensvar.blocklist.register.entries import Deed

    _record(session, Deed.ADD, **asked)


@register.command(short_help="Häv spärrar / Withdraw numbers")
@_about_numbers
def withdraw(session: Session, **asked: Any) -> None:
    """Ta ut nummer ur registret på begäran. Svaret är detsamma vare sig de fanns där eller inte.

    Take numbers out on request. The answer is the same whether they were there or not.
    """
    from gensvar.blocklist.register.entries import Deed

    _record(session, Deed.WITHDRAW, **asked)


@register.command(short_help="Ångra ett uttag / Undo a withdrawal")
@_about_numbers
def restore(session: Session, **asked: Any) -> None:
    """Sätt tillbaka nummer som togs ut av misstag.

    Put numbers back that were taken out by mistake.
    """
    from gensvar.blocklist.register.entries import Deed

    _record(session, Deed.RESTORE, **asked)


def _record(
    session: Session, deed: Deed, *, folder: Path, numbers: tuple[str, ...], channel: str, evidence: str, as_json: bool
) -> None:
    from gensvar.blocklist.register.eligible import registrable
    from gensvar.blocklist.register.register import Register

    asked = [registrable(number) for number in numbers]
    version = Register.open(folder).record(deed, asked, channel, evidence, session.now())
    if as_json:
        session.emit_json({"version": version.seq, "at": version.at.isoformat(), "root": version.root})
    else:
        session.say(Text(sv=f"Infört. Version {version.seq}.", en=f"Entered. Version {version.seq}."))


@register.command(short_help="Skriv en ögonblicksbild / Write a snapshot")
@_folder
@json_option
@pass_session
def snapshot(session: Session, folder: Path, as_json: bool) -> None:
    """Skriv en ögonblicksbild av den nyaste versionen; en om dagen räcker.

    Write a snapshot of the newest version; one a day is enough.
    """
    from gensvar.blocklist.register.register import Register

    version, path, count = Register.open(folder).snapshot()
    if as_json:
        session.emit_json(
            {"version": version.seq, "day": version.day, "root": version.root, "file": str(path), "count": count}
        )
    else:
        session.say(
            Text(
                sv=f"{count} nummer, version {version.seq} → {path}",
                en=f"{count} numbers, version {version.seq} → {path}",
            )
        )


@register.command(short_help="Ge ut märken för privat tvätt / Publish tags")
@_folder
@json_option
@pass_session
def tags(session: Session, folder: Path, as_json: bool) -> None:
    """Skriv märken för den nyaste versionen, och ändringarna sedan den förra; de får lämnas ut till var och en.

    Write the tags of the newest version, and what has changed since the last; anybody may have them.
    """
    from gensvar.blocklist.private.service import FOLDER as PRIVATE
    from gensvar.blocklist.private.service import PrivateService
    from gensvar.blocklist.register.register import Register

    opened = Register.open(folder)
    service = PrivateService(opened, session.now)
    try:
        with session.progress(Text(sv="Räknar märken", en="Computing tags")) as advance:
            made = service.tags(opened.version(), advance)
    finally:
        service.close()
    if as_json:
        session.emit_json(
            {"epoch": made.epoch, "public_key": made.public_key, "version": made.version, "count": len(made.tags)}
        )
        return
    for path in sorted((folder / PRIVATE).glob(f"*-{made.version}.bin")):
        session.say(f"  → {path}")
    session.say(Text(sv=f"  öppen nyckel: {made.public_key}", en=f"  public key: {made.public_key}"))


@register.command(short_help="Ge en licens / Grant a licence")
@_folder
@click.argument("name", metavar="NAME")
@click.option("--quota", required=True, type=click.IntRange(1), help="Nummer i månaden / numbers a month")
@click.option("--organisation", default="", metavar="ORGNO", help="Organisationsnummer / organisation number")
@json_option
@pass_session
def licence(session: Session, folder: Path, name: str, quota: int, organisation: str, as_json: bool) -> None:
    """Ge någon rätt att fråga registret om så många nummer i månaden, eller ändra hur många.

    Let somebody ask the register of so many numbers a month, or change how many.
    """
    from gensvar.blocklist.licences import Licences
    from gensvar.blocklist.register.register import Register

    licences = Licences(Register.open(folder).folder)
    given = licences.grant(name, organisation, quota, session.now())
    evaluations, numbers = licences.used(name, session.now())
    licences.close()
    if as_json:
        session.emit_json({**vars(given), "evaluations": evaluations, "numbers": numbers})
    else:
        used = evaluations + numbers
        session.say(
            Text(
                sv=f"{name}: {quota} nummer i månaden, {used} använda i den här.",
                en=f"{name}: {quota} numbers a month, {used} used in this one.",
            )
        )


@register.command("verify", short_help="Räkna om allt ur loggen / Rebuild everything from the log")
@_folder
@json_option
@pass_session
def verify(session: Session, folder: Path, as_json: bool) -> None:
    """Räkna om kedja, rötter och ögonblicksbilder ur loggen och säg om något skiljer (då slutar det med 1).

    Rebuild chain, roots and snapshots from the log and say whether anything differs (then it exits with 1).
    """
    from gensvar.blocklist.register.checking import check_register
    from gensvar.blocklist.register.register import Register

    found = check_register(Register.open(folder))
    if as_json:
        session.emit_json(found.to_json())
    else:
        counted = Text(
            sv=f"{found.entries} poster, {found.count} nummer, rot {found.root}",
            en=f"{found.entries} entries, {found.count} numbers, root {found.root}",
        )
        session.say(counted)
        session.say(Text(sv="Allt stämmer.", en="Everything agrees.") if found.sound else Text(sv="Fel:", en="Faults:"))
        for problem in found.problems:
            session.say(f"  • {problem.into(session.language)}")
    if not found.sound:
        raise SystemExit(1)
