"""`gensvar push`: send a store or an assessment to a Gensvar server."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.cli.server import Server

FILE = click.Path(path_type=Path)


@click.command(short_help="Skicka till en server / Send to a server")
@click.argument("what", type=FILE, metavar="STORE|ASSESSMENT.JSON")
@click.option("--to", "address", required=True, metavar="URL", help="Serverns adress / address of the server")
@click.option("--token-file", required=True, type=FILE, help="Fil med API-nyckeln / file with the API key")
@json_option
@pass_session
def push(session: Session, what: Path, address: str, token_file: Path, as_json: bool) -> None:
    """Skicka ett datalager eller en bedömning till en server. Det som redan finns där skickas inte igen.

    Send a store or an assessment to a server. What is there already is not sent again; a push that was
    cut off goes on where it was. The key of the pseudonyms is never sent.
    """
    from gensvar.cli.server import Server
    from gensvar.logs.manifest import NAME

    server = Server.reach(address, _token(token_file), session.language)
    with session.progress(Text(sv="Skickar", en="Sending")) as advance:
        if (what / NAME).is_file():
            told = _push_store(server, what, advance)
            said = _store_in_words(told)
        else:
            told = _push_assessment(server, what / "assessment.json" if what.is_dir() else what)
            said = _assessment_in_words(told)
    if as_json:
        session.emit_json(told)
    else:
        session.say(said)


def _token(file: Path) -> str:
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(Text(sv="går inte att läsa", en="cannot be read"), where=str(file)) from problem
    if not token or any(sign.isspace() for sign in token):
        raise BadInput(
            Text(sv="filen ska innehålla bara nyckeln", en="the file must hold the key only"), where=str(file)
        )
    return token


def _push_store(server: Server, folder: Path, advance: Any) -> dict[str, Any]:
    from gensvar.evidence import file_hash, read_json
    from gensvar.logs.manifest import NAME, read_manifest

    read_manifest(folder)  # what is damaged is told here, not by the server
    place = f"/o/{server.organisation}/store/uploads"
    begun = server.ask("POST", place, {"manifest": read_json(folder / NAME)})
    sizes = {file: (folder / file).stat().st_size if (folder / file).is_file() else -1 for file in begun["missing"]}
    for file, size in sizes.items():
        if size < 0:
            raise BadInput(Text(sv="filen saknas i lagret", en="the store lacks the file"), where=str(folder / file))
    sent, whole = 0, sum(sizes.values()) or 1
    for file, size in sizes.items():
        digest = file_hash(folder / file).removeprefix("sha256:")
        target = f"{place}/{begun['id']}/files/{file}?sha256={digest}"
        server.send(target, folder / file, partial(_step, advance, file, sent, whole))
        sent += size
    finished: dict[str, Any] = server.ask("POST", f"{place}/{begun['id']}/finish", {})
    return {**finished, "organisation": server.organisation, "files_sent": len(sizes), "bytes_sent": sent}


def _step(advance: Any, file: str, before: int, whole: int, done: int) -> None:
    advance((before + done) / whole, file)


def _push_assessment(server: Server, file: Path) -> dict[str, Any]:
    from gensvar.evidence import read_json
    from gensvar.findings.verification import require_assessment

    document = require_assessment(read_json(file), str(file))
    made: dict[str, Any] = server.ask("POST", f"/o/{server.organisation}/assessments", document)
    return {**made, "organisation": server.organisation}


def _store_in_words(told: dict[str, Any]) -> Text:
    rows = sum(told["rows"].values())
    to, new, megabytes = told["organisation"], told["new_sources"], told["bytes_sent"] / 1e6
    if not new:
        return Text(sv=f"{to} hade redan allt: {rows} rader.", en=f"{to} had all of it already: {rows} rows.")
    return Text(
        sv=f"{new} nya källor till {to}, {megabytes:.1f} MB skickade. Där finns nu {rows} rader.",
        en=f"{new} new sources to {to}, {megabytes:.1f} MB sent. It now holds {rows} rows.",
    )


def _assessment_in_words(told: dict[str, Any]) -> Text:
    name = f"{told['rulebook']}@{told['edition']}"
    to, met, not_met = told["organisation"], told["met"], told["not_met"]
    return Text(
        sv=f"Bedömningen mot {name} finns hos {to} ({met} uppfyllda, {not_met} inte).",
        en=f"The assessment against {name} is with {to} ({met} met, {not_met} not).",
    )
