"""`gensvar rulebook show | diff | export`: editions drawn and written to files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.rulebook.edition import Edition

FORMS = ("text", "md", "html", "pdf", "json", "xlsx", "oscal", "ciso")
rulebooks_option = click.option(
    "--rulebooks",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Mapp med regelverk, före de medföljande / folder of rulebooks, before those shipped (GENSVAR_RULEBOOKS)",
)


def load_named(session: Session, reference: str, folders: tuple[Path, ...]) -> Edition:
    """Return the edition that a command names; without an edition the newest in force today."""
    from gensvar.rulebook.load import find_roots, load_edition

    return load_edition(reference, on=session.now().date(), roots=find_roots(folders))


@click.command("show", short_help="Visa ett regelverk eller en regel / show a rulebook or a rule")
@click.argument("reference", metavar="REF")
@click.argument("rule_id", metavar="[RULE]", required=False)
@rulebooks_option
@json_option
@pass_session
def show_command(
    session: Session, reference: str, rule_id: str | None, folders: tuple[Path, ...], as_json: bool
) -> None:
    """Visa en utgåva, eller en av dess regler, i terminalen.

    Show an edition, or one of its rules, in the terminal.
    """
    from gensvar.rulebook.exporting import rule_json

    edition = load_named(session, reference, folders)
    if as_json:
        session.emit_json(rule_json(edition, rule_id))
        return
    from gensvar.report.draw import draw
    from gensvar.report.rulebook import rulebook_document

    session.say(draw(rulebook_document(edition, session.language, rule_id=rule_id), "text").rstrip("\n"))


@click.command("diff", short_help="Jämför två utgåvor / compare two editions")
@click.argument("before", metavar="REF")
@click.argument("after", metavar="REF")
@click.option("-f", "--format", "form", type=click.Choice(["text", "md", "html", "pdf", "json", "xlsx"]), help="Format")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Fil / file")
@rulebooks_option
@json_option
@pass_session
def diff_command(
    session: Session,
    before: str,
    after: str,
    form: str | None,
    target: Path | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Jämför en äldre utgåva med en nyare: regler, ordalydelse, gränser, räckvidd, kontroller.

    Compare an older edition with a newer one: rules, wording, thresholds, scope, checks.
    """
    from gensvar.rulebook.comparing import compare_editions

    difference = compare_editions(load_named(session, before, folders), load_named(session, after, folders))
    if as_json:
        session.emit_json(difference.to_json())
        return
    form = form or _form_of(target) or "text"
    if form == "json":
        _deliver(session, _as_json(difference.to_json()), target)
        return
    from gensvar.report.draw import draw
    from gensvar.report.rulebook import diff_document

    _deliver(session, draw(diff_document(difference, session.language), form), target)


@click.command("export", short_help="Exportera / export")
@click.argument("reference", metavar="REF")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMS), help="Format; annars efter filens namn / by file name"
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Fil / file")
@rulebooks_option
@json_option
@pass_session
def export_command(
    session: Session, reference: str, form: str | None, target: Path | None, folders: tuple[Path, ...], as_json: bool
) -> None:
    """Exportera en utgåva som text, Markdown, HTML, PDF, JSON, XLSX, OSCAL eller CISO Assistant.

    Export an edition. json, oscal and ciso hold both languages, the others the language of --lang.
    """
    form = form or _form_of(target)
    if form is None:
        raise click.UsageError("-f FORMAT")
    edition = load_named(session, reference, folders)
    content = _exported(edition, form, session)
    if as_json and target is None:
        raise click.UsageError("--json: -o FILE")
    _deliver(session, content, target, quiet=as_json)
    if as_json and target is not None:
        size = target.stat().st_size
        session.emit_json(
            {"reference": edition.reference, "hash": edition.hash, "format": form, "file": str(target), "bytes": size}
        )


def _exported(edition: Edition, form: str, session: Session) -> str | bytes:
    if form in ("json", "oscal", "ciso"):
        from gensvar.rulebook.exporting import export_text

        return export_text(edition, form)
    from gensvar.report.draw import draw
    from gensvar.report.rulebook import rulebook_document

    return draw(rulebook_document(edition, session.language), form)


def _form_of(target: Path | None) -> str | None:
    """Return the format that a file's name asks for."""
    endings = {".txt": "text", ".md": "md", ".html": "html", ".pdf": "pdf", ".json": "json", ".xlsx": "xlsx"}
    return endings.get(target.suffix.lower()) if target else None


def _deliver(session: Session, content: str | bytes, target: Path | None, quiet: bool = False) -> None:
    """Write to a file, whole or not at all; without one, print it (a binary format only into a pipe)."""
    from gensvar.evidence import write_whole

    if target is not None:
        try:
            write_whole(target.absolute(), content.encode() if isinstance(content, str) else content)
        except OSError as problem:
            text = Text(sv=f"filen går inte att skriva ({problem.strerror})", en=f"cannot write ({problem.strerror})")
            raise BadInput(text, where=str(target)) from problem
        if not quiet:
            session.say(f"→ {target}")
    elif isinstance(content, str):
        session.say(content.rstrip("\n"))
    elif sys.stdout.isatty():
        raise click.UsageError("-o FILE")
    else:
        sys.stdout.buffer.write(content)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
