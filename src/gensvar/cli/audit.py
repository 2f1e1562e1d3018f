"""`gensvar audit`: open sites in a real browser and measure whether a customer gets through."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.audits.auditing import AuditResult

STAGES = {
    "pages": (0.0, 0.5, Text(sv="sidor", en="pages")),
    "paths": (0.5, 0.8, Text(sv="vägar", en="paths")),
    "look": (0.8, 0.95, Text(sv="granskning", en="closer look")),
    "proof": (0.95, 1.0, Text(sv="bevis", en="evidence")),
}


@click.command(short_help="Granska en webbplats: når kunden fram? / Audit a site: does the customer get through?")
@click.argument("urls", nargs=-1, metavar="URL…")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Bevismapp / evidence folder")
@click.option(
    "--list",
    "list_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fil med en adress per rad / file of addresses",
)
@click.option(
    "--viewport",
    type=click.Choice(["desktop", "mobile", "both"]),
    default="desktop",
    show_default=True,
    help="Fönster / window",
)
@click.option(
    "--max-pages", type=click.IntRange(1, 2000), default=40, show_default=True, help="Sidor som mest / pages at most"
)
@click.option("--delay", type=click.FloatRange(0, 60), help="Sekunder mellan sidor / seconds between pages")
@click.option(
    "--set", "settings", multiple=True, metavar="D01.max_steps=2", help="Sätt ett tröskelvärde / set a threshold"
)
@click.option(
    "--allow-private", is_flag=True, help="Tillåt egna nät och denna dator / allow private networks and this machine"
)
@click.option(
    "--ignore-robots", is_flag=True, help="Webbplatsens ägare har beställt / the site's owner ordered the audit"
)
@json_option
@pass_session
def audit(
    session: Session,
    urls: tuple[str, ...],
    output: Path | None,
    list_file: Path | None,
    viewport: str,
    max_pages: int,
    delay: float | None,
    settings: tuple[str, ...],
    allow_private: bool,
    ignore_robots: bool,
    as_json: bool,
) -> None:
    """Öppna webbplatser i en riktig webbläsare och mät vägen till kundservice.

    Open sites in a real browser and measure the way to customer service.

    Slutkod: 0 granskningen är gjord, vad den än visar; 2 adressen eller anropet är fel; 1 andra fel. En avbruten
    granskning fortsätter i samma mapp. / Exit code: 0 the audit is done, whatever it shows; 2 the address or the call
    is
    at fault; 1 otherwise. An interrupted audit goes on in the same folder, a list after the last
    finished site.
    """
    from gensvar.audits.address import Allowed
    from gensvar.audits.walking import Manners

    addresses = _addresses(urls, list_file)
    options: dict[str, Any] = {
        "viewports": ("desktop", "mobile") if viewport == "both" else (viewport,),
        "manners": Manners(max_pages, delay, not ignore_robots),
        "allowed": Allowed(private=allow_private),
        "thresholds": _thresholds(settings),
        "clock": session.now,
    }
    documents: list[dict[str, Any]] = []
    placed: list[tuple[str, dict[str, Any]]] = []
    alone = len(addresses) == 1
    for address in addresses:
        folder = _folder(output, address, alone=alone)
        found = _one(session, address, folder, options, as_json, alone=alone)
        documents += found
        placed += [(folder.name if folder else "", one) for one in found]
    league = {} if alone else {"league": _league(session, placed, output, as_json)}
    if as_json:
        session.emit_json(documents[0] if len(documents) == 1 else {"audits": documents, **league})


def _one(
    session: Session, address: str, folder: Path | None, options: dict[str, Any], as_json: bool, *, alone: bool
) -> list[dict[str, Any]]:
    """Audit one site; of many, one that may not be opened is noted and the others go on."""
    from gensvar.audits.auditing import audit as run
    from gensvar.audits.keeping import visit_json

    if not alone and folder and (folder / "audit.json").exists():
        kept: dict[str, Any] = json.loads((folder / "audit.json").read_text("utf-8"))  # a list that was interrupted
        documents: list[dict[str, Any]] = kept.get("audits", [kept])
        return documents
    try:
        with session.progress(Text(sv="Granskar", en="Auditing")) as advance:
            result = run(address, folder=folder, progress=_progress(advance, session), **options)
    except GensvarError as error:
        if alone:
            raise
        session.note(error.describe(session.language))
        return [{"site": address, "error": error.describe("en"), "viewport": None, "pages": 0, "detectors": []}]
    if folder:
        _report(session, result, folder)
    if not as_json and alone:
        _tell(session, result, folder)
    return [visit_json(result, one) for one in result.visits]


def _progress(advance: Any, session: Session) -> Any:
    def told(stage: str, done: int, of: int) -> None:
        first, last, words = STAGES[stage]
        advance(first + (last - first) * done / max(of, 1), f"{words.into(session.language)} {done}/{of}")

    return told


def _report(session: Session, result: AuditResult, folder: Path) -> None:
    from gensvar.report.audit import audit_document
    from gensvar.report.draw import draw

    beside = folder / "report.html.part"
    beside.write_text(draw(audit_document(result, folder, session.language), "html"), "utf-8")
    beside.replace(folder / "report.html")


def _tell(session: Session, result: AuditResult, folder: Path | None) -> None:
    from gensvar.report.audit import audit_document
    from gensvar.report.draw import draw

    session.say(draw(audit_document(result, None, session.language), "text"))
    if folder:
        session.note(
            Text(sv=f"Bevis och rapport: {folder}/report.html", en=f"Evidence and report: {folder}/report.html")
        )


def _league(
    session: Session, placed: list[tuple[str, dict[str, Any]]], output: Path | None, as_json: bool
) -> list[dict[str, Any]]:
    """Set the sites beside each other: league.html and league.json in the output folder, or as text."""
    from gensvar.audits.league import as_data, sectors
    from gensvar.report.audit.league import league_document
    from gensvar.report.draw import draw

    found = sectors(placed)
    day = session.now().strftime("%Y-%m-%d")
    if output:
        whole = {"league.html": draw(league_document(found, output, session.language, day), "html"),
                 "league.json": json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n"}  # fmt: skip
        for name, text in whole.items():
            beside = output / f"{name}.part"
            beside.write_text(text, "utf-8")
            beside.replace(output / name)
    if not as_json:
        session.say(draw(league_document(found, None, session.language, day), "text"))
        if output:
            session.note(
                Text(sv=f"Tabell och barometer: {output}/league.html", en=f"League table: {output}/league.html")
            )
    return as_data(found)


def _addresses(urls: tuple[str, ...], list_file: Path | None) -> list[str]:
    found = list(urls)
    if list_file:
        try:
            lines = list_file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as fault:
            raise BadInput(
                Text(sv="listan går inte att läsa", en="the list cannot be read"), where=str(list_file)
            ) from fault
        found += [line.split("#")[0].strip() if line.startswith("#") else line.strip() for line in lines]
    found = [one for one in found if one]
    if not found:
        way = "gensvar audit https://www.example.se -o DIR"
        raise BadInput(Text(sv="ange en adress", en="name an address"), mend=Text(sv=way, en=way))
    return list(dict.fromkeys(found))


def _folder(output: Path | None, address: str, *, alone: bool) -> Path | None:
    if output is None or alone:
        return output
    return output / (re.sub(r"[^A-Za-z0-9.-]+", "_", re.sub(r"^https?://", "", address)).strip("_")[:80] or "site")


def _thresholds(settings: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for one in settings:
        name, _, value = one.partition("=")
        try:
            found[name.strip()] = float(value.replace(",", "."))
        except ValueError as fault:
            raise BadInput(Text(sv="skriv NAMN=TAL", en="write NAME=NUMBER"), where=f"--set {one}") from fault
    return found
