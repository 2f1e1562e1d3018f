"""`gensvar serve` and `gensvar manage`: the web platform. It is a package of its own, loaded only here."""

from __future__ import annotations

import os
from types import ModuleType

import click

from gensvar.cli.session import Session, pass_session
from gensvar.errors import MissingPart
from gensvar.text import Text


@click.command(short_help="Starta webbplatsen / start the web platform")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att lyssna på / address to listen on")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processer / processes")
@pass_session
def serve(session: Session, host: str, port: int, workers: int) -> None:
    """Starta webbplatsen: databasen görs i ordning, sedan körs sidor, bakgrundsarbete och schema.

    Start the web platform: migrates, then runs pages, background work and schedule. GENSVAR_DATA,
    GENSVAR_DATABASE_URL and GENSVAR_ADDRESS say where; see docs/web/running.md.
    """
    os.environ.setdefault("GENSVAR_ADDRESS", f"http://{host}:{port}")
    web = _web()
    address = web.prepare()
    session.say(Text(sv=f"Gensvar finns på {address}", en=f"Gensvar is at {address}"))
    session.note(Text(sv="Avsluta med Ctrl+C.", en="Stop with Ctrl+C."))
    web.run(web.parts(host, port, workers))


@click.command(
    short_help="Webbplatsens egna kommandon / commands of the web platform",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Kör ett av webbplatsens kommandon, till exempel migrate eller ledger_verify.

    Run one of the commands of the web platform.
    """
    _web()
    from gensvar_web.project.manage import manage as run

    run(list(arguments))


def _web() -> ModuleType:
    try:
        import django  # noqa: F401  # the one that is missing where the extra is

        from gensvar_web.project import serve as web
    except ImportError as problem:
        raise _missing() from problem
    return web


def _missing() -> MissingPart:
    return MissingPart(
        Text(sv="webbplatsen är inte installerad", en="the web platform is not installed"),
        mend=Text(sv="pip install 'gensvar[web]'", en="pip install 'gensvar[web]'"),
    )
